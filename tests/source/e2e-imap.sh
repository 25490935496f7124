#!/bin/sh
# The IMAP source against a real server.
. "$(dirname "$0")/imap-lib.sh"
mails=$top_srcdir/tests/mails

start_server main
main=$port
CERT=wronghost start_server wronghost
wronghost=$port
TLS=no start_server plain
plain=$port

deliver "$work/main/mail/alice@customer.example" "$mails"/english-plain.eml "$mails"/korean-euckr.eml \
  "$mails"/attachments.eml
url=imaps://alice@customer.example@localhost:$((main + 1))
starttls=imap://alice@customer.example@127.0.0.2:$main

lines() { # N COMMAND...: it succeeds and prints N lines
  wanted=$1
  shift
  "$@" > "$work/out" || return 1
  cat "$work/out"
  [ "$(wc -l < "$work/out")" -eq "$wanted" ]
}
where() { # COMMAND...: where each mail was, and its marks, one a line
  WHERE=1 "$@" | sed 's/.*"where":"\([^"]*\)","index":\([0-9]*\),"answered":\([01]\),"done_mark":\([01]\).*/\1 \3\4/'
}
equals() { # TEXT COMMAND...
  wanted=$1
  shift
  got=$("$@")
  echo "got: $got"
  [ "$got" = "$wanted" ]
}

check "imaps" lines 3 "$dump" "$url"
check "STARTTLS, plain logins not offered" lines 3 "$dump" "$starttls"
unseen() {
  [ -z "$(find "$work/main/mail" -name '*:2,*S*')" ]
}
check "reading marks nothing as seen" unseen

check "a certificate of an unknown authority is refused" exits 69 env CA_FILE="$work/tls/stranger-ca.pem" "$dump" "$url"
check "a certificate of another host is refused" exits 69 "$dump" \
  "imaps://alice@customer.example@localhost:$((wronghost + 1))"
check "so it is after STARTTLS" exits 69 "$dump" "imap://alice@customer.example@localhost:$wronghost"
check "a server without STARTTLS is refused" exits 69 "$dump" "imap://alice@customer.example@localhost:$plain"
no_login() {
  ! grep -E 'Login:|auth failed|Password mismatch' "$work/wronghost/dovecot.log" "$work/plain/dovecot.log"
}
check "none of them was told a password" no_login
check "on loopback TLS can be switched off" lines 0 env TLS=off "$dump" "imap://alice@customer.example@localhost:$plain"
check "a wrong password" exits 77 env PASSWORD=wrong "$dump" "$url"
check "no such folder" exits 66 "$dump" "$url/Nowhere"
check "nobody listens" exits 69 "$dump" "imaps://alice@customer.example@localhost:1"

check "UIDs above one" equals "INBOX/3 00" where "$dump" --above 2 "$url"
check "marked by keyword" lines 3 "$dump" --mark "$url"
check "the keyword is found again" equals "INBOX/1 01
INBOX/2 01
INBOX/3 01" where "$dump" "$url"
again() {
  "$dump" --mark "$url" > /dev/null && "$dump" --mark "$url" 2>&1 > /dev/null | grep "marked 3"
}
check "marking again changes nothing" again

deliver "$work/main/mail/bob@customer.example" "$mails"/english-plain.eml "$mails"/html-only.eml
bob=imaps://bob@customer.example@localhost:$((main + 1))
mv "$work"/main/mail/bob@customer.example/new/*1.M1P1.test "$work/main/mail/bob@customer.example/cur/17.M1P1.test:2,R" 2> /dev/null ||
  for first in "$work"/main/mail/bob@customer.example/new/*; do
    mv "$first" "$work/main/mail/bob@customer.example/cur/17.M1P1.test:2,R"
    break
  done
answered() {
  where "$dump" "$bob" | sort | tr '\n' ' ' | grep -E '^INBOX/[12] 00 INBOX/[12] 10 |^INBOX/[12] 10 INBOX/[12] 00 '
}
check "\\Answered" answered
check "moved, into a folder made for it" lines 2 env DONE=move DONE_NAME='처리 "&" 됨' "$dump" --mark "$bob"
check "they are gone from where they were" lines 0 "$dump" "$bob"
check "and are found under the UTF-8 name" lines 2 "$dump" "$bob/%EC%B2%98%EB%A6%AC%20%22%26%22%20%EB%90%A8"
check "marked as seen" lines 2 env DONE=seen "$dump" --mark "$bob/%EC%B2%98%EB%A6%AC%20%22%26%22%20%EB%90%A8"
seen() {
  [ "$(find "$work/main/mail/bob@customer.example" -name '*:2,*S*' | wc -l)" = 2 ]
}
check "so they are" seen

deliver "$work/main/mail/dave@customer.example" "$mails"/english-plain.eml "$mails"/html-only.eml
for old in "$work"/main/mail/dave@customer.example/new/*; do
  TZ=UTC touch -d '2025-03-04 12:00:00' "$old" # 1741089600, which becomes its INTERNALDATE
  break
done
dave=imaps://dave@customer.example@localhost:$((main + 1))
check "arrived since the very second" lines 2 "$dump" --since 1741089600 "$dave"
check "arrived a second before" lines 1 "$dump" --since 1741089601 "$dave"
check "arrived days before" lines 1 "$dump" --since 1741600000 "$dave"

{
  sed '/^--mixed-1$/,$d' "$mails/attachments.eml"
  printf -- '--mixed-1\nContent-Type: text/plain\n\nSee the film.\n--mixed-1\nContent-Type: video/mp4; name=film.mp4\n'
  printf 'Content-Transfer-Encoding: base64\n\n'
  head -c 3700000 /dev/zero | openssl base64
  printf -- '--mixed-1--\n'
} > "$work/film.eml"
deliver "$work/main/mail/carol@customer.example" "$work/film.eml"
check "a mail with an attachment of 5 MB" lines 1 "$dump" "imaps://carol@customer.example@localhost:$((main + 1))"
sent() {
  for attempt in 1 2 3 4 5 6 7 8 9 10; do
    bytes=$(sed -n 's/.*imap(carol@.*Logged out in=[0-9]* out=\([0-9]*\).*/\1/p' "$work/main/dovecot.log")
    [ -z "$bytes" ] || break
    sleep 0.2
  done
  echo "# $bytes bytes on the wire for $(wc -c < "$work/film.eml")" >&3
  [ "$bytes" -lt 5000 ]
}
exec 3>&1
check "takes few bytes on the wire" sent
finish
