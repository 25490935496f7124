#!/bin/bash
# One mail that a pipe and a mailbox both see, whoever is first: claimed once, answered once, described alike.
. "$(dirname "$0")/lib.sh"
desk_opens
core=$top_builddir/src/deskbell-core

filter() { # FILE [OPTION...]
  file=$1
  shift
  "$core" filter "$@" < "$file"
}

ticket() { # of headers on standard input
  sed -n 's/^X-Deskbell-Ticket: //p'
}

poll() {
  "$deskbell" poll "$@" && settle
}

contacts() { # ADDRESS
  db "SELECT count(*) FROM contacts WHERE address = '$1'"
}

poll # first sight

# The pipe first: what it claims is delivered with the headers on top, as procmail does.
mail_of from='Jane <jane@customer.example>' subject='Our shop is down' > "$world/jane"
lines=$(filter "$world/jane" -f jane@customer.example -a support@acme.example)
check "the pipe opens a ticket" contains "$lines" "X-Deskbell-Ticket: ACME-1001"
check "... and queues the acknowledgement" contains "$lines" "X-Deskbell-Reply: queued"
{ printf '%s\n' "$lines"; cat "$world/jane"; } > "$world/jane.delivered"
deliver "$world/jane.delivered" jane@customer.example
settle
check "a poll finds it known and sends what was queued" contains "$(poll -v 2>&1)" "0 to acknowledge, 0 not, 1 known"
check "... once" same 1 "$(inbox_count jane@customer.example)"
check "... under the ticket that the header names" contains \
  "$(cat "$(inbox jane@customer.example)")" "ACME-1001-"
check "... and it is one contact" same 1 "$(contacts jane@customer.example)"
poll
check "another poll sends nothing" same 1 "$(inbox_count jane@customer.example)"

# The mailbox first, and a sieve filter that runs over it afterwards.
mail_of from='홍길동 <hong@customer.example>' subject='결제가 안 됩니다' > "$world/hong"
deliver "$world/hong" hong@customer.example
settle
poll
check "a poll answers" same 1 "$(inbox_count hong@customer.example)"
known=ACME-$(db "SELECT ticket FROM contacts WHERE address = 'hong@customer.example'")
check "the pipe names the poll's ticket" same "$known" "$(filter "$world/hong" | ticket)"
lies=$(grep -l '^From: .*hong@customer.example' "$mail"/support@acme.example/*/*)
check "... also of the mail as it was delivered" same "$known" "$(filter "$lies" | ticket)"
check "... and for the same reason" contains "$(filter "$lies")" "X-Deskbell-Reply: queued"
poll
check "it was answered once" same 1 "$(inbox_count hong@customer.example)"
check "... as one contact" same 1 "$(contacts hong@customer.example)"

# Both at the same time.
for n in 1 2 3 4 5 6; do
  mail_of from="Both <both$n@customer.example>" > "$world/both$n"
  deliver "$world/both$n" "both$n@customer.example"
done
settle
for n in 1 2 3 4 5 6; do
  filter "$world/both$n" > "$world/both$n.lines" &
done
poll
wait
settle
poll
for n in 1 2 3 4 5 6; do
  check "mail $n, which both saw at once, is answered once" same 1 "$(inbox_count "both$n@customer.example")"
  check "... under one ticket" same "ACME-$(db "SELECT ticket FROM contacts WHERE address = 'both$n@customer.example'")" \
    "$(ticket < "$world/both$n.lines")"
done

# What is not answered is told alike.
mail_of from='Dana <dana@customer.example>' extra='List-Id: <talk.customer.example>' > "$world/dana"
deliver "$world/dana" dana@customer.example
settle
poll
check "a poll's refusal is told by its name" contains "$(filter "$world/dana")" "X-Deskbell-Reply: none; reason=list-id"

# Our own acknowledgement, should it come back through a pipe.
own=$(inbox jane@customer.example)
check "our own mail is not answered" contains "$(filter "$own")" "X-Deskbell-Reply: none; reason="
check "... and opens no ticket" same "" "$(filter "$own" | ticket)"
finish
