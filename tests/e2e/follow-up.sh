#!/bin/bash
# What comes back on real servers: answers to an acknowledgement that was really sent, as mail programs write them; a bounce
# that Postfix makes; tickets that people close.
. "$(dirname "$0")/lib.sh"
desk_folder
# A domain whose mail is taken, and whose mailboxes turn out not to be there (EX_NOUSER) once it is to be delivered.
echo 'transport_maps = inline:{ {gone.example = gone:} }' > "$world/extra.cf"
echo 'gone unix - n n - - pipe user=nobody argv=/bin/sh -c {exit 67}' > "$world/extra-master.cf"
export EXTRA_MAIN=$world/extra.cf EXTRA_MASTER=$world/extra-master.cf
desk_opens
sed -i 's|brakes: {similar: off}|brakes: {sender: 100/1d, similar: off}|' "$config"

send_mail() { # ENVELOPE-SENDER NAME=VALUE...
  sender=$1
  shift
  mail_of "$@" > "$world/out.eml" && deliver "$world/out.eml" "$sender"
}

poll() {
  settle && "$deskbell" poll "$@" && settle
}

header() { # FILE NAME: the unfolded value
  sed -n '1,/^\r*$/p' "$1" | tr -d '\r' | sed -e ':a' -e '$!N;s/\n[ \t]\{1,\}/ /;ta' -e 'P;D' | sed -n "s/^$2: *//Ip" | head -1
}

latest() { # ADDRESS: its last mail
  inbox "$1" | xargs ls -t | head -1
}

ticket_of() { # ADDRESS: of its last mail to us
  db "SELECT ifnull(ticket, 0) FROM contacts WHERE address = '$1' ORDER BY id DESC LIMIT 1"
}

reason_of() { # ADDRESS
  db "SELECT ifnull(reason, verdict) FROM contacts WHERE address = '$1' ORDER BY id DESC LIMIT 1"
}

state_of() { # TICKET
  db "SELECT state FROM tickets WHERE number = $1"
}

"$deskbell" poll
jane=jane@customer.example
send_mail $jane id=jane-1@customer.example subject='Our invoice'
poll
ticket=$(ticket_of $jane)
ack=$(latest $jane)
ack_id=$(header "$ack" Message-ID)
ack_references=$(header "$ack" References)
ack_subject=$(header "$ack" Subject)
check "Jane's mail is acknowledged" test -n "$ack"

# As mail programs answer: with all headers; without References; only with the subject; only with a quote; to her own mail.
quote="Thanks.

-----Original Message-----
From: Acme Support
Subject: $ack_subject"
answer() { # WHAT NAME=VALUE...
  what=$1
  shift
  send_mail $jane "$@"
  poll
  check "$what joins her ticket" same "$ticket" "$(ticket_of $jane)"
  send_mail eve@elsewhere.example from='Eve <eve@elsewhere.example>' "$@"
  poll
  check "... and a stranger with the same does not" test "$(ticket_of eve@elsewhere.example)" != "$ticket"
}
answer "an answer with all headers" subject="$ack_subject" extra="In-Reply-To: $ack_id
References: $ack_references $ack_id" body="$quote"
answer "one of a program without References" subject='Re: Our invoice' extra="In-Reply-To: $ack_id"
answer "one whose In-Reply-To was rewritten" subject='Re: Our invoice' extra="In-Reply-To: <other@relay.example>
References: $ack_references <other@relay.example>"
answer "one without headers of the thread" subject="$ack_subject"
answer "one with a new subject and a quote" subject='One more thing' body="$quote"
answer "an addition to her own mail" subject='Re: Our invoice' extra="In-Reply-To: <jane-1@customer.example>"

before=$(db "SELECT count(*) FROM tickets")
send_mail jane@home.example from='Jane Doe <jane@home.example>' subject="$ack_subject" extra="In-Reply-To: $ack_id"
poll
check "from a second address she gets a new ticket" same $((before + 1)) "$(db "SELECT count(*) FROM tickets")"
check "... an acknowledgement" same 1 "$(inbox_count jane@home.example)"
check "... and whoever reads it sees which one she named" contains \
  "$("$deskbell" tickets show "$(ticket_of jane@home.example)")" "names ACME-$ticket without proof"

