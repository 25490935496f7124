#!/bin/bash
# The local socket of watch: serves pipes, whoever may use it, whatever comes in.
set -u
: "${top_srcdir:=$(cd "$(dirname "$0")/../.." && pwd)}"
: "${top_builddir:=$top_srcdir}"
. "$(dirname "$0")/../support/tap.sh"
export DESKBELL_DATADIR="$top_srcdir"
needs sqlite3 setpriv

world=$(mktemp -d "${TMPDIR:-/tmp}/deskbell-test.XXXXXX")
chmod 755 "$world"
tap_log=$world/check.log
socket=$world/run/socket
ledger=$world/state/ledger.db
server=
stop() { # by a signal, TERM if none is named
  [ -n "$server" ] || return 0
  kill "-${1:-TERM}" "$server"
  wait "$server" 2> /dev/null
  status=$?
  server=
  return $status
}
trap 'stop; rm -rf "$world"' EXIT
trap 'exit 1' INT TERM

config=$world/deskbell.yaml
cat > "$config" << CONFIG
desk:
  addresses: [support@acme.example]
  reply: on
  tag: ACME
  brakes: {sender: 1000/1d, similar: off}
  key-file: $world/state/key
  ledger: sqlite:$ledger
CONFIG

mail() { # NUMBER: a mail in the file of that name
  printf 'From: Jane <jane@customer.example>\nTo: support@acme.example\nMessage-ID: <%s@customer.example>\nSubject: Hello\n\nHi.\n' \
    "$1" > "$world/mail.$1"
  echo "$world/mail.$1"
}

start() { # ALLOWED...
  "$top_builddir/tests/watch/intake-server" "$config" "$socket" "$@" 2> "$world/said" &
  server=$!
  for _ in $(seq 500); do
    grep -q ready "$world/said" && return
    kill -0 $server 2> /dev/null || break
    sleep 0.02
  done
  echo "Bail out! the server did not start: $(cat "$world/said")"
  exit 1
}

ask() { # OPTION... FILE WORD...
  "$top_builddir/tests/watch/intake-client" "$socket" "$@"
}

pipe() { # OPTION... FILE [WORD...]
  ask "$@" hello "c$config"
}

tickets() {
  sqlite3 -readonly "$ledger" 'SELECT count(*) FROM tickets'
}

check "nobody is there before it starts" same nobody "$(pipe "$(mail 1)")"
start
check "its socket is open to its own user and group" same "660 $(id -g)" "$(stat -c '%a %g' "$socket")"
if [ "$(id -u)" = 0 ]; then
  chmod 755 "$world/run"
  check "... and to no stranger" same nobody "$(pipe --as 61234 "$(mail 5)")"
fi
stop
start 61235
check "it starts, in a folder of its own" test -S "$socket"
check "where others are allowed, its socket is open to all, for peers are told by their user" same 666 "$(stat -c %a "$socket")"
answer=$(pipe "$(mail 1)")
check "a mail is claimed" contains "$answer" "done X-Deskbell-Ticket: ACME-1001"
check "... and described to the end" contains "$answer" "X-Deskbell-Reply: queued"
check "the same mail again is the same ticket" same "$answer" "$(pipe "$(mail 1)")"
check "the null sender is told by an empty word" contains "$(ask "$(mail 2)" hello "c$config" f)" "reason=null-sender"
check "... an unknown one by none" contains "$(ask "$(mail 3)" hello "c$config" asupport@acme.example)" "queued"
check "another configuration is served elsewhere" same elsewhere "$(ask "$(mail 4)" hello "c$world/other.yaml")"
check "... and so is none" same elsewhere "$(ask "$(mail 4)" hello)"
check "a newer front is served elsewhere" same elsewhere "$(ask "$(mail 4)" deskbell-filter-2)"
check "... and what it asks besides" same elsewhere "$(ask "$(mail 4)" hello "c$config" znew)"
check "a file that is not in memory is read elsewhere" same elsewhere "$(pipe --plain /proc/version)"
check "a request without a message fails" contains "$(pipe -)" "failed 64"
check "an empty one as well" contains "$(pipe /dev/null)" "failed 65"
check "an address with a line end fails" contains "$(ask "$(mail 4)" hello "c$config" $'fa\nb')" "failed 64"
check "an empty word fails" contains "$(ask "$(mail 4)" hello "")" "failed 64"
long=$(head -c 70000 /dev/zero | tr '\0' x)
check "a request that is too long fails" contains "$(ask "$(mail 4)" hello "a$long")" "failed 64"
before=$(ls "/proc/$server/fd" | wc -l)
for _ in $(seq 30); do
  pipe --many 20 "$(mail 1)" > /dev/null
  ask --many 8 "$(mail 1)" nonsense > /dev/null
