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
support=$mail/support@acme.example

# A desk that has seen its empty mailbox, and 20 mails that came since; kept aside, to begin from there again and again.
prepare_world() {
  "$deskbell" poll && mkdir "$world/begin" || return
  for n in $(seq $customers); do
    into_maildir "$n" from="Customer $n <c$n@customer.example>" subject="Question $n" id="q$n@customer.example" \
      body="Where do I find the invoice number $n?" || return
  done
  cp -a "$world/state" "$support" "$world/begin"
}

reset_world() {
  rm -rf "$world/state" "$mail"/c*@customer.example "$support" &&
    cp -a "$world/begin/state" "$world" && cp -a "$world/begin/support@acme.example" "$mail"
}

# Two polls at once never run here, and their words matter only when something is wrong.
poll() {
  "$deskbell" poll > "$world/out" 2>&1
}

# One line an acknowledgement: whose mailbox it lies in.
acknowledged() {
  find "$mail"/c*@customer.example/new "$mail"/c*@customer.example/cur -type f -printf '%h\n' 2> /dev/null |
    sed 's|/[^/]*$||; s|.*/||' | sort
}

acceptable() { # no customer without exactly one, but those of uncertain rows, who have at most one
  {
    db "SELECT 'row ' || recipient || ' ' || state FROM outbox"
    acknowledged | sed 's/^/mail /'
  } | awk -v customers=$customers '
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

# Reads the steps of a poll, prints those between a row's commit and the recording of its reply: a stop there leaves the
# outcome unknown.
in_window() {
  awk '/ledger: commit: committed/ { inside = 1 } /ledger: settle: committed/ { inside = 0 } inside'
}

prepare_world || echo "Bail out! the desk cannot be prepared"
DESKBELL_STEP_LOG=$world/steps poll
settle
steps=$(wc -l < "$world/steps")
window=$(in_window < "$world/steps" | wc -l)
check "an undisturbed poll acknowledges each of the $customers mails once" acceptable
check "... with no row uncertain" same 0 "$(db "SELECT count(*) FROM outbox WHERE state = 'uncertain'")"
check "the poll has steps to be stopped at" test "$steps" -gt 100
check "some of them for every mail where the outcome is unknown" test "$window" -ge $((3 * customers))

stops=0 unstopped=0 bad=0 uncertain=0 misplaced=0 moved=0
for at in $(seq 1 "$stride" "$steps"); do
  reset_world || { bad=$((bad + 1)); break; }
  rm -f "$world/steps"
  stops=$((stops + 1))
  { DESKBELL_STOP_AT=$at DESKBELL_STEP_LOG=$world/steps poll; } 2> /dev/null # the shell tells of every kill
  status=$?
  place=$(tail -n 1 "$world/steps")
  [ $status = 137 ] || { unstopped=$((unstopped + 1)); echo "# step $at: the poll was not stopped, it ended with $status"; }
  poll
  settle
  acceptable || { bad=$((bad + 1)); echo "# stopped at $place"; }
  rows=$(db "SELECT count(*) FROM outbox WHERE state = 'uncertain'")
  allowed=$(in_window < "$world/steps" | tail -n 1 | grep -cxF "$place")
  uncertain=$((uncertain + rows))
  [ "$rows" = "$allowed" ] || { misplaced=$((misplaced + 1)); echo "# $rows rows uncertain, stopped at $place"; }
  before=$(acknowledged)
  poll
  settle
  [ "$before" = "$(acknowledged)" ] || { moved=$((moved + 1)); echo "# a further poll sent something, stopped at $place"; }
done

echo "# $stops stops at $steps places; $uncertain rows became uncertain, $window places lie between commit and reply"
# In a few runs the server answers in fewer lines, so that the last places are not reached.
check "the poll was stopped, but for the last places at most" test $((unstopped * 50)) -le "$stops"
check "every stop ends in one acknowledgement a customer, or a row that says it is uncertain" same 0 "$bad"
check "one row is uncertain for a stop between its commit and its recorded reply, none for any other" same 0 "$misplaced"
check "a further poll changes nothing" same 0 "$moved"

# The ledger is lost, or yesterday's comes back: the marks in the mailbox tell, and nobody is answered again.
reset_world
poll
settle
before=$(acknowledged)
rm -rf "$world/state"
poll
lost_status=$?
lost=$(cat "$world/out")
mail_of from='New <new@customer.example>' > "$world/new" && deliver "$world/new" new@customer.example
settle
poll
settle
check "a deleted ledger is noticed by the marks in the mailbox" contains "$lost" "ledger adopt"
check "... and is told by the exit status" same 1 "$lost_status"
check "... when all had been answered" same $customers "$(echo "$before" | wc -l)"
check "... and nobody is answered again" same "$before" "$(acknowledged)"
check "... not even new mail, until the ledger is adopted" same 0 "$(inbox_count new@customer.example)"
check "adopt takes the next ticket number" "$deskbell" ledger adopt --next-ticket 5000
mail_of from='Later <later@customer.example>' > "$world/later" && deliver "$world/later" later@customer.example
settle
poll
settle
check "after adopt new mail is answered" same 1 "$(inbox_count later@customer.example)"
check "... with a number from there on" same 5000 "$(db 'SELECT max(number) FROM tickets')"
check "... and still nobody twice" same "$before" "$(acknowledged)"

reset_world
poll
settle
before=$(acknowledged)
rm -rf "$world/state"
cp -a "$world/begin/state" "$world"
poll
restored=$(cat "$world/out")
settle
poll
settle
check "yesterday's ledger is noticed" contains "$restored" "ledger adopt"
check "... and nobody is answered again" same "$before" "$(acknowledged)"

# The same after a stop in the midst of it.
twice=0
for at in $(seq 5 $((steps / 12 + 1)) "$steps"); do
  for state in none yesterday; do
    reset_world
    { DESKBELL_STOP_AT=$at poll; } 2> /dev/null
    rm -rf "$world/state"
    [ $state = none ] || cp -a "$world/begin/state" "$world"
    poll
    settle
    poll
    settle
    [ -z "$(acknowledged | uniq -d)" ] || { twice=$((twice + 1)); echo "# twice after a stop at $at, ledger: $state"; }
  done
done
check "a ledger lost or restored after a stop makes nobody be answered twice" same 0 "$twice"
finish
