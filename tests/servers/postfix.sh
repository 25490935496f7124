#!/bin/sh
# A throwaway Postfix in a folder, as root (Debian: postfix; no systemd, the system's own Postfix is not touched).
#
#   postfix.sh start DIR PORT DOVECOT_DIR TLS_DIR   127.0.0.1, PORT: submission with required STARTTLS and login,
#                                                   PORT+1: inbound as an MX, no login, any sender, <> too,
#                                                   PORT+2: submission as smtps; TLS_DIR as tls.sh makes it
#   postfix.sh stop DIR
#
# Users and mailboxes are those of the Dovecot in DOVECOT_DIR (dovecot.sh, started before): every address of every domain
# is delivered there by LMTP, so nothing can leave this machine. Recipients at refused.example get a 550, at later.example
# a 450. Headers stay as they came.
#
# Environment of `start`: CERT=srv (another name in TLS_DIR); TLS=no (no TLS on PORT, login without it; nothing on PORT+2);
# LOCAL=DOMAIN (a domain of local users); EXTRA_MAIN=FILE, EXTRA_MASTER=FILE (lines added to main.cf and master.cf).
# Any user may hand in mail by sendmail, with MAIL_CONFIG=DIR/etc.
# Exit status 77: Postfix is not installed, or not root. Log: DIR/log/maillog. DIR must be reachable for the user
# "postfix".
set -eu
PATH=$PATH:/usr/sbin:/sbin

fail() {
  echo "postfix.sh: $*" >&2
  exit 1
}

main_cf() { # DIR DOVECOT_DIR TLS_DIR
  cat <<CONF
compatibility_level = 3.6
command_directory = $1/sbin
queue_directory = $1/queue
data_directory = $1/data
maillog_file = $1/log/maillog
maillog_file_prefixes = $1/log
myhostname = mail.test
mydomain = test
mydestination = ${LOCAL:-}
mynetworks =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
biff = no
alias_maps =
alias_database =
local_recipient_maps =
# Every domain is this machine's: what is accepted goes to Dovecot and nowhere else.
virtual_mailbox_domains = static:all
virtual_mailbox_maps = static:all
virtual_transport = lmtp:unix:$2/run/lmtp
default_transport = error:outside delivery disabled
relay_transport = error:outside delivery disabled
local_header_rewrite_clients =
smtpd_relay_restrictions = reject_unauth_destination
smtpd_recipient_restrictions = check_recipient_access inline:{{refused.example = 550 5.1.1 no such user}, {later.example = 450 4.2.0 greylisted}}
smtpd_error_sleep_time = 0
smtpd_client_connection_count_limit = 0
smtpd_tls_cert_file = $3/${CERT:-srv}.pem
smtpd_tls_key_file = $3/${CERT:-srv}.key
smtpd_sasl_type = dovecot
smtpd_sasl_path = $2/run/auth-smtpd
lmtp_destination_recipient_limit = 1
CONF
  [ -z "${EXTRA_MAIN:-}" ] || cat "$EXTRA_MAIN"
}

submission() { # ADDRESS OPTION...: an smtpd that wants a login
  echo "$1 inet n - n - - smtpd"
  shift
  for option in "$@" smtpd_sasl_auth_enable=yes smtpd_client_restrictions=permit_sasl_authenticated,reject; do
    echo "  -o $option"
  done
}

master_cf() { # PORT
  if [ "${TLS:-yes}" = no ]; then
    submission "127.0.0.1:$1" smtpd_tls_security_level=none smtpd_tls_auth_only=no
  else
    submission "127.0.0.1:$1" smtpd_tls_security_level=encrypt smtpd_tls_auth_only=yes
    submission "127.0.0.1:$(($1 + 2))" smtpd_tls_wrappermode=yes smtpd_tls_auth_only=yes
  fi
  cat <<CONF
127.0.0.1:$(($1 + 1)) inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
lmtp unix - - n - - lmtp
local unix - n n - - local
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
CONF
  [ -z "${EXTRA_MASTER:-}" ] || cat "$EXTRA_MASTER"
}

# The system's postdrop is set-gid and takes no other configuration from a user; a copy of it is not, and does, once the
# folders that it needs are open.
commands() { # DIR
  mkdir -p "$1/sbin"
  for command in /usr/sbin/post*; do
    ln -sf "$command" "$1/sbin"
  done
  cp --remove-destination /usr/sbin/postdrop "$1/sbin"
  chmod 755 "$1/sbin" "$1/sbin/postdrop"
}

open_to_users() { # DIR
  chmod 1777 "$1/queue/maildrop"
  chmod 711 "$1/queue/public"
}

start() { # DIR PORT DOVECOT_DIR TLS_DIR
  [ -S "$3/run/auth-smtpd" ] || fail "no Dovecot runs in $3"
  mkdir -p "$1/etc" "$1/queue" "$1/data" "$1/log"
  chmod 755 "$1" "$1/etc" "$1/queue" "$1/log"
  chown postfix "$1/data"
  setpriv --reuid postfix --clear-groups test -r "$1/etc" || fail "$1 cannot be reached by the user postfix"
  commands "$1"
  main_cf "$1" "$3" "$4" > "$1/etc/main.cf"
  master_cf "$2" > "$1/etc/master.cf"
  postfix -c "$1/etc" start > "$1/log/start" 2>&1 || fail "Postfix did not start, see $1/log/start and $1/log/maillog"
  open_to_users "$1"
}

stop() { # DIR
  [ -f "$1/etc/main.cf" ] || return 0
  postfix -c "$1/etc" status > /dev/null 2>&1 || return 0
  postfix -c "$1/etc" stop > /dev/null 2>&1 || fail "Postfix in $1 does not stop"
}

absolute() {
  (cd "$1" && pwd)
}

command -v postfix > /dev/null || { echo "postfix.sh: postfix is not installed" >&2; exit 77; }
[ "$(id -u)" = 0 ] || { echo "postfix.sh: only root can start Postfix" >&2; exit 77; }
case "${1:-} $#" in
"start 5")
  mkdir -p "$2"
  dir=$(absolute "$2")
  stop "$dir"
  start "$dir" "$3" "$(absolute "$4")" "$(absolute "$5")"
  ;;
"stop 2")
  [ ! -d "$2" ] || stop "$(absolute "$2")"
  ;;
*)
  echo "usage: postfix.sh start DIR PORT DOVECOT_DIR TLS_DIR | stop DIR" >&2
  exit 64
  ;;
esac
