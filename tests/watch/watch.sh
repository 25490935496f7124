#!/bin/bash
# `deskbell watch` on real servers: answered within a moment, reloaded, stopped, and its processes killed one by one.
. "$(dirname "$0")/../e2e/lib.sh"
needs perl
desk_opens
log=$world/watch.log
watcher=

# Nothing is left behind, whatever happens.
trap '[ -z "$watcher" ] || kill -9 $watcher 2> /dev/null; [ -z "${manager:-}" ] || kill $manager 2> /dev/null; world_stop' EXIT

configure() { # SED-SCRIPT
  { write_config; printf 'watch: {socket: %s/socket, poll: 1m}\n' "$world"; } | sed "$1" > "$config"
}

# What the service manager would hear, a line each.
cat > "$world/manager.pl" <<'PERL'
use Socket;
socket(S, AF_UNIX, SOCK_DGRAM, 0) or die "$!";
bind(S, pack_sockaddr_un($ARGV[0])) or die "$!";
$| = 1;
while (defined recv(S, $text, 8192, 0)) { print "$text\n" }
PERL
start_watch() {
  : > "$log"
  : > "$world/told"
  NOTIFY_SOCKET=$world/notify "$deskbell" watch -v >> "$log" 2>&1 &
  watcher=$!
}

perl "$world/manager.pl" "$world/notify" >> "$world/told" &
manager=$!
within 10 test -S "$world/notify"

children() {
  for stat in /proc/[0-9]*/stat; do
    sed -n "s/^\([0-9]*\) (.*) [^Z] $watcher .*/\1/p" "$stat" 2> /dev/null
  done
}

children_are() { # NUMBER
  [ "$(children | wc -l)" = "$1" ]
}

gone() { # PID...
  for process; do
    [ ! -e "/proc/$process" ] || grep -q ') Z' "/proc/$process/stat" || return 1
  done
}

has() { # ADDRESS NUMBER: acknowledgements
  [ "$(inbox_count "$1@customer.example")" = "$2" ]
}

send_mail() { # NAME
  mail_of from="$1 <$1@customer.example>" subject="A question of $1" > "$world/out.eml" &&
    deliver "$world/out.eml" "$1@customer.example"
}

is_answered() { # NAME: and how soon
  begin=$(date +%s%3N)
  send_mail "$1" && within 10 has "$1" 1 || return
  echo "# $1 is answered after $(($(date +%s%3N) - begin)) ms" >&3
}
exec 3>&1

configure ''
start_watch
check "the service manager hears that it is ready" within 30 grep -q READY=1 "$world/told"
check "... with every mailbox connected" within 10 grep -q 'STATUS=1 of 1 mailboxes connected' "$world/told"
check "a mailbox, the sender and the intake run" within 10 children_are 3
check "a new mail is answered at once" is_answered jane
check "... and the next one" is_answered hong
check "the service manager is told how many" within 10 grep -q '2 answered' "$world/told"
check "a second watch is turned away" exits 75 "$deskbell" watch
check "an unknown mailbox is wrong usage" exits 64 "$deskbell" watch nowhere

if "$deskbell" filter --help > /dev/null 2>&1; then
  piped() {
    mail_of from='Pipe <pipe@customer.example>' | "$deskbell" filter > "$world/filtered" && within 10 has pipe 1
  }
  check "what a pipe claims is sent at once" piped
fi

before=$(children)
configure 's/tag: ACME/tag: acme/'
kill -HUP $watcher
check "a broken configuration is told" within 10 grep -q "desk.tag: 'acme' is no tag" "$log"
check "... and the old one stays" within 10 grep -q 'the old one stays' "$log"
check "... with its children" same "$before" "$(children)"
check "... which go on answering" is_answered old
check "a broken configuration at the start" exits 78 "$deskbell" watch

configure 's/tag: ACME/tag: NEWS/'
kill -HUP $watcher
check "a right one is taken over" within 20 grep -q 'the configuration was reloaded' "$log"
check "... by all" within 30 gone $before
check "... and in what is sent" is_answered news
check "... at least in its tag" grep -q 'NEWS-' "$(inbox news@customer.example)"
check "the service manager hears of reloading" grep -q RELOADING=1 "$world/told"

each_comes_back() {
  for child in $(children); do
    kill -9 "$child" && within 10 gone "$child" && within 10 children_are 3 || return
  done
}
check "a child that is killed comes back" each_comes_back
check "... each is told of" same 3 "$(grep -c 'killed by signal 9' "$log")"
check "... and mail is answered" is_answered killed

reloaded_more() {
  [ "$(grep -c 'configuration was reloaded' "$log")" -gt "$reloads" ]
}

# Nobody listens on port 1.
reloads=$(grep -c 'configuration was reloaded' "$log")
configure 's|smtp://localhost:[0-9]*|smtp://localhost:1|'
kill -HUP $watcher
check "a changed server is taken over" within 20 reloaded_more
send_mail down && send_mail also
check "a server that is down is told of" within 20 grep -q 'sender: .*; trying again' "$log"
check "... and nobody has an answer from it" has down 0
sleep 6
check "... once, not at every attempt" same "" "$(grep 'sender: .*; trying again' "$log" | sort | uniq -d)"
configure ''
reloads=$(grep -c 'configuration was reloaded' "$log")
kill -HUP $watcher
within 20 reloaded_more
# The rows wait for their next attempt; any process may bring it forward, and the sender hears of it.
sqlite3 "$ledger" "PRAGMA busy_timeout = 5000; UPDATE outbox SET not_before = created WHERE state = 'queued'" > /dev/null
check "when it is back, what waited leaves" within 10 has down 1
check "... all of it" within 10 has also 1

all=$(children)
begin=$(date +%s%3N)
kill -TERM $watcher
wait $watcher
status=$?
took=$(($(date +%s%3N) - begin))
echo "# it ended after $took ms"
check "SIGTERM ends it well" same 0 $status
check "... within two seconds, or five on a busy machine" test $took -lt 5000
check "... and no process is left" gone $all
check "the service manager hears of it" grep -q STOPPING=1 "$world/told"

start_watch
check "it starts again" within 30 grep -q READY=1 "$world/told"
all=$(children)
kill -9 $watcher
wait $watcher 2> /dev/null
check "no child outlives a supervisor that was killed" within 10 gone $all
start_watch
check "... and the next one starts" within 30 grep -q READY=1 "$world/told"
check "... and answers" is_answered last
kill $watcher
wait $watcher
watcher=
check "nobody was answered twice, and nothing is in doubt" same "sent" "$(db 'SELECT DISTINCT state FROM outbox')"
finish
