#!/bin/bash
# `deskbell watch` under incoming mail, while it, the IMAP server and the network are killed at random: each mail is
# acknowledged once or its row says that it is uncertain, reconnects are bounded, and memory stays as it is.
#
# DESKBELL_CHAOS_SECONDS=N (check: 25; check-long: 300) is how long; DESKBELL_CHAOS_SEED=N repeats the same draws (not the
# same moments: the machine has its own). In the first half everything is killed; in the second the processes live, so that
# their growth shows, and only servers and network fail.

# Memory instead of a disk where there is some: programs are killed, not the machine.
[ -z "${TMPDIR:-}" ] && [ "$(stat -fc %T /dev/shm 2> /dev/null)" = tmpfs ] && [ -w /dev/shm ] && export TMPDIR=/dev/shm
. "$(dirname "$0")/lib.sh"
desk_opens
seconds=${DESKBELL_CHAOS_SECONDS:-25}
seed=${DESKBELL_CHAOS_SEED:-$RANDOM}
echo "# $seconds s, DESKBELL_CHAOS_SEED=$seed"
log=$world/watch.log
network=$world/network
imap_proxy=$((port + 5))
smtp_proxy=$((port + 6))
boxes="support help"
watcher=
proxy=
trap '[ -z "$watcher" ] || kill -9 $watcher 2> /dev/null; [ -z "$proxy" ] || kill $proxy 2> /dev/null; wait 2> /dev/null; world_stop' EXIT

state=$seed
draw() { # BELOW: a number from 0 in $drawn
  state=$((state * 6364136223846793005 + 1442695040888963407))
  drawn=$((((state >> 33) & 0x7fffffff) % $1))
}

now() { # milliseconds in $now
  now=${EPOCHREALTIME/[.,]/}
  now=$((now / 1000))
}

declare -A count
happens() { # WHAT
  count[$1]=$((${count[$1]:-0} + 1))
}

# ---- the watcher, as a service manager has it

configure() {
  write_config "  brakes: {sender: 100/1h, similar: off}" |
    sed -e "s/localhost:$imaps_port/localhost:$imap_proxy/; s/localhost:$smtp_port/localhost:$smtp_proxy/" \
      -e "s/addresses: .*/addresses: [support@acme.example, help@acme.example]/" \
      -e "s|^send:|  second:\n    url: imaps://localhost:$imap_proxy\n    user: help@acme.example\n    password-file: $world/password\n    ca-file: $ca\n&|"
  echo "watch: {socket: $world/socket, poll: 1m}"
}

start_watch() {
  "$deskbell" watch -v >> "$log" 2>&1 9>&- &
  watcher=$!
  happens start
}

tend_watch() {
  kill -0 $watcher 2> /dev/null && return
  wait $watcher 2> /dev/null
  happens "end with $?"
  start_watch
}

children() {
  pgrep -P "$watcher"
}

