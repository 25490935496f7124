#!/bin/bash
# Whatever becomes of the worker, the caller gets the message as it came, or is told to try again: never half a message,
# never a wrong success.
. "$(dirname "$0")/lib.sh"
printf 'From: a\nX-Deskbell-Reply: queued\nTo: b\n\nhello\n' > "$folder/in"
printf 'From: a\nTo: b\n\nhello\n' > "$folder/untouched" # but for what is a stranger's
: > "$folder/nothing"

run() { # OUTPUT STATUS OPTION...: what comes out, and how it ends; one line says why
  expected=$1 wanted=$2
  shift 2
  begin=$(date +%s%N)
  exits "$wanted" "$deskbell" filter "$@" < "$folder/in" > "$folder/out" 2> "$folder/err" || { cat "$folder/err"; return 1; }
  took=$((($(date +%s%N) - begin) / 1000000))
  same_bytes "$folder/$expected" "$folder/out" || return 1
  [ "$(grep -c '^deskbell: filter: ' "$folder/err")" = 1 ] || { echo 'no line says why:'; cat "$folder/err"; return 1; }
  LC_ALL=C grep -q '[^[:print:][:space:]]' "$folder/err" && { echo 'control characters:'; od -c "$folder/err"; return 1; }
  [ $took -lt "${patience:-4000}" ] || { echo "took $took ms"; return 1; }
}

fails() { # NAME [OPTION...]
  name=$1
  shift
  check "$name: pass" run untouched 0 "$@"
  check "$name: tempfail" run nothing 75 "$@" --on-error=tempfail
  check "$name: no output" run nothing 0 "$@" --no-output
  check "$name: no output, tempfail" run nothing 75 "$@" --no-output --on-error tempfail
}

while IFS='|' read -r name script; do
  core "$script"
  fails "$name"
done << 'END'
exits with 70|exit 70
exits with 70 after good headers|echo "X-Deskbell-Ticket: A-1"; exit 70
says why and exits with 78|echo "deskbell.yaml:3:1: wrong" >&2; exit 78
says why with control characters|printf "a\033[2Jb\000\001\n" >&2; exit 78
crashes|kill -SEGV $$
crashes after good headers|echo "X-Deskbell-Ticket: A-1"; kill -SEGV $$
is killed|kill -KILL $$
prints nothing|:
prints garbage|echo hello
prints half a line|printf "X-Deskbell-Ticket: A"
prints a good line and half a line|printf "X-Deskbell-Ticket: A\nX-Desk"
prints another header|printf "X-Deskbell-Ticket: A\nSubject: b\n"
prints a header and a body|printf "X-Deskbell-Ticket: A\n\nbody\n"
prints a continuation|printf "X-Deskbell-Ticket: A\n b\n"
prints no name|printf "X-Deskbell-: A\n"
prints a name with a blank|printf "X-Deskbell-A : A\n"
prints no blank|printf "X-Deskbell-A:A\n"
prints an empty value|printf "X-Deskbell-A: \n"
prints CR|printf "X-Deskbell-Ticket: A\r\n"
prints NUL|printf "X-Deskbell-Ticket: A\000\n"
prints 8-bit|printf "X-Deskbell-Ticket: \303\251\n"
prints a line that is too long|printf "X-Deskbell-Ticket: %01000d\n" 1
prints a megabyte|yes "X-Deskbell-Ticket: A" | head -c 1000000
prints without end|exec yes "X-Deskbell-Ticket: A"
prints nothing and complains a megabyte|yes deskbell | head -c 1000000 >&2
END

gone() { # a killed process may need a moment, and somebody who collects it
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    grep -qs '^State:[[:space:]]*[A-Y]' "/proc/$(cat "$folder/pid")/status" || return 0
    sleep 0.1
  done
  echo "the worker still runs"
  return 1
}

while IFS='|' read -r name script; do
  core 'echo $$ > "${0%/*}/pid";'"$script"
  patience=2000
  fails "$name" --deadline=0.3
  check "$name: it is killed" gone
done << 'END'
hangs|exec sleep 20
hangs after good headers|echo "X-Deskbell-Ticket: A-1"; exec sleep 20
closes standard output and sleeps|echo "X-Deskbell-Ticket: A-1"; exec >&-; exec sleep 20
closes both and sleeps|echo "X-Deskbell-Ticket: A-1"; exec >&- 2>&-; exec sleep 20
complains without end|exec yes deskbell >&2
END

core 'exit 0'
chmod -x "$folder/deskbell-core"
fails 'is not executable'
: > "$folder/deskbell-core"
chmod +x "$folder/deskbell-core"
fails 'is an empty file'
rm "$folder/deskbell-core"
if [ ! -x /usr/local/libexec/deskbell/deskbell-core ]; then
  fails 'is missing'
fi

