#!/bin/bash
# What comes out of the filter is what went in, but for our headers: ours at the top, and no stranger's under our name.
. "$(dirname "$0")/lib.sh"
good_core

gives() { # the file `in` becomes the file `want`
  "$deskbell" filter < "$folder/in" > "$folder/out" && same_bytes "$folder/want" "$folder/out"
}

# The same shape by a pipe, in two pieces, and when nobody can decide: then only our headers are missing.
gives_by_pipe() {
  { head -c 7 "$folder/in"; tail -c +8 "$folder/in"; } | "$deskbell" filter > "$folder/out" &&
    same_bytes "$folder/want" "$folder/out"
}

gives_undecided() {
  "$deskbell" filter --on-error=neither < "$folder/in" > "$folder/out" 2> /dev/null && same_bytes "$folder/bare" "$folder/out"
}

shape() { # NAME IN OUT: printf formats; @ in OUT is where our headers go, with the line ends of the mail
  crlf=${verdict//\\n/\\r\\n}
  printf '%b' "$2" > "$folder/in"
  case $3 in
  *'%crlf'*) printf '%b' "${3/@%crlf/$crlf}" > "$folder/want"; printf '%b' "${3/@%crlf/}" > "$folder/bare" ;;
  *) printf '%b' "${3/@/$verdict}" > "$folder/want"; printf '%b' "${3/@/}" > "$folder/bare" ;;
  esac
  [ "${4:-}" = newline ] && printf '%b' "$2" > "$folder/bare"
  check "$1" gives
  check "$1, by a pipe" gives_by_pipe
  check "$1, undecided" gives_undecided
}

mail='From: a\nTo: b\n'
shape 'a mail' "$mail\nhello\n" "@$mail\nhello\n"
shape 'CRLF' 'From: a\r\nTo: b\r\n\r\nhello\r\n' '@%crlfFrom: a\r\nTo: b\r\n\r\nhello\r\n'
shape 'CRLF first, then LF' 'From: a\r\nTo: b\n\nhello\n' '@%crlfFrom: a\r\nTo: b\n\nhello\n'
shape 'LF first, then CRLF' 'From: a\nTo: b\r\n\r\nhello\r\n' '@From: a\nTo: b\r\n\r\nhello\r\n'
shape 'no final newline' "$mail\nhello" "@$mail\nhello"
shape 'NUL and 8-bit in header and body' 'From: a\0b\377\nTo: \303\251\n\nx\0y\377\n' '@From: a\0b\377\nTo: \303\251\n\nx\0y\377\n'
shape 'empty' '' '@'
shape 'only an empty line' '\n' '@\n'
shape 'only an empty CRLF line' '\r\n' '@%crlf\r\n'
shape 'no header' '\nhello\n' '@\nhello\n'
shape 'text without a header' 'hello\nworld\n' '@hello\nworld\n'
shape 'header only' "$mail" "@$mail"
shape 'header only, without its end' 'From: a' '@From: a'
shape 'one byte' 'x' '@x'
shape 'lone CRs are no line ends' 'From: a\rX-Deskbell-A: b\r\r\nTo: c\r\r\n\r\n\r\nbody\r' '@%crlfFrom: a\rX-Deskbell-A: b\r\r\nTo: c\r\r\n\r\n\r\nbody\r'

shape 'mbox' "From a Sat\n$mail\nhello\n" "From a Sat\n@$mail\nhello\n"
shape 'mbox with CRLF behind an LF line' 'From a Sat\nTo: b\r\n\r\nx' 'From a Sat\n@%crlfTo: b\r\n\r\nx'
shape 'mbox line alone' 'From a Sat\n' 'From a Sat\n@'
shape 'mbox line alone, CRLF' 'From a Sat\r\n' 'From a Sat\r\n@%crlf'
shape 'mbox line without its end' 'From a Sat' 'From a Sat\n@' newline
shape 'a second mbox line is not special' "From a\nFrom b\n$mail\n" "From a\n@From b\n$mail\n"
shape 'a quoted mbox line is not special' ">From a\n$mail\n" "@>From a\n$mail\n"
shape 'From: is no mbox line' 'From:a\n\n' '@From:a\n\n'
shape 'a header that starts with a continuation cannot continue ours' ' queued\n\tx\nTo: b\n\n' ' queued\n\tx\n@To: b\n\n'
shape 'the same behind an mbox line' 'From a\n queued\nTo: b\n\n' 'From a\n queued\n@To: b\n\n'

