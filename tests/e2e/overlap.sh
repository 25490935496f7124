#!/bin/bash
# Polls of one ledger at the same time, and polls that are told to stop: each mail is acknowledged once, and nobody
# complains.
. "$(dirname "$0")/lib.sh"
desk_opens

"$deskbell" poll

n=0
arrive() { # COUNT: new mail
  for i in $(seq "$1"); do
    n=$((n + 1))
    into_maildir $n from="Customer $n <c$n@customer.example>" subject="Question $n" id="q$n@customer.example"
  done
}

# One line an acknowledgement that was delivered: whose mailbox it lies in.
acknowledged() {
  find "$mail"/c*@customer.example/new "$mail"/c*@customer.example/cur -type f -printf '%h\n' 2> /dev/null |
    sed 's|/[^/]*$||; s|.*/||' | sort
}

each_once() { # every customer so far has one
  settle
  acknowledged > "$world/got"
  sort -u "$world/got" > "$world/who"
  [ "$(wc -l < "$world/got")" = $n ] && [ "$(wc -l < "$world/who")" = $n ] ||
    { echo "$(wc -l < "$world/got") mails for $(wc -l < "$world/who") of $n customers"; return 1; }
}

arrive 30
pids=
for i in 1 2 3 4 5 6 7 8 9 10; do
  "$deskbell" poll > "$world/said.$i" 2>&1 &
  pids="$pids $!"
done
statuses=
for pid in $pids; do
  wait "$pid"
  statuses="$statuses $?"
done
check "ten polls at once all end with 0" same " 0 0 0 0 0 0 0 0 0 0" "$statuses"
check "... and say nothing" same "" "$(cat "$world"/said.*)"
check "... and every mail is acknowledged, once" each_once

# A signal while 200 mails are read: somewhere in the middle, wherever that is on this machine.
arrive 200
claimed_before=$(db 'SELECT count(*) FROM contacts')
stopped_in_the_middle=0
for attempt in 1 2 3; do
  "$deskbell" poll > "$world/said" 2>&1 &
  poll=$!
  tries=0
  until [ "$(db 'SELECT count(*) FROM contacts' 2> /dev/null || echo 0)" -gt "$claimed_before" ]; do
    tries=$((tries + 1))
    [ $tries -lt 1000 ] || break
  done
  kill -TERM $poll 2> /dev/null
  wait $poll
  check "a poll that is told to stop ends with 0 ($attempt)" same 0 $?
  check "... and says nothing" same "" "$(cat "$world/said")"
  claimed=$(db 'SELECT count(*) FROM contacts')
  echo "# $((claimed - claimed_before)) mails later"
  [ "$claimed" -lt $n ] && stopped_in_the_middle=$((stopped_in_the_middle + 1))
  claimed_before=$claimed
done
check "it was stopped with mail still to be read" test $stopped_in_the_middle -gt 0
check "the next poll goes on there" same "" "$("$deskbell" poll 2>&1)"
check "... to the end" same $n "$(db 'SELECT count(*) FROM contacts')"
later=$(date -u -d '+10 minutes' +%Y-%m-%dT%H:%M:%SZ)
DESKBELL_NOW=$later "$deskbell" send
check "nothing was lost or doubled" each_once
check "nothing is uncertain" same 0 "$(db "SELECT count(*) FROM outbox WHERE state = 'uncertain'")"

check "a poll with nothing to do is silent" same "" "$("$deskbell" poll 2>&1)"
check "... and sums up under -v" same "deskbell: 1 mailbox, 0 new, 0 to acknowledge, 0 not; 0 sent" "$("$deskbell" poll -v 2>&1)"
arrive 1
check "so it does with new mail" contains "$("$deskbell" poll -v 2>&1)" "1 mailbox, 1 new, 1 to acknowledge, 0 not; 1 sent"
finish
