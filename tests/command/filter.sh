#!/bin/bash
# The worker of `deskbell filter`: many at once, under other users, and what its exit status says.
set -u
: "${top_srcdir:=$(cd "$(dirname "$0")/../.." && pwd)}"
: "${top_builddir:=$top_srcdir}"
. "$(dirname "$0")/../support/tap.sh"
needs sqlite3 setpriv

world=$(mktemp -d "${TMPDIR:-/tmp}/deskbell-test.XXXXXX")
chmod 755 "$world"
trap 'rm -rf "$world"' EXIT
trap 'exit 1' INT TERM
tap_log=$world/check.log
ledger=$world/state/ledger.db
core=$top_builddir/src/deskbell-core
export DESKBELL_CONFIG=$world/deskbell.yaml
unset DESKBELL_NOW

configure() { # MORE: further keys of the desk
  cat > "$DESKBELL_CONFIG" << CONFIG
desk:
  addresses: [support@acme.example]
  reply: on
  tag: ACME
  key-file: $world/state/key
  ledger: sqlite:$ledger
  $1
CONFIG
}

mail() { # ID [SENDER]
  printf 'From: <%s>\nTo: support@acme.example\nMessage-ID: <%s@customer.example>\nSubject: Hello\n\nHi.\n' \
    "${2:-jane@customer.example}" "$1"
}

filter() { # ID [OPTION...]
  id=$1
  shift
  mail "$id" | "$core" filter "$@"
}

header() { # NAME, of what stands on standard input
  sed -n "s/^X-Deskbell-$1: //p"
}

db() {
  sqlite3 -readonly "$ledger" "$1"
}

configure 'brakes: {sender: 1/1d}'
mkdir "$world/lines" "$world/errors"
crowd=200
if grep -q __asan_init "$core"; then crowd=30; fi # each takes ten times as long
# On a machine that is busy with other things one may be told to try again, as its caller does.
patiently() { # NUMBER
  for _ in 1 2 3 4 5; do
    filter "many-$1" > "$world/lines/$1" 2> "$world/errors/$1"
    status=$?
    [ $status = 75 ] || return $status
    echo >> "$world/again"
  done
  return 75
}
: > "$world/again"
pids=
for n in $(seq $crowd); do
  patiently "$n" &
  pids="$pids $!"
done
bad=0
for pid in $pids; do
  wait "$pid" || bad=$((bad + 1))
done
echo "# $(wc -l < "$world/again") had to try again"
check "of $crowd at once none fails" same 0 $bad
check "... or complains" same "" "$(cat "$world"/errors/*)"
check "... each has a ticket of its own" same $crowd "$(cat "$world"/lines/* | header Ticket | sort -u | wc -l)"
check "... with no number left out" same "ACME-1001 ACME-$((1000 + crowd))" \
  "$(cat "$world"/lines/* | header Ticket | sort | sed -n '1p;$p' | xargs)"
check "... a brake of one lets one through" same "$((crowd - 1)) held,1 queued" \
  "$(cat "$world"/lines/* | header Reply | sort | uniq -c | sed 's/^ *//' | paste -sd,)"
check "... as the ledger has it" same 1 "$(db 'SELECT count(*) FROM outbox')"
configure 'brakes: {sender: off, similar: off}'

same_mail() { # how often
  for _ in $(seq "$1"); do
    filter same &
  done | header Ticket | sort | uniq -c | sed 's/^ *//'
}
check "the same mail forty times at once has one ticket" same "40 ACME-$((1001 + crowd))" "$(same_mail 40)"

check "a dry run" contains "$(filter dry --dry-run)" "X-Deskbell-Reply: queued"
check "... remembers nothing" same 0 "$(db "SELECT count(*) FROM contacts WHERE message_id = '<dry@customer.example>'")"
reply() { # OPTION...
  replies=$((${replies:-0} + 1))
  filter "reply-$RANDOM-$RANDOM" "$@" | header Reply
}
check "an unknown sender is answered" same queued "$(reply)"
for sender in '' '<>' MAILER-DAEMON; do
  check "-f '$sender' is the null sender" same "none; reason=null-sender" "$(reply -f "$sender")"
done
check "a recipe's empty recipient is none" same queued "$(reply -a '' -a support@acme.example)"
check "bytes that are no text do not matter" same queued "$(LC_ALL=C reply -f $'caf\xe9@customer.example')"

check "no message" exits 65 "$core" filter < /dev/null
check "a line end in an address" exits 64 filter x -f $'a\nb@c.example'
check "an argument" exits 64 filter x file
check "an unknown option" exits 64 filter x --nonsense
nobody_configured() {
  env -u DESKBELL_CONFIG HOME="$world" XDG_CONFIG_HOME="$world" "$core" filter < /dev/null
}
[ -e /etc/deskbell/deskbell.yaml ] || check "no configuration" exits 78 nobody_configured
broken() {
  DESKBELL_CONFIG=$world/broken.yaml filter x
}
echo 'desk: {nonsense: 1}' > "$world/broken.yaml"
check "a broken configuration" exits 78 broken
check "... says nothing on standard output" same "" "$(broken 2> /dev/null)"
chmod 644 "$world/broken.yaml"

if [ "$(id -u)" != 0 ]; then
  finish
  exit
fi

# A pipe under another user: the group of the state folder is what counts, not the umask. Its programs must be within reach.
group=61230
sees() {
  setpriv --reuid 61234 --regid 61234 --clear-groups test -x "$core"
}
if ! sees; then
  cp "$top_builddir/src/deskbell-core" "$world/core" && core=$world/core
  cp -r "$top_srcdir/filters" "$world/filters" && chmod -R a+rX "$world/filters"
  export DESKBELL_DATADIR=$world
fi
as() { # UID GROUPS COMMAND...
  uid=$1 groups=$2
  shift 2
  setpriv --reuid "$uid" --regid "$uid" $groups "$@"
}
filter_as() { # UID GROUPS ID
  mail "$3" | (umask 077 && as "$1" "$2" "$core" filter)
}
rm -rf "$world/state"
mkdir "$world/state"
chgrp $group "$world/state"
chmod 2770 "$world/state"
check "the first pipe makes ledger and key, whatever its umask" contains "$(filter_as 61234 "--groups $group" one)" ACME-1001
check "... for the whole group" same "660 $group" "$(stat -c '%a %g' "$world"/state/* | sort -u)"
check "another user of the group goes on" contains "$(filter_as 61235 "--groups $group" two)" ACME-1002
check "... and so does root" contains "$(umask 077 && filter three)" ACME-1003
check "... with the log beside it open to all of them" same "660 $group" "$(stat -c '%a %g' "$world"/state/* | sort -u)"
check "... and the first again" contains "$(filter_as 61234 "--groups $group" four)" ACME-1004
outsider() {
  filter_as 61236 --clear-groups five
}
check "a user outside the group is refused" exits 77 outsider
check "... is told which file" contains "$(outsider 2>&1)" "$world/state/key"
check "... and by nothing on standard output" same "" "$(outsider 2> /dev/null)"
chmod 777 "$world/state"
chmod 666 "$world/state/key"
check "... and the ledger is as closed" exits 77 outsider
check "none of that reached it" same 4 "$(db 'SELECT count(*) FROM contacts')"

# Root first, with a folder that it makes: group root, as there is no other.
rm -rf "$world/state"
(umask 077 && filter first > /dev/null)
check "a folder that is made takes its mode from nobody's umask" same 2770 "$(stat -c %a "$world/state")"
check "... nor do its files" same 660 "$(stat -c %a "$world"/state/* | sort -u)"
finish
