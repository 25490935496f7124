#!/bin/bash
# What a person asks the ledger and tells it, without any server: explain and preview on it, what brakes held back, addresses
# that bounced, and mail that may or may not have left.
. "$(dirname "$0")/../e2e/lib.sh"
needs sqlite3
desk_folder
cd "$world" || exit
export HOME=$world
unset DESKBELL_CONFIG
ledger=$world/ledger.db
now=2026-11-23T12:00:00Z
config() { # MORE
  cat > deskbell.yaml << END
desk:
  addresses: [support@acme.example]
  timezone: UTC
  tag: ACME
  reply: on
  key-file: $world/key
  ledger: sqlite:$ledger
  brakes: {sender: 2/1h}
$1
END
}
config ''
run() { "$deskbell" "$@" --config "$world/deskbell.yaml" 2> err; }
mail() { # ID HEADER
  printf 'From: Jane <jane@customer.example>\nTo: support@acme.example\nDate: Mon, 23 Nov 2026 12:00:00 +0000\nMessage-ID: <%s@customer.example>\nSubject: Invoice\n%s\nWhere is my invoice?\n' \
    "$1" "${2:+$2
}" > "$1.eml"
}
take() { # ID: through the filter, at $now
  run filter --no-output --now $now < "$1.eml"
}
files() { # but for -shm, where readers and writers meet
  find "$world" -name 'ledger*' ! -name '*-shm' -exec sha256sum {} + | sort
}
row() { # ID: its state
  db "SELECT state FROM outbox WHERE id = $1"
}

for id in one two three; do mail $id; done
check "without a ledger explain goes on" contains "$(run explain --now $now one.eml)" "not asked    there is none yet"
check "... and decides" contains "$(run explain --now $now one.eml)" "send         yes, new"
check "... in JSON, too" contains "$(run explain --json --now $now one.eml)" '"ledger":{"error":"there is none yet"}'
check "... and makes none" test ! -e "$ledger"
check "without a configuration there is nothing to ask" contains "$("$deskbell" explain --json one.eml)" '"ledger":null'

for id in one two; do take $id; done
before=$(files)
third=$(run explain --now $now three.eml)
check "explain tells what a brake would do" contains "$third" \
  "brake-sender: 2 of 2 in the last hour for jane@customer.example; free again at 2026-11-23T13:00:00"
check "... which decides" contains "$third" "held: brake-sender"
check "... in JSON" contains "$(run explain --json --now $now three.eml)" '"free_again":"2026-11-23T13:00:00Z"'
check "... and no longer then" contains "$(run explain --now 2026-11-23T13:00:00Z three.eml)" "send         yes, new"
check "a mail that is known is told so" contains "$(run explain --now $now one.eml)" \
  "known        yes, since 2026-11-23T12:00:00+00:00 as ticket 1001: send"
mail answer 'In-Reply-To: <two@customer.example>'
joined=$(run explain --now 2026-11-23T13:00:00Z answer.eml)
check "an answer joins its ticket" contains "$joined" "joins 1002, which is open"
check "... as a follow-up" contains "$joined" "yes, follow-up"
check "preview shows its number" contains "$(run preview --now 2026-11-23T13:00:00Z answer.eml)" "ACME-1002"
check "... unless another is asked for" contains "$(run preview --now 2026-11-23T13:00:00Z --ticket 7 answer.eml)" "ACME-7"
check "preview says when a brake would hold it" contains "$(run preview --now $now three.eml > /dev/null; cat err)" "held: brake-sender"
check "the ledger is as it was" same "$before" "$(files)"
chmod a-w "$ledger"* .
check "... also where nothing may be written" contains "$(run explain --now $now three.eml)" "held: brake-sender"
chmod u+w "$ledger"* .
printf 'not a ledger, but long enough to look like a file of something else\n' > "$ledger.wrong"
sed -i "s|sqlite:.*|&.wrong|" deskbell.yaml
check "a ledger that is none is told, and the mail explained" contains "$(run explain three.eml)" "send         yes, new"
check "... with the reason" contains "$(run explain three.eml)" "not asked    ledger: open: "
config ''

