#!/bin/sh
# Every header says all that it needs: it compiles alone, and twice. $HEADER_CC is the compiler with its flags.
: "${top_srcdir:=$(cd "$(dirname "$0")/../.." && pwd)}"
. "$top_srcdir/tests/support/tap.sh"
[ -n "${HEADER_CC:-}" ] || skip_all "make check says which compiler"
work=$(mktemp -d "${TMPDIR:-/tmp}/deskbell-headers.XXXXXX")
tap_log=$work/log
trap 'rm -rf "$work"' EXIT

stands_alone() { # HEADER
  printf '#include "%s"\n#include "%s"\nextern int not_empty;\n' "$1" "$1" > "$work/alone.c"
  $HEADER_CC -Wno-unused -fsyntax-only "$work/alone.c"
}

cd "$top_srcdir/src" || exit 1
for header in */*.h; do
  case $header in
  command/table.h) continue ;; # a list for macros, included where it is expanded
  esac
  check "$header" stands_alone "$header"
done
finish
