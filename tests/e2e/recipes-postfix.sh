#!/bin/bash
# The Postfix recipes of examples/, run by Postfix: the filter by pipe(8), the recording transport, .forward by local(8), and
# sorting by headers. Where mail lands, what is acknowledged, and what happens when the filter fails, hangs or is not there.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/pipe-lib.sh"
missing=$(world_missing)
[ -z "$missing" ] || skip_all "$missing"
world_folder
tap_log=$world/check.log
bin=$world/bin home=$world/dovecot/home/support@acme.example
port=$(free_port)
filter_port=$((port + 5))
mkdir -p "$bin" "$world/forward" "$world/spool"
chmod 1777 "$world/spool"

# The user in the recipes is one that every machine has.
recipe postfix-filter > "$bin/postfix-filter"
chmod 755 "$bin/postfix-filter"
recipe postfix-header-checks > "$world/header-checks"
recipe postfix-master.cf | sed "s|user=deskbell:deskbell|user=$user:$group|; s|^smtp inet|127.0.0.1:$filter_port inet|
  s|^smtpd - y|smtpd - n|; s|inet n - y|inet n - n|" > "$world/master"
recipe forward | sed "s|support, |$user, |" > "$world/forward/$user"
cat > "$world/main" <<MAIN
export_environment = TZ MAIL_CONFIG DESKBELL_CONFIG=$home/.config/deskbell/deskbell.yaml
header_checks = regexp:$world/header-checks
myorigin = desk.test
forward_path = $world/forward/\${user}
mail_spool_directory = $world/spool/
MAIN
# The lines for main.cf stand in the comments of the recipe, on another address here so that both ways can be tried.
sed -n 's/^#      //p' "$world/master" |
  sed "s|{support@acme.example = support@acme.example, |{help@acme.example = help@acme.example, |
    s|deskbell.invalid}}|deskbell.invalid}, {forward@acme.example = $user@desk.test}}|" >> "$world/main"
export LOCAL=desk.test EXTRA_MAIN=$world/main EXTRA_MASTER=$world/master
pipe_opens_in_world "[support@acme.example, help@acme.example, forward@acme.example]"
queue=$world/postfix/queue
"$deskbell" poll > "$world/out" 2>&1

# Mail comes in as from outside: to the filter's port, or to the other one.
filtered() { # MAIL [SENDER [RECIPIENT]]
  mx_port=$filter_port deliver "$@" && settle
}

direct() { # MAIL SENDER RECIPIENT
  deliver "$@" && settle
}

deferred() {
  find "$queue/deferred" -type f | wc -l
}

tried_again() {
  MAIL_CONFIG=$world/postfix/etc postqueue -f && sleep 1 && settle
}

copies() { # ADDRESS SUBJECT
  inbox "$1" | xargs -r grep -lxF "Subject: $2" | wc -l
}

mail_of id=1@customer.example subject='About the printer' body='Where is the manual for the printer?' > "$world/plain"
mail_of id=2@customer.example subject='The shop is down' body='Checkout is down since 8:40, nobody can pay.' > "$world/urgent"
mail_of id=3@customer.example subject='Forged' extra='X-Deskbell-Priority: urgent' > "$world/forged"
mail_of id=4@customer.example subject='From nobody' > "$world/null"

check "filter: accepted" filtered "$world/plain"
check "filter: delivered as it came, but for headers" untouched "$world/plain" 'About the printer' \
  Return-Path Delivered-To Received
check "filter: ... with ours" seen 'About the printer'
check "filter: an urgent mail" filtered "$world/urgent"
check "header_checks send it to the people on call" same 1 "$(copies oncall@acme.example 'The shop is down')"
check "filter: a stranger's headers" filtered "$world/forged"
check "... are worth nothing" same 0 "$(copies oncall@acme.example Forged)"
check "filter: a null sender" filtered "$world/null" ''
check "... is delivered" seen 'From nobody'
check "... and not answered" same 3 "$(outbox_count)"

