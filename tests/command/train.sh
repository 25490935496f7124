#!/bin/bash
# From labelled mail to a model, from the model to what triage says and explain tells of it.
. "$(dirname "$0")/../e2e/lib.sh"
desk_folder
grep -q '^#define HAVE_LIBLINEAR' "$top_builddir/build.h" || skip_all "built without LIBLINEAR"
cd "$world" || exit
export HOME=$world
unset DESKBELL_CONFIG
write() { # FOLDER NAME SUBJECT TEXT
  mkdir -p "$1/cur" "$1/new" "$1/tmp"
  printf 'From: Jane <jane@customer.example>\nTo: support@acme.example\nDate: Mon, 23 Nov 2026 12:00:00 +0000\nMessage-ID: <%s@customer.example>\nContent-Type: text/plain; charset=utf-8\nSubject: %s\n\n%s\n' \
    "$2" "$3" "$4" > "$1/cur/$2:2,S"
}
n=0
for who in Anna Bert Cleo Dora Emil Fred Gina Hans Ines Jack; do
  n=$((n + 1))
  write garden g$n "Question about plants" "Hello, the tulips that $who planted in bed $n wither. Which soil do tulips like? $who"
  write garden k$n "화분 문의" "안녕하세요. ${n}번 화단의 튤립이 시들었습니다. 어떤 흙이 좋은가요?"
  write kitchen c$n "Oven" "Dear team, since monday the oven of $who stays cold, pan number $n is ruined. Is the oven broken? $who"
  write kitchen h$n "오븐 고장" "안녕하세요. ${n}번 오븐이 차갑습니다. 오븐이 고장 난 것 같아요."
