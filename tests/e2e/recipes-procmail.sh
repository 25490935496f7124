#!/bin/bash
# The procmail recipes of examples/, run by procmail: where mail lands, what is acknowledged, and what happens when the
# filter fails, hangs, is killed or is not there.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/pipe-lib.sh"
needs procmail sqlite3
pipe_opens
closing=$'\n'
recipe procmailrc > "$world/pass"
recipe procmailrc-tempfail > "$world/tempfail"

# As a mail server calls it: the sender comes in the `From ` line.
procmail_takes() { # RECIPE MAIL [SENDER]
  (cd / && as procmail -f "${3-jane@customer.example}" HOME="$home" "$world/$1" < "$2")
}

mail_of id=1@customer.example subject='The shop is down' \
  body='Checkout is down since 8:40, nobody can pay.' > "$world/urgent"
mail_of id=2@customer.example subject='Charged twice' body='You charged my card twice for invoice 7.' > "$world/billing"
mail_of id=3@customer.example subject='Newsletter' extra='List-Id: <ops.example>' > "$world/list"
mail_of id=4@customer.example subject='Forged' extra='X-Deskbell-Priority: urgent' body='Where is the manual?' > "$world/forged"
printf 'From a@b.example Sun Nov 22 09:00:00 2026\n' | cat - "$world/urgent" | sed 's/^Message-ID: .*/Message-ID: <5@c>/
  s/^Subject: .*/Subject: With a From line/' > "$world/from-line"
tail -n +2 "$world/from-line" > "$world/from-line-after"

for mail in urgent billing list forged from-line; do
  check "$mail: procmail ends with 0" exits 0 procmail_takes pass "$world/$mail"
done
check "each mail lands once, in the folder of its headers" same ".Billing/ Charged twice
.Unanswered/ Newsletter
.Urgent/ The shop is down
.Urgent/ With a From line
INBOX/ Forged" "$(landed)"
check "mail in is mail out but for the headers" untouched "$world/urgent" 'The shop is down'
check "... with a From line too" untouched "$world/from-line-after" 'With a From line'
check "a stranger's headers of our names are gone" same 0 "$(grep -c '^X-Deskbell-Priority: urgent' "$(delivered Forged)")"
check "people wait for an acknowledgement, the list does not" same \
  "1@customer.example 2@customer.example 4@customer.example 5@c" \
  "$(db "SELECT group_concat(trim(message_id, '<>'), ' ') FROM
    (SELECT contacts.message_id FROM contacts JOIN outbox ON outbox.contact = contacts.id ORDER BY contacts.message_id)")"

procmail_takes pass "$world/urgent"
check "the same mail again: delivered again, as a mailbox has it, but with the same ticket" same 1 \
  "$(grep -rh '^X-Deskbell-Ticket: ' "$home/Maildir/.Urgent" | sort | uniq -c | grep -c '^ *2 ')"
check "... and nothing more to send" same 4 "$(outbox_count)"
mail_of id=6@customer.example subject='To a null sender' > "$world/null"
procmail_takes pass "$world/null" MAILER-DAEMON
check "a null sender is not answered" same 4 "$(outbox_count)"

as "$deskbell" send > "$world/out" 2>&1
check "sent: each acknowledgement left once" same 4 "$(find "$world/sent" -type f | wc -l)"
as "$deskbell" send > "$world/out" 2>&1
check "... and not again" same 4 "$(find "$world/sent" -type f | wc -l)"
rm -rf "$home/Maildir"/* "$home/Maildir"/.[A-Z]*

# Whatever fails: the pass form delivers the original and ends with 0, the tempfail form delivers nothing and ends with 75.
n=10
for fault in configuration locked corrupt hang killed missing; do
  n=$((n + 1))
  mail_of id=$n@customer.example subject="Under $fault" body='Checkout is down.' > "$world/mail"
  before=$(outbox_count)
  pipe_fails $fault
  start=$(date +%s)
  check "$fault: pass ends with 0" exits 0 procmail_takes pass "$world/mail"
  check "$fault: the mail is delivered as it came" untouched "$world/mail" "Under $fault"
  check "$fault: ... without headers of ours" unseen "Under $fault"
  check "$fault: it takes no longer than a mail server waits" test $(($(date +%s) - start)) -lt 60
  rm "$(delivered "Under $fault")"
  check "$fault: tempfail ends with 75" exits 75 procmail_takes tempfail "$world/mail"
  check "$fault: ... and delivers nothing" same '' "$(landed)"
  pipe_mended
  check "$fault: nothing was recorded" same "$before" "$(outbox_count)"
  check "$fault: mended, the mail that the server kept is delivered" exits 0 procmail_takes tempfail "$world/mail"
  check "$fault: ... once, with its headers" seen "Under $fault"
  check "$fault: ... and acknowledged once" same $((before + 1)) "$(outbox_count)"
  rm "$(delivered "Under $fault")"
done
finish
