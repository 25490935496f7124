# Sourced by the tests of the pipe's front: a folder of its own with a copy of deskbell and, beside it where deskbell looks
# first, a stand-in for deskbell-core that does what $CORE says.
: "${top_srcdir:=$(cd "$(dirname "$0")/../.." && pwd)}"
: "${top_builddir:=$top_srcdir/build}"
. "$top_srcdir/tests/support/tap.sh"
[ -x "$top_builddir/src/deskbell" ] || skip_all "deskbell is not built"

# What the caller has open (make, under -j) would count against the limits on descriptors.
for fd in $(ls /proc/$$/fd); do
  [ "$fd" -le 2 ] || [ "$fd" = 255 ] || eval "exec $fd>&-"
done

folder=$(mktemp -d "${TMPDIR:-/tmp}/deskbell-front.XXXXXX")
tap_log=$folder/log
trap 'rm -rf "$folder"' EXIT
deskbell=$folder/deskbell
cp "$top_builddir/src/deskbell" "$deskbell"
export DESKBELL_SOCKET=none
unset SENDER RECIPIENT ORIGINAL_RECIPIENT ORIG_RECIPIENT FROM LOCKREFRESH DESKBELL_CONFIG DESKBELL_NOW

sanitized() {
  grep -q __asan_init "$deskbell"
}

# What the stand-in adds when all is well.
verdict='X-Deskbell-Ticket: ACME-1042\nX-Deskbell-Reply: queued\n'

core() { # SCRIPT: the stand-in from now on
  printf '#!/bin/sh\n%s\n' "$1" > "$folder/core.new"
  chmod +x "$folder/core.new"
  mv "$folder/core.new" "$folder/deskbell-core"
}

good_core() {
  core "printf '$verdict'"
}

same_bytes() { # EXPECTED GOT
  cmp "$1" "$2" || { echo 'expected:'; head -c 400 "$1" | od -c; echo 'got:'; head -c 400 "$2" | od -c; return 1; }
}