take three
held=$(run tickets --held)
check "what was held is listed" contains "$held" "brake-sender  1003    jane@customer.example  Invoice"
check "... and nothing else" same 2 "$(wc -l <<< "$held")"
check "... for machines" contains "$(run tickets --held --json)" '"reason":"brake-sender","ticket":1003,"address":"jane@customer.example"'
check "... with no other verb" exits 64 "$deskbell" tickets show 1001 --held
check "check counts what was held in the last day" contains "$(run check --now $now)" "held by brakes in the last day: 1 "
check "... and not what was held before" contains "$(run check --now 2026-11-25T12:00:00Z)" "held by brakes in the last day: 0 "

sqlite3 "$ledger" "UPDATE outbox SET state = 'sent', bounced_status = '5.1.1';
  INSERT INTO undeliverable VALUES ('jane@customer.example', strftime('%s', '2026-11-23 12:30'), 1)"
later=2026-11-23T20:00:00Z
check "a blocked address is listed" contains "$(run ledger blocked --now $later)" \
  "jane@customer.example  since 2026-11-23T12:30:00Z, until 2027-01-22T12:30:00Z: 5.1.1"
check "... and counted" contains "$(run check --now $later)" "addresses blocked by bounces: 1 "
mail four
check "explain tells of it" contains "$(run explain --now $later four.eml)" "no: undeliverable-recipient"
check "... and until when" contains "$(run explain --now $later four.eml)" "nothing is sent there until 2027-01-22T12:30:00"
check "forgive --dry-run only tells" contains "$(run ledger forgive --dry-run Jane@customer.example)" "would be written to again"
check "an address that nothing is known of" exits 66 "$deskbell" ledger forgive --config deskbell.yaml nobody@x.example
check "it is still blocked" contains "$(run explain --now $later four.eml)" "no: undeliverable-recipient"
check "one of two that can be is forgiven" exits 66 "$deskbell" ledger forgive --config deskbell.yaml nobody@x.example \
  Jane@customer.example
check "... and written to again" contains "$(run explain --now $later four.eml)" "send         yes, new"
check "... and an event" same 1 "$(db "SELECT count(*) FROM events WHERE what = 'address.forgiven'")"
check "no address" exits 64 "$deskbell" ledger forgive

sqlite3 "$ledger" "UPDATE outbox SET state = 'uncertain', message_id = '<n' || id || '@acme.example>', diagnostic = 'connection lost'"
now=$later
take four
sqlite3 "$ledger" "UPDATE outbox SET state = 'uncertain' WHERE id = 3"
list=$(run send --uncertain)
check "uncertain mail is listed with what its settling needs" contains "$list" "<n1@acme.example>  connection lost"
check "... for machines" contains "$(run send --uncertain --json)" '"message_id":"<n2@acme.example>","diagnostic":"connection lost"'
check "check complains of it" exits 1 "$deskbell" check --config deskbell.yaml
check "settling without an ID" exits 64 "$deskbell" send --uncertain --sent --config deskbell.yaml
check "an ID without a word" exits 64 "$deskbell" send --uncertain 1 --config deskbell.yaml
check "two words" exits 64 "$deskbell" send --sent --again 1 --config deskbell.yaml
check "what is no ID" exits 64 "$deskbell" send --sent one --config deskbell.yaml
check "a dry run only tells" contains "$(run send --again --dry-run 1)" "1 to jane@customer.example would be sent again"
check "... and changes nothing" same uncertain "$(row 1)"
check "one that left" "$deskbell" send --uncertain --sent 1 --config deskbell.yaml
check "... is sent" same sent "$(row 1)"
check "one that shall leave again" "$deskbell" send --again 2 --config deskbell.yaml
check "... waits" same queued "$(row 2)"
check "... with its Message-ID" same "<n2@acme.example>" "$(db 'SELECT message_id FROM outbox WHERE id = 2')"
check "one that shall not is told for machines" contains "$(run send --uncertain --give-up 3 --json)" '"state":"failed"'
check "one that is settled stays so" exits 65 "$deskbell" send --again 1 --config deskbell.yaml
check "one that is not there stops no other" exits 66 "$deskbell" send --sent 99 --config deskbell.yaml
check "what a person said is an event" same 3 "$(db "SELECT count(*) FROM events WHERE detail LIKE 'a person said%'")"
check "then check has nothing to complain of" "$deskbell" check --config deskbell.yaml
mv key key.backup
check "a key that was lost is told by check" contains "$(run check)$(cat err)" "lost; without it"
run send > /dev/null
check "... and by whoever makes a new one" contains "$(cat err)" "a new key is made"
mv key.backup key
run send > /dev/null
check "... and not when it is back" same "" "$(grep key err)"
finish
