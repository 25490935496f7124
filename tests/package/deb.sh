#!/bin/bash
# The life of the package on a machine that knew nothing of it: deb.sh FOLDER DEB, as root, where FOLDER is a bare Debian
# that may be changed (debootstrap --variant=minbase bookworm FOLDER). Not part of make check: it needs a mirror.
set -u
chroot=$1 deb=$2
tap_log=$(mktemp)
trap 'rm -f "$tap_log"; umount "$chroot/proc"' EXIT
. "$(dirname "$0")/../support/tap.sh"
mountpoint -q "$chroot/proc" || mount -t proc proc "$chroot/proc"
printf '#!/bin/sh\nexit 101\n' > "$chroot/usr/sbin/policy-rc.d"
chmod 755 "$chroot/usr/sbin/policy-rc.d"
cp "$deb" "$chroot/tmp/deskbell.deb"
cp "$(dirname "$0")/../demo/mails/01-outage.eml" "$chroot/tmp/mail.eml"

inside() {
  chroot "$chroot" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root DEBIAN_FRONTEND=noninteractive "$@" < /dev/null
}

as_deskbell() {
  inside runuser -u deskbell -- "$@"
}

apt() {
  inside apt-get -q -y --no-install-recommends -o Dpkg::Use-Pty=0 "$@"
}

status_of() { # FILE: mode, owner, group
  inside stat -c '%a %U %G' "$1"
}

check "it installs" apt install /tmp/deskbell.deb
check "the account" contains "$(inside getent passwd deskbell)" ":/var/lib/deskbell:/usr/sbin/nologin"
check "its group" contains "$(inside getent group deskbell)" "deskbell:"
check "the state is deskbell's and its group's" same "2770 deskbell deskbell" "$(status_of /var/lib/deskbell)"
check "the configuration is root's, for the group to read" same "2750 root deskbell" "$(status_of /etc/deskbell)"
check "there is no configuration yet" same "" "$(inside ls -A /etc/deskbell)"
check "nothing is enabled" same "" "$(inside find /etc/systemd -name '*deskbell*')"
check "nothing runs from cron" same "" "$(inside sed -n '/^[^#M]/p' /etc/cron.d/deskbell)"
check "triage works" inside deskbell triage /tmp/mail.eml
check "preview works" inside deskbell preview /tmp/mail.eml
check "the example is there" inside deskbell check --config /usr/share/doc/deskbell/examples/deskbell.yaml --help
for file in /usr/share/man/man1/deskbell.1.gz /usr/share/bash-completion/completions/deskbell \
  /usr/share/zsh/vendor-completions/_deskbell /usr/share/doc/deskbell/examples/systemd/sendmail.conf; do
  check "there is $file" inside test -e "$file"
done
missing=$(inside sh -c 'for file in /usr/libexec/deskbell/*; do ldd $file; done' | grep 'not found')
check "every library is there" same "" "$missing"

check "root's init" inside deskbell init --address support@acme.example --name 'Acme' --imap imaps://imap.acme.example \
  --smtp smtps://smtp.acme.example --password-file password
inside sh -c 'umask 027; echo secret > /etc/deskbell/password'
check "its configuration is for the service to read" same "640 root deskbell" "$(status_of /etc/deskbell/deskbell.yaml)"
check "... and nobody else" exits 1 inside runuser -u nobody -- cat /etc/deskbell/deskbell.yaml
check "... who is told that" contains "$(inside runuser -u nobody -- deskbell tickets 2>&1)" 'is closed to this user'
check "its key is for the service to use" same "660 root deskbell" "$(status_of /var/lib/deskbell/key)"
check "the service's user finds nothing wrong" as_deskbell deskbell check
check "... and reads the password" as_deskbell cat /etc/deskbell/password
check "... and makes a ledger" exits 69 as_deskbell deskbell poll
check "... for the group" same "660 deskbell deskbell" "$(status_of /var/lib/deskbell/ledger.db)"
check "systemd has nothing to say about the units" same "" \
  "$(inside systemd-analyze verify --man=no deskbell-watch.service deskbell-poll.service deskbell-poll.timer 2>&1)"

check "it installs again" apt install --reinstall /tmp/deskbell.deb
check "remove" apt remove deskbell
check "... keeps the ledger" inside test -s /var/lib/deskbell/ledger.db
check "... and the configuration" inside test -s /etc/deskbell/deskbell.yaml
check "purge" apt purge deskbell
left=$(inside find / -xdev -name '*deskbell*' ! -path '/tmp/*' ! -path '/proc/*')
check "... leaves nothing" same "" "$left"
finish
