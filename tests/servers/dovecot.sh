#!/bin/sh
# A throwaway Dovecot 2.3 in a folder, as root or as anybody (Debian: dovecot-imapd dovecot-lmtpd).
#
#   dovecot.sh start DIR PORT TLS_DIR   127.0.0.1 and 127.0.0.2, PORT: imap with required STARTTLS, PORT+1: imaps;
#                                       TLS_DIR as tls.sh makes it
#   dovecot.sh restart DIR              the same again, mail kept
#   dovecot.sh stop DIR
#
# Environment of `start`: CERT=srv (another name in TLS_DIR); TLS=no (no TLS at all: plain logins on PORT, nothing on
# PORT+1); EXTRA=FILE (configuration that is read last, such as sieve's). Exit status 77: Dovecot is not installed.
#
# Every address is a mailbox, its password is "secret" (others: a line `user:{PLAIN}password` in DIR/users). Mail lies in
# Maildirs DIR/mail/ADDRESS, lower case; folders besides INBOX: Sent. LMTP on DIR/run/lmtp, authentication for Postfix on
# DIR/run/auth-smtpd. Log: DIR/dovecot.log. When started by root, DIR must be reachable for the user "mail".
#
# Dovecot takes a connection between equal addresses for a secure one and offers plain logins there. To see LOGINDISABLED
# connect to 127.0.0.2: the kernel then comes from 127.0.0.1.
set -eu
PATH=$PATH:/usr/sbin:/sbin

fail() {
  echo "dovecot.sh: $*" >&2
  exit 1
}

configuration() { # DIR PORT TLS_DIR
  if [ "$(id -u)" = 0 ]; then
    internal=dovecot login=dovenull mail=mail
  else
    internal=$(id -un) login=$(id -un) mail=$(id -un)
  fi
  if [ "${TLS:-yes}" = no ]; then
    security="ssl = no
disable_plaintext_auth = no"
  else
    security="ssl = required
ssl_cert = <$3/${CERT:-srv}.pem
ssl_key = <$3/${CERT:-srv}.key
disable_plaintext_auth = yes"
  fi
  cat <<CONF
base_dir = $1/run
state_dir = $1/run
log_path = $1/dovecot.log
instance_name = deskbell-test-$2
protocols = imap lmtp
listen = 127.0.0.1, 127.0.0.2
$security
auth_mechanisms = plain login
auth_failure_delay = 0
auth_verbose = yes
default_internal_user = $internal
default_internal_group = $(id -gn "$internal")
default_login_user = $login
mail_uid = $mail
mail_gid = $(id -gn "$mail")
first_valid_uid = 1
mail_home = $1/home/%Lu
mail_location = maildir:$1/mail/%Lu
mail_fsync = never
passdb {
  driver = passwd-file
  args = username_format=%Lu $1/users
}
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=$mail gid=$(id -gn "$mail") home=$1/home/%Lu allow_all_users=yes
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox Sent {
    auto = create
    special_use = \\Sent
  }
}
service imap-login {
  chroot =
  inet_listener imap {
    port = $2
  }
  inet_listener imaps {
    port = $([ "${TLS:-yes}" = no ] && echo 0 || echo $(($2 + 1)))
    ssl = yes
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
  unix_listener stats-writer {
    mode = 0666
  }
}
service auth {
  unix_listener auth-smtpd {
    mode = 0666
  }
}
service lmtp {
  unix_listener lmtp {
    mode = 0666
  }
}
protocol imap {
  mail_max_userip_connections = 100
}
protocol lmtp {
  postmaster_address = postmaster@acme.example
}
protocol lda {
  postmaster_address = postmaster@acme.example
}
CONF
  [ -z "${EXTRA:-}" ] || echo "!include $EXTRA"
}

prepare() { # DIR PORT TLS_DIR
  mkdir -p "$1/mail" "$1/home" "$1/run"
  chmod 755 "$1" "$1/mail" "$1/home" "$1/run"
  [ -f "$1/users" ] || printf '%s:{PLAIN}secret::::::\n' support@acme.example alice@customer.example > "$1/users"
  if [ "$(id -u)" = 0 ]; then
    chown mail "$1/mail" "$1/home"
    setpriv --reuid mail --clear-groups test -x "$1/mail" || fail "$1 cannot be reached by the user mail"
  fi
  configuration "$1" "$2" "$3" > "$1/dovecot.conf"
}

running() { # DIR
  [ -f "$1/run/master.pid" ] && kill -0 "$(cat "$1/run/master.pid")" 2>/dev/null
}

launch() { # DIR
  dovecot -c "$1/dovecot.conf" || fail "Dovecot did not start, see $1/dovecot.log"
  tries=0
  until running "$1"; do
    tries=$((tries + 1))
    [ $tries -lt 100 ] || fail "Dovecot did not stay, see $1/dovecot.log"
    sleep 0.05
  done
}

stop() { # DIR
  running "$1" || return 0
  pid=$(cat "$1/run/master.pid")
  children=$(pgrep -P "$pid" || :)
  kill "$pid"
  tries=0
  while kill -0 "$pid" 2>/dev/null; do
    tries=$((tries + 1))
    [ $tries -lt 200 ] || fail "Dovecot $pid does not stop"
    sleep 0.05
  done
  # The processes of clients may stay, connected, when their master goes.
  # shellcheck disable=SC2086
  [ -z "$children" ] || kill $children 2> /dev/null || :
}

absolute() {
  (cd "$1" && pwd)
}

command -v dovecot > /dev/null || { echo "dovecot.sh: dovecot is not installed" >&2; exit 77; }
case "${1:-} $#" in
"start 4")
  mkdir -p "$2"
  dir=$(absolute "$2")
  stop "$dir"
  prepare "$dir" "$3" "$(absolute "$4")"
  launch "$dir"
  ;;
"restart 2")
  dir=$(absolute "$2")
  stop "$dir"
  launch "$dir"
  ;;
"stop 2")
  [ ! -d "$2" ] || stop "$(absolute "$2")"
  ;;
*)
  echo "usage: dovecot.sh start DIR PORT TLS_DIR | restart DIR | stop DIR" >&2
  exit 64
  ;;
esac