one_child() { # one of them in $child
  mapfile -t all < <(children)
  child=
  [ ${#all[@]} -gt 0 ] || return
  draw ${#all[@]}
  child=${all[drawn]}
}

# One line a process: when, which, who it is, kB of memory of its own, descriptors.
sample() {
  now
  for process in $watcher $(children); do
    own=0
    while read -r key value _; do
      [ "$key" = RssAnon: ] && own=$value
    done 2> /dev/null < "/proc/$process/status"
    read -r name 2> /dev/null < "/proc/$process/comm" || continue
    set -- /proc/$process/fd/*
    [ "$own" = 0 ] || echo "$now $process $name $own $#"
  done >> "$world/samples"
}

# ---- mail

n=0
claims= # of pipes that still try
write_mail() { # n's, in $world/mails/$n
  mail_of from="Customer $n <c$n@customer.example>" subject="Question $n" id="q$n@customer.example" \
    body="Where do I find the invoice number $n?" > "$world/mails/$n"
}

into_mailbox() {
  draw 2
  set -- $boxes
  shift $drawn
  box=$mail/$1@acme.example
  cp "$world/mails/$n" "$box/tmp/$n" && chown --reference="$box" "$box/tmp/$n" && mv "$box/tmp/$n" "$box/new/17$n.M${n}P1.test"
}

# As a mail server that is told to try again; it gives up when the mail is in a mailbox as well.
into_pipe() { # TRIES
  for try in $(seq "$1"); do
    "$deskbell" filter --on-error tempfail -f "c$n@customer.example" -a support@acme.example < "$world/mails/$n" \
      > "$world/piped/$n" 2>> "$world/pipe.log" 9>&- && return
    sleep 0.5
  done
}

arrive() {
  n=$((n + 1))
  write_mail
  draw 4
  case $drawn in
  0 | 1) into_mailbox ;;
  2) into_pipe 60 & claims="$claims $!" ;;
  3)
    into_pipe 1 & claims="$claims $!"
    into_mailbox
    ;;
  esac
}

# ---- what fails

network() { # COMMAND NUMBER
  echo "$*" >&9
}

kill_dovecot() {
  master=$(cat "$world/dovecot/run/master.pid")
  all=$(pgrep -P "$master")
  kill -9 "$master" $all 2> /dev/null
  tries=0
  while kill -0 "$master" 2> /dev/null && [ $tries -lt 40 ]; do
    tries=$((tries + 1))
    sleep 0.05
  done
}

start_dovecot() {
  tries=0
  until "$servers/dovecot.sh" restart "$world/dovecot" > "$world/out" 2>&1; do
    tries=$((tries + 1))
    [ $tries -lt 20 ] || { echo "# Dovecot does not start: $(cat "$world/out")"; return 1; }
    sleep 0.5
  done
}

fail() { # NUMBER: 0 to 5 processes, 6 to 10 servers and network
  case $1 in
  0 | 1 | 2)
    one_child
    [ -z "$child" ] || { happens "child killed" && kill -9 "$child" 2> /dev/null; }
    ;;
  3 | 4) happens "watch killed" && kill -9 $watcher ;;
  5) happens HUP && kill -HUP $watcher 2> /dev/null ;;
  6)
    happens "Dovecot killed"
    kill_dovecot
    draw 3000
    dovecot_due=$((now + drawn))
    ;;
  7) happens "network reset" && network reset 0 ;;
  8) draw 3000 && happens "network stalled" && network stall $((drawn + 500)) ;;
  9) draw 4000 && happens "network truncates" && network truncate "$drawn" ;;
  10) happens "network splits" && network split 3000 ;;
  esac
}

# ---- what came of it

queued() { # mails that Postfix has
  find "$world/postfix/queue/incoming" "$world/postfix/queue/active" "$world/postfix/queue/deferred" \
    "$world/postfix/queue/maildrop" -type f 2> /dev/null | wc -l
}

# One line a mail that Postfix took for a customer: "mail ADDRESS". One that is in the mailbox twice under one queue id is
# Dovecot's, killed after it had stored a mail and before it had said so.
acknowledged() {
  find "$mail"/c*@customer.example/new "$mail"/c*@customer.example/cur -type f 2> /dev/null |
    xargs -r awk 'FNR == 1 { seen = 0; split(FILENAME, path, "/"); who = path[length(path) - 2] }
      !seen && /with ESMTPSA id / { seen = 1; sub(/.*with ESMTPSA id /, ""); sub(/[^0-9A-Za-z].*/, ""); print "mail", who, $0 }' |
    sort -u
}

acceptable() { # each customer has one, but those of uncertain rows, who have at most one
  {
    db "SELECT 'row ' || recipient || ' ' || state FROM outbox"
    acknowledged
  } | awk -v customers=$n '
    $1 == "row" { state[$2] = state[$2] == "" ? $3 : "several" }
    $1 == "mail" { got[$2]++; n++ }
    END {
      for (i = 1; i <= customers; i++) {
        who = "c" i "@customer.example"
        counted += got[who]
        if (!(state[who] == "sent" && got[who] == 1 || state[who] == "uncertain" && got[who] <= 1))
          wrong = wrong " " who ":" state[who] ":" got[who] + 0
      }
      if (counted != n)
        wrong = wrong " others:" n - counted
      if (wrong)
        print "#" wrong
      exit wrong != ""
    }'
}

# A row that failed waits a minute, then two: any process may bring it forward.
is_quiet() {
  tend_watch
  sqlite3 "$ledger" "PRAGMA busy_timeout = 5000; UPDATE outbox SET not_before = created WHERE state = 'queued' AND not_before > created" > /dev/null
  postfix -c "$world/postfix/etc" flush > /dev/null 2>&1
  [ "$(db 'SELECT count(*) FROM contacts')" -ge $n ] &&
    [ "$(db "SELECT count(*) FROM outbox WHERE state NOT IN ('sent', 'uncertain')")" = 0 ] && [ "$(queued)" = 0 ]
}

within() { # SECONDS COMMAND...
  now
  until_then=$((now + $1 * 1000))
  shift
  until "$@"; do
    now
    [ $now -lt $until_then ] || { echo "never: $*"; tail -30 "$log"; return 1; }
    sleep 0.5
  done
}

# The most that a process which lived for a third of the time had in the first third of its life and in the last.
growth() { # COLUMN
  awk -v column="$1" -v least=$((seconds * 333)) '
    { if (!($2 in first)) first[$2] = $1; last[$2] = $1; name[$2] = $3; k[$2]++; at[$2, k[$2]] = $1; is[$2, k[$2]] = $column }
    END {
      for (p in first) {
        span = last[p] - first[p]
        if (span < least)
          continue
        early = late = 0
        for (i = 1; i <= k[p]; i++) {
          if (at[p, i] <= first[p] + span / 3 && is[p, i] > early) early = is[p, i]
          if (at[p, i] >= last[p] - span / 3 && is[p, i] > late) late = is[p, i]
        }
        print name[p], early, late, int(span / 1000)
      }
    }' "$world/samples"
}

flat() { # COLUMN BOUND
  growth "$1" | awk -v bound="$2" '{ lived++ } $3 > $2 + bound { print; bad = 1 } END { if (!lived) print "nobody lived"; exit bad || !lived }'
}

opened() { # PORT: connections
  grep -c " $1 open " "$world/network.log"
}

all_gone() {
  for process in $(cut -d ' ' -f 2 "$world/samples" | sort -u); do
    case $(cat "/proc/$process/comm" 2> /dev/null) in
    deskbell*) echo "$process $(cat "/proc/$process/comm")"; return 1 ;;
    esac
  done
}

