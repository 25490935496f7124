#!/bin/bash
# What people set of tickets and where they move mail is learned from, and the next mail is judged by it.
. "$(dirname "$0")/lib.sh"
grep -q '^#define HAVE_LIBLINEAR' "$top_builddir/build.h" || skip_all "built without LIBLINEAR"
desk_opens
box=$mail/support@acme.example
model=$world/team.model

configure() { # MORE: lines for the desk: section
  cat > "$config" << END
desk:
  name: Acme Support
  addresses: [support@acme.example, web@acme.example]
  timezone: Europe/Berlin
  reply: off
  key-file: $world/state/key
  ledger: sqlite:$ledger
  filters: $world/filters
  brakes: {similar: off}
${1:-}
mailboxes:
  inbox:
    url: imaps://localhost:$imaps_port
    user: support@acme.example
    password-command: echo asked >> $world/asked; echo secret
    ca-file: $ca
    done: move:Handled
  web:
    url: imaps://localhost:$imaps_port
    user: support@acme.example
    password-file: $world/password
    ca-file: $ca
    folder: Web form
teams:
  garden: {folder: Garden}
  kitchen: {folder: 주방}
END
}
imap() { # FOLDER COMMAND: as any mail program does
  curl --silent --show-error --cacert "$ca" --user support@acme.example:secret -X "$2" \
    "imaps://localhost:$imaps_port/${1// /%20}" | grep SEARCH | tr -d '\r'
}
moves() { # FROM SUBJECT TO
  imap "$1" "UID MOVE $(imap "$1" "UID SEARCH SUBJECT \"$2\"" | sed -n 's/^\* SEARCH //p' | tr ' ' ,) $3"
}
arrives() { # FOLDER NAME SUBJECT TEXT [HEADERS]
  into_maildir "$2" from="${2%%-*} <${2%%-*}@customer.example>" subject="$3" id="$2@customer.example" body="$4" extra="${5:-}"
  [ -z "$1" ] || mv "$box"/new/*M"$2"P1.test "$box/.$1/new/"
}
train() { "$deskbell" train "$model" --axis team --corrections "$@"; }
ticket_of() { db "SELECT ticket FROM contacts WHERE address = '$1@customer.example' ORDER BY id LIMIT 1"; }
looks() { find "$box" -type f \( -path '*/cur/*' -o -path '*/new/*' \) | sort; }

mkdir "$world/filters"
printf -- '- rule: thanks\n  when:\n    subject: [thank you]\n  category: thanks\n' > "$world/filters/rules.yaml"
configure
for folder in '"Web form"' Garden '&yPy8KQ-'; do imap '' "CREATE $folder"; done
check "the folders are there" test -d "$box/.Web form" -a -d "$box/.Garden" -a -d "$box/.&yPy8KQ-"
check "without a ledger there is nothing to learn from" exits 66 train
"$deskbell" poll > /dev/null 2>&1
check "... nor where nobody corrected anything" exits 65 train
check "... as it says" contains "$(train 2>&1)" \
  "nothing was corrected: nobody has set the team of a ticket whose mail lies there, or moved mail into a team's folder"

n=0
for who in anna bert cleo dora emil fred; do
  n=$((n + 1))
  arrives '' $who "Plants $n" "Hello, the tulips that $who planted in bed $n wither. Which soil do tulips like? $who"
  arrives '' h$who "Beds $n" "안녕하세요. ${n}번 화단의 튤립이 시들었습니다. 어떤 흙이 좋은가요?"
  arrives 'Web form' k$who "Oven $n" "Dear team, since monday the oven of $who stays cold, pan number $n is ruined. Is the oven broken? $who"
  arrives 'Web form' o$who "Cooker $n" "안녕하세요. ${n}번 오븐이 차갑습니다. 오븐이 고장 난 것 같아요."
done
arrives '' gina "Something else" "Where is your shop?"
"$deskbell" poll
arrives '' anna-2 "Re: Plants 1" "The tulips wither still." "In-Reply-To: <anna@customer.example>"
"$deskbell" poll
check "26 mails are known" same 26 "$(db 'SELECT count(*) FROM contacts')"
check "... one of them joined a ticket" same 25 "$(db 'SELECT count(*) FROM tickets')"
for who in anna bert cleo dora emil fred; do
  "$deskbell" tickets set "$(ticket_of $who)" team=garden category=plants
  "$deskbell" tickets set "$(ticket_of k$who)" team=kitchen
done
moves Handled Beds Garden
moves Handled 'Re: Plants 1' Garden
moves 'Web form' Cooker '"&yPy8KQ-"'
arrives Garden hans "Roses" "These roses were never seen by anybody."
moves Handled 'Plants 2' '"&yPy8KQ-"'

before=$(looks)
: > "$world/asked"
said=$(train --json)
check "what was set and what was moved is learned" contains "$said" '"mails":{"garden":12,"kitchen":12},"corrected":12,"moved":12,'
check "... and nothing changes in the mailboxes" same "$before" "$(looks)"
check "... for which the password was asked for once" same 1 "$(wc -l < "$world/asked")"
said=$(train)
check "people are told as well" contains "$said" \
  "corrected: 12 by what was set of their tickets, 12 by the team's folder that they were moved to"
check "a mailbox may be named" contains "$(train web --json)" '"corrected":7,"moved":12,'
check "... and mail added" contains "$(train --json office="$(grep -rl gina@ "$box/.Handled")")" '"mails":{"garden":12,"kitchen":12,"office":1}'
check "a path has no say in mail that people corrected" contains "$(train --json office="$box/.Garden")" \
  '"mails":{"garden":12,"kitchen":12,"office":2}'
check "folders say nothing of categories" contains "$(train --axis category --json other="$box/.Web form")" \
  '"mails":{"other":6,"plants":6},"corrected":6,"moved":0,'
check "... and six mails are too few" exits 65 train --axis category
check "... are counted" contains "$(train --axis category 2>&1)" "corrected: 6 by"
check "a mailbox that is none" exits 64 train attic
train -q
cp "$model" "$world/first.model"
sed -i "s/^    folder: Web form/    folder: Nowhere/" "$config"
check "when a mailbox cannot be read" exits 66 train
check "... the model stays as it is" cmp "$world/first.model" "$model"

configure "  models: [$model]"
check "the configuration takes it" "$deskbell" check
arrives '' ines "Tulips" "The tulips wither again. What soil do they like?"
arrives '' jack "오븐" "안녕하세요. 오븐이 차갑습니다. 고장인가요?"
"$deskbell" poll
team_of() { db "SELECT team FROM tickets WHERE number = $(ticket_of "$1")"; }
check "the next mail goes to the team that corrections taught" same garden "$(team_of ines)"
check "... one in Korean, too" same kitchen "$(team_of jack)"
explained=$("$deskbell" explain "$(grep -rl ines@ "$box/.Handled")")
check "... as explain says" contains "$explained" "model says   team garden ("
check "... with the words that spoke for it" contains "$explained" "; by '"
check "... and the ledger" same garden "$(db "SELECT json_extract(detail, '\$.model[0].label') FROM events
  WHERE what = 'contact.claimed' AND ticket = $(ticket_of ines)")"
finish
