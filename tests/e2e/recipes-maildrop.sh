#!/bin/bash
# The maildrop recipes of examples/, run by maildrop: where mail lands, what is acknowledged, and what happens when the
# filter fails, hangs, is killed or is not there.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/pipe-lib.sh"
needs maildrop maildirmake sqlite3
pipe_opens
# maildrop takes the home from the list of users, unless it is said here, and reads only a file of the user's own.
for form in maildrop maildrop-tempfail; do
  { printf 'HOME="%s"\n' "$home"; recipe $form; } > "$home/$form"
  chmod 600 "$home/$form"
done
rm -r "$home/Maildir"
maildirmake "$home/Maildir"
for folder in Urgent Unanswered Billing; do
  maildirmake -f $folder "$home/Maildir"
done
[ "$(id -u)" != 0 ] || chown -R "$user:$group" "$home"

# As a mail server calls it: the sender comes in a Return-Path.
maildrop_takes() { # RECIPE MAIL [SENDER]
  { printf 'Return-Path: <%s>\n' "${3-jane@customer.example}"; cat "$2"; } > "$world/piped"
  (cd / && as maildrop "$home/$1" < "$world/piped")
}

mail_of id=1@customer.example subject='The shop is down' \
  body='Checkout is down since 8:40, nobody can pay.' > "$world/urgent"
mail_of id=2@customer.example subject='Charged twice' body='You charged my card twice for invoice 7.' > "$world/billing"
mail_of id=3@customer.example subject='Newsletter' extra='List-Id: <ops.example>' > "$world/list"

for mail in urgent billing list; do
  check "$mail: maildrop ends with 0" exits 0 maildrop_takes maildrop "$world/$mail"
done
check "each mail lands once, in the folder of its headers" same ".Billing/ Charged twice
.Unanswered/ Newsletter
.Urgent/ The shop is down" "$(landed)"
check "mail in is mail out but for the headers" untouched "$world/urgent" 'The shop is down' Return-Path
check "people wait for an acknowledgement, the list does not" same 2 "$(outbox_count)"
mail_of id=4@customer.example subject='From a null sender' > "$world/null"
maildrop_takes maildrop "$world/null" ''
check "a null sender is not answered" same 2 "$(outbox_count)"
as "$deskbell" send > "$world/out" 2>&1
as "$deskbell" send > "$world/out" 2>&1
check "sent: each acknowledgement left once" same 2 "$(find "$world/sent" -type f | wc -l)"
find "$home/Maildir" -type f -delete

n=10
for fault in configuration locked corrupt hang killed missing; do
  n=$((n + 1))
  mail_of id=$n@customer.example subject="Under $fault" body='Checkout is down.' > "$world/mail"
  before=$(outbox_count)
  pipe_fails $fault
  check "$fault: the exception form ends with 0" exits 0 maildrop_takes maildrop "$world/mail"
  check "$fault: the mail is delivered as it came" untouched "$world/mail" "Under $fault" Return-Path
  check "$fault: ... without headers of ours" unseen "Under $fault"
  rm "$(delivered "Under $fault")"
  check "$fault: tempfail ends with 75" exits 75 maildrop_takes maildrop-tempfail "$world/mail"
  check "$fault: ... and delivers nothing" same '' "$(landed)"
  pipe_mended
  check "$fault: nothing was recorded" same "$before" "$(outbox_count)"
  check "$fault: mended, the mail that the server kept is delivered" exits 0 maildrop_takes maildrop-tempfail "$world/mail"
  check "$fault: ... once, with its headers" seen "Under $fault"
  check "$fault: ... and acknowledged once" same $((before + 1)) "$(outbox_count)"
  rm "$(delivered "Under $fault")"
done
finish