shape 'ours that came in' "X-Deskbell-Ticket: fake\n${mail}X-Deskbell-Reply: queued\n\nx" "@$mail\nx"
shape 'the mark of our own mail is signed, and stays' 'X-Deskbell-Loop: a.b\nx-deskbell-loop : c\n d\nX-Deskbell-Loops: e\nTo: b\n\nx' '@X-Deskbell-Loop: a.b\nx-deskbell-loop : c\n d\nTo: b\n\nx'
shape 'in any case' 'X-DESKBELL-A: 1\nx-deskbell-b: 2\nTo: b\n\nx' '@To: b\n\nx'
shape 'folded' 'X-Deskbell-A: 1\n 2\n\t3\nTo: b\n c\n\nx' '@To: b\n c\n\nx'
shape 'folded with CRLF' 'To: b\r\nX-Deskbell-A: 1\r\n 2\r\n\r\nx' '@%crlfTo: b\r\n\r\nx'
shape 'blanks before the colon' 'X-Deskbell-A : 1\nX-Deskbell-B \t: 2\nTo: b\n\nx' '@To: b\n\nx'
shape 'folded before the colon' 'X-Deskbell-A\n : 1\nX-Deskbell-B\r\n\t \r\n : 2\nTo: b\n\nx' '@To: b\n\nx'
shape 'a field with an empty name of ours' 'X-Deskbell-: 1\nTo: b\n\nx' '@To: b\n\nx'
shape 'a name with NUL and 8-bit' 'X-Deskbell-\0\377: 1\nTo: b\n\nx' '@To: b\n\nx'
shape 'as the last field, without its end' 'To: b\nX-Deskbell-A: 1' '@To: b\n'
shape 'nothing else' 'X-Deskbell-A: 1\n' '@'
shape 'nothing else, and a body' 'X-Deskbell-A: 1\n\nX-Deskbell-A: 1\n' '@\nX-Deskbell-A: 1\n'
shape 'first, with a continuation' 'X-Deskbell-A: 1\n 2\n\nx' '@\nx'
shape 'behind an mbox line' 'From a\nX-Deskbell-A: 1\nTo: b\n\n' 'From a\n@To: b\n\n'
shape 'a name that is almost ours' 'X-Deskbell: 1\nXX-Deskbell-A: 2\nX-Deskbel-l: 3\n\nx' '@X-Deskbell: 1\nXX-Deskbell-A: 2\nX-Deskbel-l: 3\n\nx'
shape 'our name in a value, in a continuation and without a colon' \
  'To: X-Deskbell-A: 1\n X-Deskbell-B: 2\nX-Deskbell-C\nX-Deskbell-D x\n\nx' \
  '@To: X-Deskbell-A: 1\n X-Deskbell-B: 2\nX-Deskbell-C\nX-Deskbell-D x\n\nx'
shape 'in the body and in a part' \
  'To: b\n\nX-Deskbell-A: 1\n--x\nContent-Type: message/rfc822\n\nX-Deskbell-Reply: queued\n\nx\n' \
  '@To: b\n\nX-Deskbell-A: 1\n--x\nContent-Type: message/rfc822\n\nX-Deskbell-Reply: queued\n\nx\n'
shape 'behind a line of blanks, which ends no header' 'To: b\n \nX-Deskbell-A: 1\n\nx' '@To: b\n \n\nx'

# What is too large to write down.
large() { # NAME
  { printf "$verdict"; cat "$folder/kept"; } > "$folder/want"
  cp "$folder/kept" "$folder/bare"
  check "$1" gives
  check "$1, by a pipe" gives_by_pipe
  check "$1, undecided" gives_undecided
}
{ printf 'Subject: '; head -c 1000000 /dev/zero | tr '\0' x; printf '\nTo: b\n\nhello'; } > "$folder/kept"
cp "$folder/kept" "$folder/in"
large 'a header line of 1 MB'
for n in $(seq 3000); do printf 'X-%s: y\nX-Deskbell-%s: z\n z\n' $n $n; done > "$folder/in"
grep -v -e '^X-Deskbell' -e '^ z' "$folder/in" > "$folder/kept"
large '3000 of ours that came in, between others'
{ printf 'To: b\nX-Deskbell-A: '; head -c 1000000 /dev/zero | tr '\0' x; printf '\n\nhello'; } > "$folder/in"
printf 'To: b\n\nhello' > "$folder/kept"
large 'one of ours that came in with 1 MB'
{ printf 'To: b\n\n'; head -c 60000000 /dev/urandom; } > "$folder/kept"
cp "$folder/kept" "$folder/in"
large '60 MB'
for size in 262143 262144 262145 262150; do
  { printf 'To: b\n\n'; head -c $((size - 7)) /dev/urandom; } > "$folder/kept"
  cp "$folder/kept" "$folder/in"
  large "$size bytes, about as much as is read at once"
done
finish
