# Sourced by the demo and the end-to-end tests: a desk with a real Dovecot and a real Postfix on loopback.
#
#   world_missing          what this machine lacks for it; nothing when it is complete
#   world_start            servers, certificates, configuration ($config), all below $world
#   deliver FILE [FROM [TO]]  one mail into a mailbox (support@acme.example) by SMTP, as the outside does
#   into_maildir NAME name=value...  one that mail_of makes, straight into that mailbox, as a local delivery does
#   settle                 waits until Postfix has delivered everything
#   inbox ADDRESS          the files of that address's mail
#   db SQL                 a query on the ledger
#   mail_of name=value...  a plain mail on standard output
#
# Everything is stopped and removed at the end; DESKBELL_KEEP=1 keeps the folder and says where.

set -u
: "${top_srcdir:=$(cd "$(dirname "$0")/../.." && pwd)}"
: "${top_builddir:=$top_srcdir}"
PATH=$PATH:/usr/sbin:/sbin
deskbell=$top_builddir/src/deskbell
servers=$top_srcdir/tests/servers
world=

world_missing() {
  for program in dovecot postfix openssl curl sqlite3; do
    command -v $program > /dev/null || echo "$program is not installed"
  done
  [ "$(id -u)" = 0 ] || echo "a throwaway Postfix needs root"
}

free_port() { # a base with five free ports above it
  base=$((20000 + ($$ * 7) % 30000))
  while :; do
    free=yes
    for offset in 0 1 2 3 4; do
      if (exec 3<> "/dev/tcp/127.0.0.1/$((base + offset))") 2> /dev/null; then free=no; fi
    done
    [ $free = yes ] && break
    base=$((base + 11))
  done
  echo $base
}

world_stop() {
  [ -n "$world" ] || return 0
  "$servers/postfix.sh" stop "$world/postfix" > /dev/null 2>&1
  "$servers/dovecot.sh" stop "$world/dovecot" > /dev/null 2>&1
  if [ -n "${DESKBELL_KEEP:-}" ]; then
    echo "# kept: $world"
  else
    rm -rf "$world"
  fi
}

world_folder() {
  world=$(mktemp -d "${TMPDIR:-/tmp}/deskbell-test.XXXXXX")
  chmod 755 "$world"
  trap world_stop EXIT
  trap 'exit 1' INT TERM
}

world_start() {
  [ -n "$world" ] || world_folder
  port=$(free_port)
  imap_port=$port imaps_port=$((port + 1))
  smtp_port=$((port + 2)) mx_port=$((port + 3)) smtps_port=$((port + 4))
  tls=$world/tls
  ca=$tls/ca.pem
  "$servers/tls.sh" "$tls" &&
    "$servers/dovecot.sh" start "$world/dovecot" "$imap_port" "$tls" &&
    "$servers/postfix.sh" start "$world/postfix" "$smtp_port" "$world/dovecot" "$tls" || return
  mail=$world/dovecot/mail
  config=$world/deskbell.yaml
  ledger=$world/state/ledger.db
  printf 'secret\n' > "$world/password"
  write_config > "$config"
  export DESKBELL_CONFIG="$config"
}

# The tests' mails say the same, so that the brake on that is off but where EXTRA has brakes of its own.
write_config() { # EXTRA: lines for the desk: section
  case ${1:-} in *brakes:*) brakes= ;; *) brakes='  brakes: {similar: off}' ;; esac
  cat <<CONFIG
desk:
  name: {en: Acme Support, ko: 에이크미 고객지원}
  addresses: [support@acme.example]
  language: en
  timezone: Europe/Berlin
  reply: on
  tag: ACME
  key-file: $world/state/key
  ledger: sqlite:$ledger
$brakes
${1:-}
mailboxes:
  inbox:
    url: imaps://localhost:$imaps_port
    user: support@acme.example
    password-file: $world/password
    ca-file: $ca
send:
  url: smtp://localhost:$smtp_port
  user: support@acme.example
  password-file: $world/password
  ca-file: $ca
  from: Acme Support <support@acme.example>
CONFIG
}

deliver() { # FILE [FROM [TO]]
  curl --silent --show-error --crlf --url "smtp://127.0.0.1:$mx_port" --mail-from "${2-customer@customer.example}" \
    --mail-rcpt "${3-support@acme.example}" --upload-file "$1"
}

into_maildir() { # NAME name=value...
  box=$mail/support@acme.example
  name=$1
  shift
  mail_of "$@" > "$box/tmp/$name" && chown --reference="$box" "$box/tmp/$name" &&
    mv "$box/tmp/$name" "$box/new/$(date +%s).M${name}P1.test"
}

settle() {
  tries=0
  while [ -n "$(find "$world/postfix/queue/incoming" "$world/postfix/queue/active" "$world/postfix/queue/maildrop" \
    -type f 2> /dev/null | head -1)" ]; do
    tries=$((tries + 1))
    [ $tries -lt 400 ] || { echo "# Postfix did not deliver in 20 s"; return 1; }
    sleep 0.05
  done
}

inbox() { # ADDRESS
  find "$mail/$1/new" "$mail/$1/cur" -type f 2> /dev/null
}

inbox_count() { # ADDRESS
  inbox "$1" | wc -l
}

db() { # SQL
  sqlite3 -readonly "$ledger" "$1"
}

# What has left did so an hour ago: an answer that comes at once would be taken for a program's.
an_hour_passes() {
  sqlite3 "$ledger" "PRAGMA busy_timeout = 5000; UPDATE outbox SET changed = changed - 3600 WHERE state = 'sent'" > /dev/null
}

# A plain mail on standard output; its parts by name: from= to= subject= id= body= extra= (more header lines).
mail_of() {
  from='Jane Doe <jane@customer.example>' to=support@acme.example subject='A question' id= body='How do I do this?' extra=
  for pair in "$@"; do
    case $pair in
    from=*) from=${pair#from=} ;;
    to=*) to=${pair#to=} ;;
    subject=*) subject=${pair#subject=} ;;
    id=*) id=${pair#id=} ;;
    body=*) body=${pair#body=} ;;
    extra=*) extra=${pair#extra=} ;;
    esac
  done
  : "${id:=$(od -An -N8 -tx1 /dev/urandom | tr -d ' \n')@customer.example}"
  printf 'From: %s\nTo: %s\nSubject: %s\nDate: %s\nMessage-ID: <%s>\nMIME-Version: 1.0\n' \
    "$from" "$to" "$subject" "$(date -R)" "$id"
  printf 'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n'
  [ -z "$extra" ] || printf '%s\n' "$extra"
  printf '\n%s\n' "$body"
}