# ----

mkdir "$world/mails" "$world/piped"
configure > "$config"
export DESKBELL_SOCKET=$world/socket
# What Postfix postpones for minutes comes within seconds.
postconf -c "$world/postfix/etc" -e queue_run_delay=2s minimal_backoff_time=1s maximal_backoff_time=3s service_throttle_time=1s
postfix -c "$world/postfix/etc" reload > /dev/null 2>&1
"$top_builddir/tests/servers/proxy" $((seconds * 2 + 400)) "$seed" "$network" $imap_proxy $imaps_port $smtp_proxy $smtp_port \
  > "$world/network.log" 2>&1 &
proxy=$!
tries=0
until [ -p "$network" ]; do
  tries=$((tries + 1))
  [ $tries -lt 100 ] || { cat "$world/network.log"; echo "Bail out! no proxy"; exit 1; }
  sleep 0.05
done
exec 9> "$network"
"$deskbell" poll || { echo "Bail out! the mailboxes cannot be read"; exit 1; }

now
begin=$now end=$((now + seconds * 1000)) half=$((now + seconds * 500))
mail_due=$now fail_due=$((now + 1000)) sample_due=$now dovecot_due=
start_watch
network storm 2500
while now && [ $now -lt $end ]; do
  tend_watch
  if [ $now -ge $mail_due ]; then
    arrive
    draw 900
    mail_due=$((now + 100 + drawn))
  fi
  if [ -n "$dovecot_due" ] && [ $now -ge $dovecot_due ]; then
    dovecot_due=
    start_dovecot
  fi
  if [ $now -ge $fail_due ] && [ -z "$dovecot_due" ]; then
    if [ $now -lt $half ]; then draw 11; else draw 5 && drawn=$((drawn + 6)); fi
    fail $drawn
    if [ $now -lt $half ]; then draw 1500; else draw 8000; fi
    fail_due=$((now + 500 + drawn))
  fi
  if [ $now -ge $sample_due ]; then
    sample
    sample_due=$((now + 1000))
  fi
  sleep 0.1
