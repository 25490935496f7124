# For the end-to-end tests of the IMAP source: throwaway Dovecots, and TAP. Sourced.
top_srcdir=${top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}
top_builddir=${top_builddir:-$top_srcdir}
servers=$top_srcdir/tests/servers
dump=$top_builddir/tests/source/dump-view
PATH=$PATH:/usr/sbin:/sbin

for program in dovecot openssl; do
  command -v $program > /dev/null || { echo "1..0 # SKIP $program is not installed"; exit 0; }
done

work=$(mktemp -d "${TMPDIR:-/tmp}/deskbell.XXXXXX")
chmod 755 "$work"
running=
next_port=$((20000 + $$ % 9000 * 4))
finish() {
  for server in $running; do
    sh "$servers/dovecot.sh" stop "$work/$server" &
  done
  wait
  rm -rf "$work"
}
trap finish EXIT
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

tests=0
result() { # STATUS NAME
  tests=$((tests + 1))
  [ "$1" = 0 ] && echo "ok $tests - $2" || echo "not ok $tests - $2"
}
check() { # NAME COMMAND...
  name=$1
  shift
  "$@" > "$work/check.log" 2>&1
  status=$?
  result $status "$name"
  [ $status = 0 ] || sed 's/^/# /' "$work/check.log"
}
exits() { # STATUS COMMAND...: says what was wrong if it does not
  wanted=$1
  shift
  "$@"
  status=$?
  echo "exit status $status, not $wanted"
  [ $status = "$wanted" ]
}
