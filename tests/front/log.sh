#!/bin/bash
# The system log: what it is told, and that a daemon that hangs holds no mail. In a name space of its own, for its socket has
# one place.
if [ "${1:-}" != inside ]; then
  . "$(dirname "$0")/lib.sh"
  needs unshare mount
  unshare -rm true 2> "$folder/why" || unshare -m true 2> "$folder/why" || skip_all "no name space: $(cat "$folder/why")"
  [ -x "$top_builddir/tests/front/deaf-log" ] || skip_all "deaf-log is not built"
  export top_srcdir top_builddir
  inside=-m
  [ "$(id -u)" = 0 ] || inside=-rm
  rm -rf "$folder"
  exec unshare $inside "$0" inside
fi
. "$(dirname "$0")/lib.sh"
needs timeout
mkdir "$folder/dev"
mount -t tmpfs none "$folder/dev" || skip_all "nothing can be mounted"
for name in null urandom zero; do
  : > "$folder/dev/$name"
  mount --bind "/dev/$name" "$folder/dev/$name"
done
mount --rbind "$folder/dev" /dev || skip_all "nothing can be mounted"
umount -R "$folder/dev" # what is mounted cannot be removed
printf 'From: a\n\nhello\n' > "$folder/in"
core 'echo "deskbell.yaml:3:1: wrong" >&2; exit 78'

listen() { # [full]
  rm -f /dev/log
  "$top_builddir/tests/front/deaf-log" /dev/log "$@" > "$folder/entry" & daemon=$!
  for _ in $(seq 100); do
    [ -S /dev/log ] && { [ $# = 0 ] || [ -s "$folder/entry" ]; } && break
    sleep 0.02
  done
}

passes() { # OPTION...
  timeout 5 "$deskbell" filter "$@" < "$folder/in" > "$folder/out" 2> "$folder/err" && same_bytes "$folder/in" "$folder/out"
}

listen
check 'a failure' passes -q
wait $daemon
check '... is told to the log, with why' contains "$(cat "$folder/entry")" \
  'filter: deskbell-core failed with 78; the message goes on without a verdict: deskbell.yaml:3:1: wrong'
check '... as an error of the mail system, by whom' grep -Eq '^<19>[A-Z][a-z]{2} [ 123][0-9] [0-9:]{8} deskbell\[[0-9]+\]: filter: ' \
  "$folder/entry"
check '... and to nobody else, where it was asked to be quiet' test ! -s "$folder/err"
core 'echo "deskbell.yaml:1:1: warning: odd" >&2; echo "deskbell: ledger: busy" >&2; exit 75'
listen
check 'a failure with a warning before it' passes -v
wait $daemon
check '... is told with its reason' contains "$(cat "$folder/entry")" 'without a verdict: deskbell: ledger: busy'
core 'echo "deskbell.yaml:3:1: wrong" >&2; exit 78'
listen full
check 'a log that hangs holds no mail' passes
check '... and standard error has it' contains "$(cat "$folder/err")" 'deskbell-core failed with 78'
kill $daemon
rm -f /dev/log
check 'nor does one that is not there' passes
finish