check "a ticket is closed" "$deskbell" tickets close "ACME-$ticket"
check "... twice" "$deskbell" tickets close "$ticket"
check "... and is no longer listed" test -z "$("$deskbell" tickets | grep -w "^ *$ticket")"
check "... but for who asks" contains "$("$deskbell" tickets --state closed)" "$ticket"
check "... for machines, too" contains "$("$deskbell" tickets close --json "$ticket")" '"state":"closed"'
check "one that is not there stops no other" exits 66 "$deskbell" tickets reopen 999999 "$ticket"
check "... which is open again" same open "$(state_of "$ticket")"
check "a person sets what was judged wrong" "$deskbell" tickets set "$ticket" priority=urgent category=billing
check "... and it stands" contains "$("$deskbell" tickets show --json "$ticket")" '"priority":"urgent"'
check "... with what it was before" contains "$("$deskbell" tickets show "$ticket")" "priority set by hand: urgent, was"
check "... nothing that is unknown" exits 64 "$deskbell" tickets set "$ticket" priority=soon
check "... nothing but what can be set" exits 64 "$deskbell" tickets set "$ticket" subject=x
check "... and not nothing" exits 64 "$deskbell" tickets set "$ticket"
check "a dry run of it only tells" contains "$("$deskbell" tickets set --dry-run "$ticket" priority=low)" "is urgent and would be low"
check "what is no number" exits 64 "$deskbell" tickets close soon
check "a dry run only tells" contains "$("$deskbell" tickets close --dry-run "$ticket")" "would be closed"
check "... and does nothing" same open "$(state_of "$ticket")"
"$deskbell" tickets close "$ticket"
send_mail $jane subject='Out of office' extra="In-Reply-To: $ack_id
Auto-Submitted: auto-replied"
poll
check "an automatic answer is kept with its ticket" same "$ticket" "$(ticket_of $jane)"
check "... which stays closed" same closed "$(state_of "$ticket")"
send_mail $jane subject="$ack_subject" extra="In-Reply-To: $ack_id"
poll
check "her own answer opens it again" same open "$(state_of "$ticket")"

gone=max@gone.example
send_mail $gone from="Max <$gone>" subject='Where is my parcel?'
poll
lost=$(ticket_of $gone)
settle
check "a bounce that Postfix made is silent" same "" "$(poll 2>&1)"
check "... came to the address that we signed" contains "$(db "SELECT detail FROM events WHERE ticket = $lost AND what LIKE 'bounce.%'")" "$gone"
check "... shows at its ticket" contains "$("$deskbell" tickets show "$lost")" "could not be delivered to $gone: 5.1.1"
check "... opens none" same 0 "$(db "SELECT count(*) FROM tickets WHERE address LIKE '%MAILER-DAEMON%'")"
send_mail $gone from="Max <$gone>" subject='Hello again'
poll
check "who cannot be reached is not written to" same undeliverable-recipient "$(reason_of $gone)"
check "... but has a ticket" test "$(ticket_of $gone)" != 0

sed -i 's|^  reply: on|&\n  breaker: 5%/1h|' "$config"
for name in ann ben cem dan; do
  send_mail $name@gone.example from="$name <$name@gone.example>" subject="A parcel for $name"
done
poll
poll > "$world/told" 2>&1 # reads the bounces
send_mail late@customer.example from='Late <late@customer.example>' subject='Am I too late?'
settle
told=$("$deskbell" poll 2>&1)
check "when too much comes back, a poll asks for a person" same 1 $?
check "... and tells why" contains "$told" "mails came back for good; nothing is sent until"
check "... who waits is held back" same breaker "$(reason_of late@customer.example)"
check "... and send says the same" exits 1 "$deskbell" send
finish
