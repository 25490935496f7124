#!/bin/bash
# The main job on real servers: mails come in by SMTP, a poll acknowledges those that people wrote, once.
. "$(dirname "$0")/lib.sh"
desk_opens

send_mail() { # ENVELOPE-SENDER NAME=VALUE...
  sender=$1
  shift
  mail_of "$@" > "$world/out.eml" && deliver "$world/out.eml" "$sender"
}

poll() {
  "$deskbell" poll "$@" && settle
}

header() { # FILE NAME: the unfolded value
  sed -n '1,/^\r*$/p' "$1" | tr -d '\r' | sed -e ':a' -e '$!N;s/\n[ \t]\{1,\}/ /;ta' -e 'P;D' | sed -n "s/^$2: *//Ip" | head -1
}

send_mail early@customer.example from='Early <early@customer.example>'
settle
check "the first poll says nothing" same "" "$("$deskbell" poll 2>&1)"
check "mail that was there at first sight is not answered" same 0 "$(inbox_count early@customer.example)"

send_mail jane@customer.example from='Jane Doe <jane@customer.example>' subject='Our shop is down' id=jane-1@customer.example \
  body='Every page of our shop shows HTTP 503 since this morning.'
send_mail hong@customer.example from='홍길동 <hong@customer.example>' subject='환불 요청' body='주문한 상품의 환불을 부탁드립니다.'
send_mail list-owner@customer.example from='Dana <dana@customer.example>' extra='List-Id: <talk.customer.example>'
send_mail '' from='MAILER-DAEMON <mailer-daemon@customer.example>' subject='Undelivered Mail'
send_mail noreply@customer.example from='noreply@customer.example'
send_mail other@customer.example from='Other <other@customer.example>' to=somebody@elsewhere.example
settle
check "a poll of new mail is silent" same "" "$(poll 2>&1)"

check "Jane has one acknowledgement" same 1 "$(inbox_count jane@customer.example)"
check "홍길동 has one" same 1 "$(inbox_count hong@customer.example)"
for who in dana mailer-daemon noreply other; do
  check "$who has none" same 0 "$(inbox_count $who@customer.example)"
done
reason_of() {
  db "SELECT reason FROM contacts WHERE address = '$1@customer.example'"
}
check "a list is refused by name" same list-id "$(reason_of dana)"
check "a bounce is refused by name" same bounce "$(reason_of mailer-daemon)"
check "a noreply sender is refused by name" same noreply "$(reason_of noreply)"
check "mail that was not addressed to us is refused by name" same not-addressed "$(reason_of other)"

ack=$(inbox jane@customer.example)
check "it answers her mail" same "<jane-1@customer.example>" "$(header "$ack" In-Reply-To)"
check "... in her thread" contains "$(header "$ack" References)" "<jane-1@customer.example>"
check "... says it is automatic" same auto-replied "$(header "$ack" Auto-Submitted)"
check "... to her alone" same jane@customer.example "$(header "$ack" To | sed 's/.*<//; s/>.*//')"
check "... with no Cc" same "" "$(header "$ack" Cc)"
check "... from the desk" contains "$(header "$ack" From)" "<support@acme.example>"
check "... with her subject and a tag" contains "$(header "$ack" Subject)" "Re: Our shop is down [ACME-"
check "... its bounces come back signed" contains "$(header "$ack" Return-Path)" "<support+"
decoded=$("$deskbell" triage --json "$ack")
check "... greets her by name" contains "$decoded" "Hello Jane"
check "deskbell does not answer its own mail" contains "$decoded" '"verdict":"none"'

before=$(find "$mail" -type f | wc -l)
check "a second poll sends nothing" poll
check "... and leaves no new mail anywhere" same "$before" "$(find "$mail" -type f | wc -l)"

# Flags end up in file names of a Maildir; Dovecot keeps keywords as letters from a.
marked() {
  find "$mail/support@acme.example/cur" -type f -name '*:2,*[a-z]*' | wc -l
}
check "everything that was decided carries the mark" same 6 "$(marked)"