done 2>> "$world/shell" # which tells of every kill
network calm 0
sed -n '/Killed\|Hangup/!s/^/# /p' "$world/shell"
[ -z "$dovecot_due" ] || start_dovecot
sample
lines=$(wc -l < "$log")
imap_opened=$(opened $imap_proxy) smtp_opened=$(opened $smtp_proxy)
took=$(((now - begin) / 1000))

# Who waits to try again is not waited for.
tend_watch
kill -HUP $watcher
check "afterwards everything settles" within 120 is_quiet
wait $claims 2> /dev/null # of most the shell has forgotten
echo "# $n mails in $took s; $(db "SELECT count(*) FROM outbox WHERE state = 'uncertain'") uncertain; settled after $((($(date +%s%3N) - end) / 1000)) s"
for what in "${!count[@]}"; do
  echo "# $what: ${count[$what]}"
done
faults=$(grep -c -v ' open \| 0 ' "$world/network.log")
check "each mail is claimed, once" same "$n $n" "$(db "SELECT count(*) || ' ' || count(DISTINCT address) FROM contacts")"
check "... and acknowledged once, or its row is uncertain" acceptable

echo "# $imap_opened connections to the mailboxes, $smtp_opened to send; $faults faults of single connections; $lines lines of log"
starts=$((${count[start]} + ${count[HUP]:-0} + ${count["child killed"]:-0}))
minutes=$((took / 60 + 1))
check "reconnects are bounded" test "$imap_opened" -le $((2 * (10 * minutes + 2 * starts)))
check "... the sender's, too" test "$smtp_opened" -le $((n * 2 + 12 * minutes + 2 * starts))
check "no process ends in another way than it was killed" same "" \
  "$(grep -E 'killed by signal ([^9]|9[0-9])|did not end within|\(status |Sanitizer|CRITICAL|WARNING' "$log")"
check "few words are made of it" test "$lines" -le $((20 * starts + 2 * faults + 10 * minutes))
growth 4 | while read -r who early late span; do
  echo "# $who: $early kB, $late kB at the end of $span s"
done
growth 5 | while read -r who early late span; do
  echo "# $who: $early descriptors, $late at the end"
done
if grep -q __asan_init "$deskbell"; then
  echo "# a sanitizer keeps what was freed"
else
  check "memory stays as it is" flat 4 4000
fi
check "descriptors, too" flat 5 6

live() {
  mail_of from="Late <late@customer.example>" > "$world/late"
  "$deskbell" filter -v -f late@customer.example < "$world/late" 2>&1 > /dev/null | grep 'decided by the watcher' > /dev/null
}
check "pipes find the watcher again" within 20 live

# Everything hangs, in the midst of mail; but nothing is on its way that may have left.
within 30 is_quiet
sample
n=$((n + 1))
write_mail
network stall 60000
into_mailbox
into_pipe 1
sleep 2
begin=$(date +%s%3N)
kill -TERM $watcher
wait $watcher
status=$?
took=$(($(date +%s%3N) - begin))
watcher=
echo "# with a network that hangs it ends after $took ms"
check "SIGTERM ends it well while the network hangs" same 0 $status
check "... within a few seconds" test $took -lt 6000
check "... with nobody left" all_gone
check "... and no socket" test ! -e "$world/socket"
network calm 0

uncertain=$(db "SELECT count(*) FROM outbox WHERE state = 'uncertain'")
check "send --uncertain lists what is uncertain" same "$uncertain" "$("$deskbell" send --uncertain --json | wc -l)"
sqlite3 "$ledger" "UPDATE outbox SET not_before = created WHERE state = 'queued'"
check "poll and send say by their status whether a person is needed" exits $((uncertain > 0)) "$deskbell" poll
now
check "what was left is sent" within 60 eval 'settle; [ -n "$(inbox c'$n'@customer.example)" ]'
check "... and all are acknowledged once, still" acceptable
finish