# A caller that loses patience takes the worker along.
core 'echo $$ > "${0%/*}/pid"; exec sleep 20'
for signal in TERM INT KILL; do
  rm -f "$folder/pid"
  (trap - INT; exec "$deskbell" filter --deadline=20 < "$folder/in" > "$folder/out") & front=$!
  while [ ! -s "$folder/pid" ]; do sleep 0.02; done
  kill -$signal $front
  wait $front 2> /dev/null
  check "SIG$signal ends it" test $? -gt 128
  check '... and the worker' gone
  check '... and nothing came out' same_bytes "$folder/nothing" "$folder/out"
done

# What is no fault.
printf 'X-Deskbell-A: b\nFrom: a\nTo: b\n\nhello\n' > "$folder/decided"
decided() { # OPTION...
  "$deskbell" filter "$@" < "$folder/in" > "$folder/out" 2> "$folder/err" && same_bytes "$folder/decided" "$folder/out"
}
core 'cat > /dev/null; echo "X-Deskbell-A: b"'
check 'reads all of the message' decided
core 'echo "X-Deskbell-A: b"; echo "deskbell: a warning" >&2'
check 'warns: the message has its headers' decided
check '... and the warning is passed on' contains "$(cat "$folder/err")" 'deskbell: a warning'
core '(sleep 3 > /dev/null & echo "X-Deskbell-A: b")'
check 'leaves a process that holds standard error: nobody waits for it' decided --deadline=2
core 'sleep 0.2; echo "X-Deskbell-A: b"'
check 'is slow, but in time' decided --deadline=3

# The message that the worker gets, and how it is asked.
core 'cat > "${0%/*}/got"; printf "%s\n" "$@" > "${0%/*}/arguments"; echo "X-Deskbell-A: b"'
asked() { # EXPECTED OPTION...: the worker's arguments, in one line, without the moment when it will be ended
  expected=$1
  shift
  "$deskbell" filter "$@" < "$folder/in" > "$folder/out" && same_bytes "$folder/in" "$folder/got" &&
    same "$expected" "$(tr '\n' ' ' < "$folder/arguments" | sed 's/--until [0-9]* //')" &&
    grep -qx -- --until "$folder/arguments"
}
in_environment() { # NAME=VALUE... EXPECTED
  (
    while [ $# -gt 1 ]; do
      export "${1?}"
      shift
    done
    asked "$1"
  )
}
check 'nothing is known' asked 'filter '
check 'everything is given' asked 'filter --config c.yaml --now 2026-11-22T09:00:00Z --dry-run --verbose --quiet -f a@b -a c@d -a e@f ' \
  -v -q --dry-run --now 2026-11-22T09:00:00Z --config=c.yaml -f a@b -a c@d -ae@f
check 'the null sender' asked 'filter -f  ' -f '<>'
check 'an empty variable is no null sender' asked 'filter ' -f '' -a ''
check '... but with a recipient it is' asked 'filter -f  -a c@d ' -f '' -a c@d
check 'MAILER-DAEMON too' asked 'filter -f  -a c@d ' -f MAILER-DAEMON -a c@d
check 'Postfix' in_environment SENDER=a@b ORIGINAL_RECIPIENT=support@x RECIPIENT=me@y 'filter -f a@b -a support@x -a me@y '
check 'Postfix, a bounce' in_environment SENDER=MAILER-DAEMON ORIGINAL_RECIPIENT=c@d RECIPIENT=c@d 'filter -f  -a c@d '
check 'Pigeonhole, a bounce' in_environment SENDER= ORIG_RECIPIENT=c@d RECIPIENT=e@f 'filter -f  -a c@d -a e@f '
check 'SENDER alone, and empty' in_environment SENDER= 'filter '
check 'maildrop' in_environment LOCKREFRESH=15 FROM=a@b 'filter -f a@b '
check 'maildrop does not know' in_environment LOCKREFRESH=15 FROM=MAILER-DAEMON RECIPIENT=c@d 'filter -a c@d '
check 'FROM of anything else' in_environment FROM=a@b 'filter '
options_win() {
  SENDER=x@y RECIPIENT=x@y asked 'filter -f a@b -a c@d ' -f a@b -a c@d
}
check 'options outrank the environment' options_win

# Wrong usage loses no mail either.
core 'printf "X-Deskbell-A: b\n"'
fails 'a file argument' mail.eml
fails 'an unknown option' --colour
fails 'a value that is missing' --config
fails 'an option that swallows the next' -f --no-such
fails 'a deadline of none' --deadline=0
fails 'a deadline that is no number' --deadline=5x
fails 'a deadline of a day' --deadline=86400
fails 'a value for a flag' --send=yes
fails 'JSON' --json
fails 'a sender with a line end' -f $'a@b\nc'
fails 'a recipient that is too long' -a "$(printf '%01000d' 1)@x"
check 'on-error neither pass nor tempfail' run untouched 0 --on-error=neither
check 'on-error is found behind what swallows it' run nothing 75 -f --on-error=tempfail
help() {
  contains "$("$deskbell" filter --help < /dev/null)" '--on-error' && contains "$("$deskbell" help filter)" '--on-error'
}
check 'help is given, by both its names' help
finish
