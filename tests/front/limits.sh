#!/bin/bash
# Where something is missing (memory, files, processes, a standard descriptor), the message comes out whole or the caller
# sees a failure: success with anything less is the one thing that must not happen.
. "$(dirname "$0")/lib.sh"
good_core
chmod 755 "$folder"
head -c 3000000 /dev/urandom > "$folder/body"
message() { # OURS THEIRS BODY
  printf "$1From: a\n"
  printf "$2To: b\n\n"
  cat "$3"
}
echo hello > "$folder/hello"
for size in large small; do
  body=$folder/hello
  [ $size = large ] && body=$folder/body
  message '' 'X-Deskbell-Reply: none\n' "$body" > "$folder/$size"
  message '' '' "$body" > "$folder/$size.bare"
  message "$verdict" '' "$body" > "$folder/$size.decided"
done
: > "$folder/nothing"

# The exit status of the filter in a pipe, for a limit must not hit the file that its output goes to.
limited() { # SIZE LIMIT VALUE OPTION...
  size=$1 limit=$2 value=$3
  shift 3
  { (ulimit "$limit" "$value" && exec "$deskbell" filter "$@") < "$folder/$size" 2> /dev/null; echo $? > "$folder/status"; } |
    cat > "$folder/out"
  status=$(cat "$folder/status")
}

holds() { # SIZE LIMIT VALUE: whole with 0, or a failure
  limited "$@"
  [ "$status" = 0 ] || return 0
  cmp -s "$folder/$1.bare" "$folder/out" || same_bytes "$folder/$1.decided" "$folder/out"
}

holds_back() { # SIZE LIMIT VALUE: decided with 0, or nothing
  limited "$@" --on-error=tempfail
  if [ "$status" = 0 ]; then
    same_bytes "$folder/$1.decided" "$folder/out"
  else
    same_bytes "$folder/nothing" "$folder/out"
  fi
}

passes() { # SIZE LIMIT VALUE: whole, with 0
  holds "$@" && same 0 "$status"
}

if sanitized; then
  echo '# a sanitizer needs more address space than any limit'
  export ASAN_OPTIONS=detect_leaks=0 # which needs files of its own
else
  for kilobytes in 1500 2000 2500 3000 3200 3400 3450 3500 3550 3600 3650 3700 4000 4500 5000 5500 6000 7000 8000 10000 20000 40000; do
    check "large, $kilobytes KB of address space" holds large -v $kilobytes
    check "large, $kilobytes KB of address space, tempfail" holds_back large -v $kilobytes
  done
  check "large, no room to map it" passes large -v 5500
fi
for n in 4 5 6 7 8 9 10 11 12 16; do
  check "small, $n files" holds small -n $n
  check "small, $n files, tempfail" holds_back small -n $n
  check "large, $n files" holds large -n $n
done
check "small, not one file more" passes small -n 4
check "large, not one file more" passes large -n 4
for blocks in 0 1 100 256 257 1000 5000; do
  check "large, files of $blocks KB" passes large -f $blocks
  check "large, files of $blocks KB, tempfail" holds_back large -f $blocks
  check "small, files of $blocks KB" passes small -f $blocks
done
check "no core files, no locked memory" passes small -l 0

# Processes are not limited for root.
unprivileged() { # COMMAND...
  if [ "$(id -u)" = 0 ]; then
    setpriv --reuid 65534 --regid 65534 --clear-groups "$@"
  else
    "$@"
  fi
}
no_process() { # OPTION...
  unprivileged bash -c 'ulimit -u 0; exec "$@"' - "$deskbell" filter "$@" < "$folder/small" > "$folder/out" 2> "$folder/err"
}
if unprivileged true 2> /dev/null; then
  check "no process more" no_process
  check "... the message is whole" same_bytes "$folder/small.bare" "$folder/out"
  check "... and the line says why" contains "$(cat "$folder/err")" 'cannot be started'
  check "no process more, tempfail" exits 75 no_process --on-error=tempfail
  check "... nothing is written" same_bytes "$folder/nothing" "$folder/out"
fi

# Standard descriptors.
filter() {
  "$deskbell" filter "$@"
}
to_full() { filter "$@" < "$folder/small" > /dev/full 2> "$folder/err"; }
to_closed() { filter "$@" < "$folder/small" >&- 2> "$folder/err"; }
from_closed() { filter "$@" <&- > "$folder/out" 2> "$folder/err"; }
from_folder() { filter "$@" < "$folder" > "$folder/out" 2> "$folder/err"; }
to_nobody() { { filter "$@" < "$folder/large" 2> "$folder/err"; echo $? > "$folder/status"; } | head -c 10 > "$folder/out"; return "$(cat "$folder/status")"; }
without_stderr() { filter "$@" < "$folder/small" > "$folder/out" 2>&-; }
without_any() { filter "$@" <&- >&- 2>&-; }
check "a full disk is told" exits 74 to_full
check "... also when the message goes out undecided" exits 74 to_full mail.eml
check "... and is none of a caller's concern that wants no output" exits 0 to_full --no-output
check "a closed standard output is told" exits 74 to_closed
check "... and is none of a caller's concern that wants no output" exits 0 to_closed --no-output
check "a reader that goes away is told" exits 74 to_nobody
check "a closed standard input is no empty message" exits 74 from_closed
check "... nothing is written" same_bytes "$folder/nothing" "$folder/out"
check "a closed standard input, tempfail" exits 75 from_closed --on-error=tempfail
check "a folder is no message" exits 74 from_folder
check "without standard error" exits 0 without_stderr
check "... it is decided as ever" same_bytes "$folder/small.decided" "$folder/out"
check "without any" exits 74 without_any
check "without PATH, HOME or anything" /usr/bin/env -i "$deskbell" filter --socket none < "$folder/small"
strict() { (umask 777; cd / && filter < "$folder/small" > "$folder/out") && same_bytes "$folder/small.decided" "$folder/out"; }
check "with umask 777, from /" strict
ignored() { (trap '' CHLD PIPE; filter < "$folder/small" > "$folder/out") && same_bytes "$folder/small.decided" "$folder/out"; }
check "of a caller that ignores the end of its children" ignored

# A caller that reads nothing of standard error must not stop the mail.
core 'yes "deskbell: deskbell.yaml:1:1: wrong" | head -c 200000 >&2; exit 78'
deaf() {
  mkfifo "$folder/deaf" && sleep 30 < "$folder/deaf" & sleeper=$!
  timeout 5 "$deskbell" filter < "$folder/small" > "$folder/out" 2> "$folder/deaf"
  status=$?
  kill $sleeper
  same 0 $status && same_bytes "$folder/small.bare" "$folder/out"
}
check "of a caller that does not read what is said" deaf

# By hand.
needs_terminal() { script -qec "'$deskbell' filter $*; echo status \$?" /dev/null < /dev/null | tr -d '\r'; }
if command -v script > /dev/null; then
  check "a terminal gets a hint" contains "$(needs_terminal)" "see 'deskbell filter --help'"
  check "... and the status of wrong usage" contains "$(needs_terminal)" 'status 64'
  check "so does wrong usage" contains "$(needs_terminal --colour)" 'status 64'
fi
finish
