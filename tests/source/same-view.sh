#!/bin/sh
# A mail says the same whether it is read from a file or from an IMAP server, there by parts or in one piece.
# same-view.sh [FILE...]: with other mails than those of tests/mails; names those that differ.
. "$(dirname "$0")/imap-lib.sh"
[ $# -gt 0 ] || set -- "$top_srcdir"/tests/mails/*.eml
start_server main
deliver "$work/main/mail/view@acme.example" "$@"

# A file that is an mbox has several lines, one on the server: only the first counts.
for mail; do
  "$dump" "$mail" | head -n 1
done > "$work/files"
compare() { # NAME OPTION...
  name=$1
  shift
  "$dump" "$@" "imaps://view@acme.example@localhost:$((port + 1))" > "$work/$name" 2> /dev/null
  cmp "$work/files" "$work/$name"
}
report() { # NAME MAIL...
  way=$1
  shift
  number=0
  differing=0
  for mail; do
    number=$((number + 1))
    [ "$(sed -n ${number}p "$work/files")" != "$(sed -n ${number}p "$work/$way")" ] || continue
    differing=$((differing + 1))
    echo "# $way: $mail differs"
  done
  echo "# $way: $(($# - differing)) of $# equal"
}
for way in whole parts; do
  option=
  [ $way = whole ] || option=--$way
  check "the view over IMAP is that of the file, $way" compare $way $option
  report $way "$@"
done
finish