# The recording transport: help@ has the mail as it came, deskbell a copy.
mail_of id=5@customer.example to=help@acme.example subject='Only recorded' > "$world/recorded"
check "recording: accepted" direct "$world/recorded" jane@customer.example help@acme.example
check "recording: the mail is delivered without headers of ours" same 1 "$(copies help@acme.example 'Only recorded')"
check "recording: the acknowledgement waits" same 4 "$(outbox_count)"
mail_of id=6@customer.example to=help@acme.example subject='Recorded from nobody' > "$world/recorded"
check "recording: a null sender" direct "$world/recorded" '' help@acme.example
check "... is seen, and not answered" same "4 1" \
  "$(outbox_count) $(db "SELECT count(*) FROM contacts WHERE message_id LIKE '%6@customer.example%'")"

# .forward, as the user himself: local(8) leaves the mail in his mailbox.
spooled() { # SUBJECT
  grep -rlxF "Subject: $1" "$world/spool/$user/new" | wc -l
}
mail_of id=7@customer.example to=forward@acme.example subject='By forward' > "$world/forwarded"
check "forward: accepted" direct "$world/forwarded" jane@customer.example forward@acme.example
check "forward: in the mailbox, once" same 1 "$(spooled 'By forward')"
check "forward: the acknowledgement waits" same 5 "$(outbox_count)"

"$deskbell" send > "$world/out" 2>&1
settle
check "sent: every acknowledgement arrived, once" same 5 "$(inbox_count jane@customer.example)"
"$deskbell" poll > "$world/out" 2>&1
settle
check "the poller sees what is in the mailbox and sends nothing more" same 5 "$(inbox_count jane@customer.example)"

n=10
for fault in configuration locked corrupt hang killed missing; do
  n=$((n + 1))
  mail_of id=a$n@customer.example subject="Filtered, $fault" > "$world/mail-a"
  mail_of id=b$n@customer.example to=help@acme.example subject="Recorded, $fault" > "$world/mail-b"
  mail_of id=c$n@customer.example to=forward@acme.example subject="Forwarded, $fault" > "$world/mail-c"
  before=$(outbox_count)
  pipe_fails $fault
  check "$fault: filter: accepted" filtered "$world/mail-a"
  if [ $fault = missing ] || [ $fault = killed ]; then
    check "$fault: filter: Postfix keeps the mail" same '0 1' "$(copies support@acme.example "Filtered, $fault") $(deferred)"
  else
    check "$fault: filter: delivered as it came" untouched "$world/mail-a" "Filtered, $fault" Return-Path Delivered-To Received
    check "$fault: filter: ... without headers of ours" unseen "Filtered, $fault"
  fi
  check "$fault: recording: accepted" direct "$world/mail-b" jane@customer.example help@acme.example
  check "$fault: recording: the mail is delivered" same 1 "$(copies help@acme.example "Recorded, $fault")"
  check "$fault: forward: accepted" direct "$world/mail-c" jane@customer.example forward@acme.example
  check "$fault: forward: the mail is delivered" same 1 "$(spooled "Forwarded, $fault")"
  check "$fault: nobody gets a bounce" same 0 "$(inbox jane@customer.example | xargs -r grep -l 'Undelivered Mail' | wc -l)"
  pipe_mended
  check "$fault: nothing was recorded" same "$before" "$(outbox_count)"
  tried_again
  check "$fault: mended, Postfix has nothing left" same 0 "$(deferred)"
  check "$fault: ... what it kept is delivered once" delivered "Filtered, $fault"
  check "$fault: ... the recorded mail too" same 1 "$(copies help@acme.example "Recorded, $fault")"
  check "$fault: ... and what was kept is recorded" same 1 \
    "$(db "SELECT count(*) FROM contacts WHERE message_id LIKE '%b$n@customer.example%'")"
done

"$deskbell" poll > "$world/out" 2>&1
settle
# Three a fault were sent: the filtered one by the filter or the poller, the recorded one by Postfix' second try; the
# forwarded one is in a mailbox that no poller reads.
check "after all of it nobody was answered twice" same '' \
  "$(inbox jane@customer.example | xargs -r sed -n '1,/^\r\?$/s/^In-Reply-To: //p' | sort | uniq -d)"
check "... and every mail that deskbell got hold of was" same 17 "$(inbox_count jane@customer.example)"
finish
