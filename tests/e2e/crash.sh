#!/bin/bash
# A poll over 20 mails is stopped before and after every write to the ledger and every exchange with a server.
#
# Whatever the place: after the next poll every customer has exactly one acknowledgement. Only where the stop came between
# the commit of a mail and the recording of the server's reply may its row be uncertain, and then its customer has at most
# one. A further poll changes nothing.
#
# DESKBELL_CRASH_STRIDE=N tries every N-th place only (check uses 1).

# Memory instead of a disk where there is some: the programs are killed, not the machine.
[ -z "${TMPDIR:-}" ] && [ "$(stat -fc %T /dev/shm 2> /dev/null)" = tmpfs ] && [ -w /dev/shm ] && export TMPDIR=/dev/shm
. "$(dirname "$0")/lib.sh"
desk_opens

customers=20
stride=${DESKBELL_CRASH_STRIDE:-1}

# An empty desk with 20 mails in its mailbox, as if all had come since the last poll; kept, to begin from it every time.
prepare_world() {
  desk_inbox=$mail/support@acme.example
  "$deskbell" poll || return
  for n in $(seq $customers); do
    mail_of from="Customer $n <c$n@customer.example>" subject="Question $n" id="q$n@customer.example" \
      body="Where do I find the invoice number $n?" > "$desk_inbox/new/$n.q.host"
  done
  chown --reference="$desk_inbox" "$desk_inbox"/new/* &&
    cp -a "$world/state" "$world/first-state" &&
    cp -a "$desk_inbox" "$world/first-inbox"
}

reset_world() {
  rm -rf "$world/state" "$mail"/*@customer.example "$desk_inbox" &&
    cp -a "$world/first-state" "$world/state" &&
    cp -a "$world/first-inbox" "$desk_inbox"
}

# One line a customer who has any: address and number of acknowledgements in the mailbox.
counts() {
  find "$mail"/c*@customer.example/new -type f -printf '%h\n' 2> /dev/null |
    sed 's|/new$||; s|.*/||' | sort | uniq -c | awk '{ print $2, $1 }'
}

# No customer without exactly one, but those of uncertain rows, who have at most one.
acceptable() { # STOPPED_AT
  { counts; db "SELECT recipient || ' ' || state FROM outbox"; } | awk -v at="$1" -v customers=$customers '
    $2 ~ /^[0-9]+$/ { got[$1] = $2; next }
    { state[$1] = $2 }
    END {
      for (n = 1; n <= customers; n++) {
        who = "c" n "@customer.example"
        outcome = state[who] " " got[who] + 0
        if (outcome != "sent 1" && outcome != "uncertain 0" && outcome != "uncertain 1") {
          print "# stopped at step " at ": " who ": " outcome
          bad = 1
        }
      }
      exit bad
    }'
}

prepare_world || { echo "Bail out! the first poll failed"; exit 1; }
DESKBELL_STEP_LOG=$world/steps "$deskbell" poll 2> "$world/err"
steps=$(wc -l < "$world/steps")
settle
check "an undisturbed poll acknowledges each of the $customers mails once" acceptable 0
check "the poll has steps to be stopped at" test "$steps" -gt 100

# Places between a row's commit and the recording of its reply, where the outcome cannot be known afterwards.
window=$(awk '/ledger: commit: committed/ { inside = 1 } /ledger: settle: committed/ { inside = 0 } inside { print $1 }' "$world/steps" | wc -l)

stops=0 bad=0 uncertain_stops=0 outside=0 moved=0 missed=0
at=1
while [ "$at" -le "$steps" ]; do
  reset_world || { bad=$((bad + 1)); break; }
  rm -f "$world/steps"
  DESKBELL_STOP_AT=$at DESKBELL_STEP_LOG=$world/steps "$deskbell" poll > "$world/out" 2>&1
  stopped=$?
  "$deskbell" poll > "$world/out" 2>&1
  settle
  [ "$stopped" = 137 ] || { missed=$((missed + 1)); echo "# step $at: the poll was not stopped, it ended with $stopped"; }
  acceptable "$at" || bad=$((bad + 1))
  uncertain=$(db "SELECT count(*) FROM outbox WHERE state = 'uncertain'")
  if [ "$uncertain" -gt 0 ]; then
    uncertain_stops=$((uncertain_stops + uncertain))
    awk '/ledger: commit: committed/ { inside = 1 } /ledger: settle: committed/ { inside = 0 } END { exit !inside }' "$world/steps" ||
      { outside=$((outside + 1)); echo "# step $at: uncertain, but stopped at $(tail -1 "$world/steps")"; }
  fi
  before=$(counts)
  "$deskbell" poll > "$world/out" 2>&1
  settle
  [ "$before" = "$(counts)" ] || { moved=$((moved + 1)); echo "# step $at: a further poll sent something"; }
  stops=$((stops + 1))
  at=$((at + stride))
done

echo "# $stops stops at $steps places; $uncertain_stops rows became uncertain, $window places lie between commit and reply"
check "every stop ends in one acknowledgement a customer, or a row that says it is uncertain" same 0 "$bad"
check "rows are uncertain only for stops between commit and recorded reply" same 0 "$outside"
check "every poll was stopped, but for a few in which the server answered in fewer lines" test $((missed * 50)) -le "$stops"
check "a further poll changes nothing" same 0 "$moved"

# The ledger is lost, or yesterday's comes back: the marks in the mailbox tell, and nobody is answered again.
reset_world
cp -a "$world/state" "$world/yesterday"
"$deskbell" poll
settle
before=$(counts)
rm -rf "$world/state"
"$deskbell" poll > "$world/lost" 2>&1
lost_status=$?
mail_of from='New <new@customer.example>' > "$world/new" && deliver "$world/new" new@customer.example
settle
"$deskbell" poll > /dev/null 2>&1
settle
check "a deleted ledger is noticed by the marks in the mailbox" contains "$(cat "$world/lost")" "ledger adopt"
check "... and is told by the exit status" same 1 "$lost_status"
check "... and nobody is answered again" same "$before" "$(counts)"
check "... not even new mail, until the ledger is adopted" same 0 "$(inbox_count new@customer.example)"
check "adopt takes the next ticket number" "$deskbell" ledger adopt --next-ticket 5000
mail_of from='Later <later@customer.example>' > "$world/later" && deliver "$world/later" later@customer.example
settle
"$deskbell" poll > "$world/out" 2>&1
settle
check "after adopt new mail is answered" same 1 "$(inbox_count later@customer.example)"
check "... with a number from there on" same 5000 "$(db 'SELECT max(number) FROM tickets')"
check "... and still nobody twice" same "$before" "$(counts)"

reset_world
rm -rf "$world/yesterday"
cp -a "$world/state" "$world/yesterday"
"$deskbell" poll
settle
before=$(counts)
rm -rf "$world/state"
cp -a "$world/yesterday" "$world/state"
"$deskbell" poll > "$world/restored" 2>&1
settle
"$deskbell" poll > /dev/null 2>&1
settle
check "yesterday's ledger is noticed" contains "$(cat "$world/restored")" "ledger adopt"
check "... and nobody is answered again" same "$before" "$(counts)"
finish