done
{ for mail in garden/cur/*1:2,S kitchen/cur/*1:2,S; do printf 'From jane@customer.example Mon Nov 23 12:00:00 2026\n'; cat "$mail"; echo; done; } > both.mbox

check "two labels are learned" "$deskbell" train --json category.model garden=garden kitchen=kitchen
said=$("$deskbell" train category.model garden=garden kitchen=kitchen)
check "... and it says from how many mails" contains "$said" "garden               20 mails"
check "... how good it is with mails held back" contains "$said" "of mails held back, 100 % were told right"
check "... and where it lies" contains "$said" "category.model written, "
cp category.model first.model
"$deskbell" train -q category.model garden=garden kitchen=kitchen
check "the same mail makes the same file" cmp first.model category.model
(umask 027; "$deskbell" train -q other.model garden=garden kitchen=kitchen)
check "the file is open to whom the umask says" same 640 "$(stat -c %a other.model)"
check "a dry run says as much" contains "$("$deskbell" train --dry-run none.model garden=garden kitchen=kitchen)" "nothing is written"
check "... and writes nothing" test ! -e none.model

evaluated=$("$deskbell" evaluate --json category.model garden=garden kitchen=kitchen)
check "evaluate tells accuracy" contains "$evaluated" '"accuracy":1.0000,"macro_f1":1.0000'
check "... each label" contains "$evaluated" '"garden":{"precision":1.0000,"recall":1.0000,"f1":1.0000,"support":20}'
check "... and what was taken for what" contains "$evaluated" '"confusion":{"garden":{"garden":20,"kitchen":0}'
check "evaluate speaks to people, too" contains "$("$deskbell" evaluate category.model garden=kitchen)" "kitchen (20)"
check "a label that the model does not have is always wrong" contains \
  "$("$deskbell" evaluate --json category.model attic=garden)" '"attic":{"precision":0.0000,"recall":0.0000'

check "one label is too few" exits 65 "$deskbell" train x.model garden=garden
check "a few mails are too few" exits 65 "$deskbell" train x.model garden=garden/cur/g1:2,S kitchen=kitchen/cur/c1:2,S
check "a path that is not there spoils what else was learned in the status only" exits 65 \
  "$deskbell" train -q x.model garden=garden kitchen=kitchen kitchen=nowhere
check "... and the rest is learned" test -s x.model
mkdir -p empty/cur empty/new empty/tmp
check "a path without mail is told" contains "$("$deskbell" train x.model garden=garden kitchen=kitchen attic=empty 2>&1)" \
  "empty: no mail there"
check "... and is nothing to evaluate with" exits 65 "$deskbell" evaluate category.model garden=empty
check "a LABEL=PATH in the place of MODEL is no model to evaluate" exits 64 "$deskbell" evaluate garden=garden kitchen=kitchen
check "no MODEL" exits 64 "$deskbell" train garden=garden kitchen=kitchen garden=both.mbox
check "no LABEL=PATH" exits 64 "$deskbell" train x.model garden
check "no such axis" exits 64 "$deskbell" train --axis colour x.model garden=garden kitchen=kitchen
check "a label that is no priority is told of" contains \
  "$("$deskbell" train -q --axis priority x.model garden=garden low=kitchen 2>&1)" "'garden' is none of urgent, high, normal and low"
check "an IMAP folder wants its password" exits 77 "$deskbell" train x.model garden=imap://me@127.0.0.1:9/INBOX < /dev/null
check "a folder that takes no file" exits 73 "$deskbell" train -q nowhere/x.model garden=garden kitchen=kitchen
check "what is no model" exits 65 "$deskbell" evaluate both.mbox garden=garden
check "no model" exits 66 "$deskbell" evaluate nowhere garden=garden

mkdir filters
cat > filters/rules.yaml << END
- rule: heat
  when:
    subject: [heat]
  category: heating
END
config() { # MORE
  cat > deskbell.yaml << END
desk:
  addresses: [support@acme.example]
  timezone: UTC
  key-file: $world/key
  ledger: sqlite:$world/ledger.db
$1
END
}
config "  models: [category.model]"
write mail new "Tulips" "The tulips wither again. What soil do they like?"
write mail heat "Heat" "The oven stays cold, is the oven broken?"
write mail odd "Ένα ερώτημα" "Καλημέρα, θα ήθελα να μάθω τις ώρες λειτουργίας σας."
triage() { "$deskbell" triage --config deskbell.yaml --json "mail/cur/$1:2,S"; }
check "triage follows the model" contains "$(triage new)" '"category":"garden"'
check "... and says so" contains "$(triage new)" '"model":[{"axis":"category","label":"garden","confidence":'
check "a mail in another language is not judged" contains "$(triage odd)" '"category":"general"'
check "... as it says" contains "$(triage odd)" '"followed":false'
explained=$("$deskbell" explain --config deskbell.yaml mail/cur/new:2,S)
check "explain tells the words that spoke for it" contains "$explained" "by 'Tulips', '"
check "... and that it was followed" contains "$explained" "followed: no rule said anything"
write mail secret "Help" "Please let me in. My password: tulips"
said=$(triage secret | sed 's/.*"model"://')
check "a secret is no word that is told" same "$said" "${said/tulips/}"
taught() { # SECRET MODEL
  rm -rf secrets && mkdir secrets && cp -r garden kitchen secrets &&
    for mail in secrets/*/cur/*; do printf 'My password: %s\n' "$1" >> "$mail"; done &&
    "$deskbell" train -q "$2" garden=secrets/garden kitchen=secrets/kitchen
}
taught Quartz77x one.model && taught Basalt42y two.model
check "... nor is it learned" cmp one.model two.model
config "  models: [category.model]
  filters: $world/filters"
check "a rule outranks it" contains "$(triage heat)" '"category":"heating"'
check "... as explain says" contains "$("$deskbell" explain --config deskbell.yaml mail/cur/heat:2,S)" \
  "not followed: 'heating' was said already, and that outranks it"
config "  models: [category.model]
  confidence: 100"
check "one that is not sure enough is not followed" contains "$(triage new)" '"category":"general"'
check "... as explain says" contains "$("$deskbell" explain --config deskbell.yaml mail/cur/new:2,S)" "not followed: below 100 %"
"$deskbell" train -q --axis team team.model Billing=garden attic=kitchen
config "  models: [category.model, team.model]
teams:
  billing: {name: Billing}"
said=$("$deskbell" check --config deskbell.yaml)
check "check tells what a model can say" contains "$said" "category.model: category of garden, kitchen"
check "... and what of it there is not" contains "$said" "team.model: team of Billing, attic (there is none)"
config "  models: [nowhere.model]"
check "a model that is not there is a mistake in the configuration" exits 78 triage new
head -c 1000 category.model > cut.model
config "  models: [cut.model]"
check "... so is a damaged one" exits 78 triage new
check "... which is named" contains "$(triage new 2>&1)" "cut.model: damaged: cut or grown"
finish
