#!/bin/bash
# A watcher that is running is asked first; whatever it does, the mail does not wait for it, and a worker does the work.
. "$(dirname "$0")/lib.sh"
fake=$top_builddir/tests/front/fake-watcher
[ -x "$fake" ] || skip_all "fake-watcher is not built"
socket=$folder/socket
core 'cat > "${0%/*}/got"; echo "X-Deskbell-By: worker"'
{ printf 'From: a\nTo: b\n\n'; head -c 100000 /dev/urandom; } > "$folder/in"
{ printf 'X-Deskbell-By: worker\n'; cat "$folder/in"; } > "$folder/worker"
{ printf 'X-Deskbell-By: watcher\n'; cat "$folder/in"; } > "$folder/watcher"
cp "$folder/in" "$folder/nobody"
: > "$folder/config.yaml"
ln -s config.yaml "$folder/link.yaml"
real=$(cd "$folder" && pwd -P)

watcher= # its process
listen() { # ANSWER
  rm -rf "$socket" "$folder/keep" "$folder/wrong" "$folder/request" "$folder/message"
  mkfifo "$folder/keep"
  "$fake" "$socket" "$1" "$folder" < "$folder/keep" & watcher=$!
  exec 8> "$folder/keep"
  within 2 test -S "$socket"
}

hush() {
  exec 8>&-
  wait $watcher
}

decided_by() { # WHO OPTION...
  who=$1
  shift
  begin=$(date +%s%N)
  "$deskbell" filter --socket "$socket" "$@" < "$folder/in" > "$folder/out" 2> "$folder/err" || { cat "$folder/err"; return 1; }
  took=$((($(date +%s%N) - begin) / 1000000))
  [ ! -e "$folder/wrong" ] || { cat "$folder/wrong"; return 1; }
  same_bytes "$folder/$who" "$folder/out"
}

listen $'done X-Deskbell-By: watcher\n'
check 'a watcher decides' decided_by watcher --config "$folder/link.yaml" -f a@b -a c@d -a e@f
check '... it is given the message' same_bytes "$folder/in" "$folder/message"
check '... and who asks for what' same "deskbell-filter-1|c$real/config.yaml|fa@b|ac@d|ae@f|" "$(cat "$folder/request")"
check 'nothing is known' decided_by watcher --config "$folder/config.yaml"
check '... and nothing is told' same "deskbell-filter-1|c$real/config.yaml|" "$(cat "$folder/request")"
check 'the null sender' decided_by watcher --config "$folder/config.yaml" -f '<>'
check '... is an empty word' same "deskbell-filter-1|c$real/config.yaml|f|" "$(cat "$folder/request")"
by_environment() {
  DESKBELL_SOCKET=$socket "$deskbell" filter --config "$folder/config.yaml" < "$folder/in" > "$folder/out" &&
    same_bytes "$folder/watcher" "$folder/out"
}
check 'the environment says where it listens' by_environment
check 'another time is none of its concern' decided_by worker --now 2026-11-22T09:00:00Z
check 'nor is a dry run' decided_by worker --dry-run
check 'nor a configuration that is not there' decided_by worker --config "$folder/none.yaml"
many=()
for n in $(seq 900); do many+=(-a "recipient-with-a-name-that-is-somewhat-longer-$n@a-host-with-a-long-name.example"); done
check 'nor more recipients than fit' decided_by worker "${many[@]}"
check 'it is not asked' decided_by worker --socket none
hush

check 'a socket without a watcher' decided_by worker
rm -f "$socket"
check 'no socket' decided_by worker
check 'a path that is longer than a socket may have' decided_by worker --socket "$folder/$(printf '%0200d' 1)"
: > "$socket"
check 'a file' decided_by worker

while IFS='|' read -r name answer; do
  answer=$(printf "${answer}.")
  listen "${answer%.}"
  check "$name" decided_by worker --deadline 4 --config "$folder/config.yaml"
  check '... at once' test "$took" -lt 1500
  check '... with all of the message' same_bytes "$folder/in" "$folder/got"
  hush
done << 'END'
it serves others|elsewhere
it ends without an answer|eof
it speaks another language|220 ESMTP
it speaks a later version|deskbell-filter-2
it has nothing to say|done 
it gives a line that is none|done hello\n
it gives half a line|done X-Deskbell-By: watcher
it gives a header that is not ours|done Subject: x\n
it gives more than there is room for|huge
END

while IFS='|' read -r name answer; do
  listen "$answer"
  check "$name" decided_by worker --deadline 2 --config "$folder/config.yaml"
  check '... which has more than half of the time' test "$took" -lt 1800
  check '... with all of the message' same_bytes "$folder/in" "$folder/got"
  hush
done << 'END'
it hangs|hang
it does not even accept|hang-unaccepted
it is late|late
END

listen 'failed 78 config.yaml:1:1: wrong'
check 'it failed: so would a worker' decided_by nobody --config "$folder/config.yaml"
check '... and the line says why' contains "$(cat "$folder/err")" 'failed with 78 config.yaml:1:1: wrong'
tempfail() { "$deskbell" filter --socket "$socket" --on-error=tempfail < "$folder/in" > "$folder/out" 2> "$folder/err"; }
check '... tempfail' exits 75 tempfail
check '... then nothing is written' test ! -s "$folder/out"
hush

listen 'failed 75 the ledger is locked'
check 'it failed for now' decided_by nobody --config "$folder/config.yaml"
hush
finish
