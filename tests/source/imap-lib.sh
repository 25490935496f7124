# Sourced by the end-to-end tests of the IMAP source: throwaway Dovecots.
top_srcdir=${top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}
top_builddir=${top_builddir:-$top_srcdir}
servers=$top_srcdir/tests/servers
dump=$top_builddir/tests/source/dump-view
. "$(dirname "$0")/../support/tap.sh"
needs dovecot openssl

work=$(mktemp -d "${TMPDIR:-/tmp}/deskbell.XXXXXX")
chmod 755 "$work"
tap_log=$work/check.log
running=
next_port=$((20000 + $$ % 9000 * 4))
stop_servers() {
  for server in $running; do
    sh "$servers/dovecot.sh" stop "$work/$server" &
  done
  wait
  rm -rf "$work"
}
trap stop_servers EXIT
trap 'exit 1' HUP INT TERM
sh "$servers/tls.sh" "$work/tls" || exit 1
export CA_FILE="$work/tls/ca.pem" PASSWORD=secret

# NAME: starts $work/NAME on some free ports from $port on
start_server() {
  for attempt in 1 2 3 4 5 6 7 8; do
    port=$next_port
    next_port=$((next_port + 2))
    if sh "$servers/dovecot.sh" start "$work/$1" $port "$work/tls" 2> "$work/start.log"; then
      running="$running $1"
      return 0
    fi
  done
  echo "Bail out! Dovecot does not start: $(cat "$work/start.log")"
  exit 1
}

# MAILDIR FILE...: delivers, in this order
deliver() {
  maildir=$1
  shift
  mkdir -p "$maildir/cur" "$maildir/new" "$maildir/tmp"
  for mail; do
    delivered=$((${delivered:-1700000000} + 1))
    cp "$mail" "$maildir/new/$delivered.M1P1.test"
  done
  [ "$(id -u)" != 0 ] || chown -R mail: "$maildir"
}