done
check "descriptors that nobody asked for are closed" same "$before" "$(ls "/proc/$server/fd" | wc -l)"
ask silent > "$world/silent" &
silent=$!
check "none of that opened a ticket" same 3 "$(tickets)"

if [ "$(id -u)" = 0 ]; then
  chmod 755 "$world/run"
  check "a stranger is served elsewhere" same elsewhere "$(pipe --as 61234 "$(mail 5)")"
  for _ in $(seq 40); do ask --as 61234 silent > /dev/null & done
  sleep 0.3
  check "strangers who say nothing keep nobody out" contains "$(timeout 4 "$top_builddir/tests/watch/intake-client" "$socket" "$(mail 6)" hello "c$config")" "done "
fi
many() {
  pids=
  for n in $(seq 100 199); do
    pipe "$(mail "$n")" > "$world/answer.$n" &
    pids="$pids $!"
  done
  # shellcheck disable=SC2086
  wait $pids
  cat "$world"/answer.* | sed -n 's/^done X-Deskbell-Ticket: //p' | sort -u | wc -l
}
check "a hundred at once get a ticket each" same 100 "$(many)"

check "a second one does not take the socket away" exits 75 "$top_builddir/tests/watch/intake-server" "$config" "$socket"
check "... and the first goes on" contains "$(pipe "$(mail 1)")" "ACME-1001"

sqlite3 "$ledger" "VACUUM INTO '$world/backup.db'"
chmod 660 "$world/backup.db"
rm -f "$ledger"-*
mv "$world/backup.db" "$ledger"
pipe "$(mail 7)" > "$world/answer"
check "a restored ledger is opened anew" contains "$(cat "$world/answer")" "done X-Deskbell-Ticket"
check "... and what is claimed stands in it" same 1 \
  "$(sqlite3 "$ledger" "SELECT count(*) FROM contacts WHERE message_id = '<7@customer.example>'")"
rm -f "$ledger"*
mkdir "$ledger"
check "a ledger that cannot be opened fails" contains "$(pipe "$(mail 8)")" "failed "
rmdir "$ledger"
check "... and one that is missing as well" contains "$(pipe "$(mail 8)")" "failed "
check "... without making one in place of what is being put back" test ! -e "$ledger"
"$top_builddir/src/deskbell-core" filter --config "$config" < "$(mail 6)" > /dev/null
check "... until it can" contains "$(pipe "$(mail 8)")" "done "
hold_ledger() { # SECONDS
  rm -f "$world/locked"
  sqlite3 "$ledger" "BEGIN IMMEDIATE" ".shell touch '$world/locked'; sleep $1" &
  locker=$!
  within 4 test -e "$world/locked"
}
hold_ledger 7
check "a ledger that is busy for long is a temporary failure" contains "$(pipe "$(mail 9)")" "failed 75"
wait $locker
hold_ledger 2
pipe "$(mail 10)" > "$world/waits" & waits=$!
sleep 0.3
timeout 0.5 "$top_builddir/tests/watch/intake-client" "$socket" "$(mail 11)" hello "c$config" > /dev/null
wait $waits $locker
check "who waits for a busy ledger is served" contains "$(cat "$world/waits")" "done "
pipe "$(mail 12)" > /dev/null
check "... and no work is done for who left meanwhile" same 0 \
  "$(sqlite3 "$ledger" "SELECT count(*) FROM contacts WHERE message_id = '<11@customer.example>'")"

sqlite3 "$ledger" 'PRAGMA user_version = 99'
check "what a newer deskbell has upgraded is left to that one's worker" same elsewhere "$(pipe "$(mail 13)")"
check "... and not written to" same 0 \
  "$(sqlite3 "$ledger" "SELECT count(*) FROM contacts WHERE message_id = '<13@customer.example>'")"
check "... which is told" contains "$(cat "$world/said")" "upgraded it meanwhile"
rm -f "$ledger"*

check "who says nothing is dropped" within 8 grep -qx dropped "$world/silent"
check "it ends well" stop
check "... and takes its socket along" test ! -e "$socket"
start
stop KILL > /dev/null 2>&1
check "one that was killed leaves a socket" test -S "$socket"
start
check "... which the next one replaces" contains "$(pipe "$(mail 10)")" "done "
rm "$socket"
wait "$server"
check "when the socket is taken away it ends, to be started again" same 75 $?
server=
echo file > "$socket"
check "what is no socket is left alone" exits 78 "$top_builddir/tests/watch/intake-server" "$config" "$socket"
check "... with what was in it" same file "$(cat "$socket")"
rm "$socket"
check "a user that is not there is told" exits 78 "$top_builddir/tests/watch/intake-server" "$config" "$socket" no-such-user
if [ "$(id -u)" = 0 ]; then
  start 61234
  check "one who is allowed is served" contains "$(pipe --as 61234 "$(mail 11)")" "done "
  stop
fi
finish
