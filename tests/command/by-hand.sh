#!/bin/bash
# What a person does by hand, on files, without any server: triage, explain, preview, init, check. Nothing is sent, and
# nothing is written but by init.
. "$(dirname "$0")/../e2e/lib.sh"
desk_folder
cd "$world" || exit
export HOME=$world/home XDG_CONFIG_HOME=$world/home/.config XDG_STATE_HOME=$world/home/.state
mkdir -p "$HOME"
mails=$top_srcdir/tests/demo/mails
now=2026-11-23T12:00:00Z

field() { # NAME PATH...: of the JSON of the first mail
  wanted=$1
  shift
  "$deskbell" triage --now $now --json "$@" | head -1 | grep -o "\"$wanted\":\(\"[^\"]*\"\|null\|[0-9]*\)" | head -1 | cut -d: -f2-
}

table=$("$deskbell" triage "$mails"/01-outage.eml "$mails"/05-mailing-list.eml)
check "triage prints a table with headings" contains "$table" "PRIORITY  CATEGORY"
check "... with the priority and category of each mail" contains "$table" "urgent    outage"
check "... and why one would not be answered" contains "$table" "no: list-id"
check "a table for a file has no colours" same 0 "$(grep -c "$(printf '\033')" <<< "$table")"
check "options may stand before the command" contains "$("$deskbell" --json triage "$mails/01-outage.eml")" '"schema":1'
check "JSON: priority" same '"urgent"' "$(field priority "$mails/01-outage.eml")"
check "JSON: deadline an hour after --now, where nothing says when it came" same '"2026-11-23T13:00:00Z"' "$(field first_response "$mails/01-outage.eml")"
check "JSON: no deadline for a bounce" same null "$(field due "$mails/07-bounce.eml")"
check "JSON: a deadline for a refused mail" same '"2026-11-24T12:00:00Z"' "$(field first_response "$mails/05-mailing-list.eml")"
check "JSON: path as given" same '"-"' "$(field path - < "$mails/01-outage.eml")"
check "JSON: language of a Korean mail" same '"ko"' "$(field language "$mails/02-double-charge-ko.eml")"
check "EUC-KR is read" same '"배송이 아직 도착하지 않았습니다"' "$(field subject "$mails/04-delivery-euckr.eml")"

: > empty.eml
two=$("$deskbell" triage --json empty.eml "$mails/01-outage.eml" 2> err)
status=$?
check "an unreadable mail is told in its place" contains "$(head -1 <<< "$two")" '"error":'
check "... the others go on" contains "$(tail -1 <<< "$two")" '"priority":"urgent"'
check "... and the exit status says so" same 65 $status
check "a file that is not there" exits 66 "$deskbell" triage none.eml
check "... among others that are" exits 65 "$deskbell" triage none.eml "$mails/01-outage.eml"
check "no path at all" exits 64 "$deskbell" triage
check "an unknown option" exits 64 "$deskbell" triage --nonsense x
check "a time that is none" exits 64 "$deskbell" triage --now yesterday "$mails/01-outage.eml"

why=$("$deskbell" explain "$mails/05-mailing-list.eml")
check "explain names the evidence with header and value" contains "$why" "List-Id: Operations talk <ops-talk.lists.example>"
check "... and what would have changed it" contains "$why" "would be answered if"
check "... in JSON, too" contains "$("$deskbell" explain --json "$mails/05-mailing-list.eml")" '"otherwise":["'
check "explain of a mail that is answered has nothing to change" contains \
  "$("$deskbell" explain --json "$mails/01-outage.eml")" '"otherwise":[]'

replayed=$("$deskbell" replay --now $now "$mails")
check "replay tells what would have become of each mail" contains "$replayed" "no: list-id"
check "... and sums it up" same "$("$deskbell" triage --json "$mails" | wc -l)" \
  "$(sed -n 's/^mails  *//p' <<< "$replayed")"
check "replay --json ends with the summary" contains "$("$deskbell" replay --json "$mails" | tail -1)" '"summary":{"mails":'
printf 'desk: {addresses: [nobody@acme.example], timezone: UTC}\n' > "$world/old.yaml"
printf 'desk: {timezone: UTC}\n' > "$world/new.yaml"
check "replay --against lists who gains an answer, and why there was none" contains \
  "$("$deskbell" replay --config "$world/new.yaml" --against "$world/old.yaml" "$mails")" "no: not-addressed"
check "replay against itself finds nothing" contains \
  "$("$deskbell" replay --config "$world/new.yaml" --against "$world/new.yaml" "$mails")" "differ         0 of"
check "replay of a time that is none" exits 64 "$deskbell" replay --since yesterday "$mails"
check "replay into a mailbox that is none" exits 64 "$deskbell" replay --mailbox none "$mails"
check "replay of a path that is not there" exits 66 "$deskbell" replay none.mbox

text=$("$deskbell" preview --now $now "$mails/01-outage.eml")
check "preview greets and promises" contains "$text" "Hello Jane,"
check "... with a subject in her thread" contains "$text" "Subject: Re: Checkout is down since 8:40 [DESK-1042-"
check "preview in Korean" contains "$("$deskbell" preview "$mails/02-double-charge-ko.eml")" "홍길동 님, 안녕하십니까."
refused=$("$deskbell" preview "$mails/08-noreply.eml" 2>&1 > /dev/null)
check "preview of a mail that gets none says why" contains "$refused" "noreply"
raw=$("$deskbell" preview --raw "$mails/01-outage.eml")
check "preview --raw has the marks of an automatic mail" contains "$raw" "Auto-Submitted: auto-replied"

for command in init poll send triage explain replay preview tickets check ledger; do
  page=$("$deskbell" $command --help)
  check "$command --help has an example" contains "$page" "Example:"
  check "$command --help fits a screen" test "$(wc -l <<< "$page")" -le 40
done
check "no command" exits 64 "$deskbell"
check "help" contains "$("$deskbell" help)" "Usage: deskbell"
check "version" contains "$("$deskbell" --version)" "deskbell "

check "without a configuration poll says where to get one" contains "$("$deskbell" poll 2>&1)" "deskbell init"
init() {
  "$deskbell" init --address support@acme.example --name "Acme's Support: Desk" --imap imaps://imap.acme.example \
    --smtp smtps://smtp.acme.example:465 --password-file "$world/password" --output "$world/new/deskbell.yaml" \
    --state "$world/new/state" "$@" < /dev/null
}
check "init writes a configuration" init
check "... that is in shadow" grep -q '^  reply: shadow' new/deskbell.yaml
check "... that check finds nothing wrong with" "$deskbell" --config new/deskbell.yaml check
check "... and a key that others cannot read" same 660 "$(stat -c %a new/state/key)"
check "init does not overwrite" exits 73 init
check "init without a terminal says what is missing" contains "$("$deskbell" init --output x.yaml < /dev/null 2>&1)" "--address"
check "init refuses an address that is none" exits 64 "$deskbell" init --address 'no address' --name x --imap imaps://a.example \
  --smtp smtps://a.example --password-file x --output y.yaml < /dev/null
check "nothing else was written" same "" "$(ls "$HOME" -A)"
check "a deskbell by a symbolic link finds its parts" bash -c "ln -s '$deskbell' '$world/bell' && '$world/bell' triage '$mails/01-outage.eml'"
finish