subject=$(header "$ack" Subject)
id=$(header "$ack" Message-ID)
an_hour_passes
send_mail jane@customer.example from='Jane Doe <jane@customer.example>' subject="$subject" extra="In-Reply-To: $id" body='Only with credit cards.'
send_mail eve@customer.example from='Eve <eve@customer.example>' subject="$subject" extra="In-Reply-To: $id" body='What is this about?'
settle
poll
ticket_of() {
  db "SELECT DISTINCT ticket FROM contacts WHERE address = '$1@customer.example' AND ticket IS NOT NULL"
}
check "her reply joins her ticket" same 1 "$(ticket_of jane | wc -l)"
check "a stranger who quotes her token gets a ticket of her own" test "$(ticket_of eve)" != "$(ticket_of jane)"
check "the follow-up has a text of its own" contains \
  "$("$deskbell" triage --json "$(inbox jane@customer.example | xargs ls -t | head -1)")" "We have added your message"

for n in 1 2 3 4 5 6 7; do
  send_mail many@customer.example from='Many <many@customer.example>' subject="Mail number $n"
done
settle
poll
check "the brake lets five of seven through" same 5 "$(inbox_count many@customer.example)"
check "... and the ledger says so" same 2 "$(db "SELECT count(*) FROM contacts WHERE reason = 'brake-sender'")"

mail_of from='Twice <twice@customer.example>' > "$world/twice"
deliver "$world/twice" twice@customer.example
deliver "$world/twice" twice@customer.example
settle
poll
check "the same mail twice is answered once" same 1 "$(inbox_count twice@customer.example)"
send_mail dry@customer.example from='Dry <dry@customer.example>'
settle
dry=$(poll --dry-run)
check "a dry run shows what would happen" contains "$dry" "yes, new"
check "... and does nothing" same 0 "$(inbox_count dry@customer.example)"
check "... also as JSON" contains "$(poll --dry-run --json)" '"kind":"new"'
check "a poll tells machines what it did" contains "$(poll --json)" '{"mailbox":"inbox","new":1,"queued":1,"refused":0,"known":0,"unreadable":0,"unknown_marks":0}'
check "... and by then it is answered" same 1 "$(inbox_count dry@customer.example)"

# An agent moves a marked mail to a folder and back: a new UID, with our mark on it.
moved=$(find "$mail/support@acme.example/cur" -name '*:2,*[a-z]*' | head -1)
cp -p "$moved" "$(dirname "$moved")/moved.$(basename "$moved" | sed 's/^[^:]*//')"
chown --reference="$moved" "$mail"/support@acme.example/cur/moved.*
check "marked mail that a person copied back raises no alarm" same "" "$(poll 2>&1)"
send_mail after@customer.example from='After <after@customer.example>'
settle
poll
check "... and the desk goes on answering" same 1 "$(inbox_count after@customer.example)"

send_mail paused@customer.example from='Paused <paused@customer.example>'
settle
sed 's|smtp://localhost:[0-9]*|smtp://localhost:1|' "$config" > "$world/down.yaml"
DESKBELL_CONFIG=$world/down.yaml "$deskbell" poll > /dev/null 2>&1
sed 's/  reply: on/  reply: off/' "$config" > "$world/off.yaml"
later() { # MINUTES COMMAND...
  DESKBELL_NOW=$(date -u -d "+$1 minutes" +%Y-%m-%dT%H:%M:%SZ) "${@:2}"
}
DESKBELL_CONFIG=$world/off.yaml later 10 "$deskbell" send
settle
check "what waits does not leave while the desk's replies are off" same 0 "$(inbox_count paused@customer.example)"
later 60 "$deskbell" send
settle
check "... and leaves when they are on again" same 1 "$(inbox_count paused@customer.example)"

list=$("$deskbell" tickets)
check "tickets are listed" contains "$list" "Our shop is down"
number=$(ticket_of jane)
check "a ticket tells its history" contains "$("$deskbell" tickets show "$number")" "Ticket $number"
check "the state of the ledger is told for machines" contains "$("$deskbell" ledger --json)" '"generation":1,'
check "a ticket that is not there" exits 66 "$deskbell" tickets show 999999
check "check finds nothing wrong" "$deskbell" check --connect

reads() { # URL
  printf 'secret\n' | "$deskbell" triage --ca-file "$ca" "$1"
}
check "an IMAP folder is read by URL" reads "imaps://support%40acme.example@localhost:$imaps_port/INBOX"
check "JSON from every mail of the mailbox" test "$("$deskbell" triage --json "$mail/support@acme.example" | wc -l)" -gt 15
finish
