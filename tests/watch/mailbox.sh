#!/bin/bash
# A mailbox that is watched: mail is claimed as it comes in, a server that goes away is told of once, and a signal ends it.
. "$(dirname "$0")/../e2e/lib.sh"
desk_opens
runner=$top_builddir/tests/watch/mailbox-runner
export DESKBELL_DATADIR="$top_srcdir"
watcher=

end_watcher() {
  [ -z "$watcher" ] || kill -KILL "$watcher" 2> /dev/null
  world_stop
}
trap end_watcher EXIT

watch() { # LOG
  "$runner" "$config" inbox > "$1" 2>&1 &
  watcher=$!
}

# Ends the watcher; its exit status and how long it took, in milliseconds, in $status and $took.
end() {
  begin=$(date +%s%3N)
  kill -TERM "$watcher"
  wait "$watcher"
  status=$?
  took=$(($(date +%s%3N) - begin))
  watcher=
}

claimed() { # N
  [ "$(db 'SELECT count(*) FROM contacts')" = "$1" ]
}

says() { # N PATTERN: so many lines of the log
  [ "$(grep -c "$2" "$log")" = "$1" ]
}

server_goes() {
  "$servers/dovecot.sh" stop "$world/dovecot"
}

n=0
arrive() {
  n=$((n + 1))
  into_maildir $n from="Customer <c$n@customer.example>" subject="Question $n"
}

log=$world/watch.log
watch "$log"
check "it gets ready" within 20 says 1 '^ready'
[ $tests_failed = 0 ] || { cat "$log"; echo "Bail out! nothing else can work"; exit 1; }
arrive
begin=$(date +%s%3N)
check "new mail is claimed" within 20 claimed 1
echo "# after $(($(date +%s%3N) - begin)) ms"
for mail_number in 2 3 4; do
  arrive
  check "... and so is number $mail_number" within 20 claimed $mail_number
done
check "it carries the mark" within 10 test -n "$(find "$mail/support@acme.example/cur" -name '*:2,*[a-z]*')"

check "a poll beside it leaves the mailbox alone" same "" "$("$deskbell" poll 2>&1)"
check "... and says so under -v" contains "$("$deskbell" poll -v 2>&1)" "inbox: another poll or watch has it"
settle
check "... but sends what was queued" same 1 "$(inbox_count c1@customer.example)"

server_goes
check "a server that goes away is told of" within 20 says 1 '^say .*trying again$'
sleep 6
check "... once while it stays away" test "$(grep -c '^say' "$log")" -le 2
arrive
"$servers/dovecot.sh" restart "$world/dovecot"
check "when it is back, what came meanwhile is claimed" within 30 claimed 5
check "... and that is told" within 5 says 1 '^say .*connected again after'
arrive
check "and then it goes on as before" within 20 claimed 6

end
check "SIGTERM ends it well" same 0 "$status"
check "... under 2 s ($took ms)" test "$took" -lt 2000
check "it was ready at first and when the server was back" says 2 '^ready'
check "... and lost it once between" says 1 '^lost'
check "few words were made of it all" test "$(grep -c '^say' "$log")" -le 4

# While the server is away a signal is heard, too.
server_goes
log=$world/away.log
watch "$log"
check "a server that is not there at first" within 20 says 1 '^say .*trying again$'
sleep 3
end
check "SIGTERM while waiting to try again ends it" same 0 "$status"
check "... under 2 s, too ($took ms)" test "$took" -lt 2000
check "it was never ready" says 0 '^ready'
"$servers/dovecot.sh" restart "$world/dovecot"

printf 'nonsense\n' > "$world/password"
log=$world/password.log
watch "$log"
check "a wrong password is told" within 20 says 1 '^say .*refused the login'
printf 'secret\n' > "$world/password"
check "... and read again each time" within 20 says 1 '^ready'
end

# Hundreds of passes on one connection cost no memory.
log=$world/often.log
watch "$log"
within 20 says 1 '^ready'
memory() {
  sed -n 's/^VmRSS:[ \t]*\([0-9]*\).*/\1/p' "/proc/$watcher/status"
}
busy() { # N mails, one by one
  for i in $(seq "$1"); do
    arrive
    sleep 0.02
  done
}
busy 60
sleep 2
before=$(memory)
busy 200
check "many passes, all mail claimed" within 20 claimed 266
after=$(memory)
echo "# $before kB, and after 200 more mails $after kB"
check "memory stays" test $((after - before)) -lt 1024
end
check "it ends well" same 0 "$status"
finish
