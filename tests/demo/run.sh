#!/bin/bash
# The main job, end to end on this machine: mails arrive by SMTP, deskbell polls them over IMAP with TLS, sorts them, and
# acknowledges them through a server that demands TLS and a login. Nothing leaves the machine.
#
#   tests/demo/run.sh BUILD-FOLDER
here=$(cd "$(dirname "$0")" && pwd)
top_srcdir=$(cd "$here/../.." && pwd)
top_builddir=$(cd "$1" && pwd)
. "$top_srcdir/tests/servers/world.sh"

bold= red= yellow= dim= plain= columns=100
if [ -t 1 ]; then
  columns=$(stty size 2> /dev/null < /dev/tty | cut -d ' ' -f 2)
  [ "${columns:-0}" -gt 0 ] || columns=100
  [ -n "${NO_COLOR:-}" ] || { bold=$'\033[1m' red=$'\033[1;31m' yellow=$'\033[33m' dim=$'\033[2m' plain=$'\033[0m'; }
fi

headline() {
  printf '\n%s%s%s\n\n' "$bold" "$*" "$plain"
}

note() {
  printf '%s%s%s\n' "$dim" "$(fold -s -w "$columns" <<< "$*")" "$plain"
}

missing=$(world_missing)
[ -z "$missing" ] || { echo "the demo needs more: $missing" >&2; exit 69; }
headline "1. A desk opens"
world_folder
note "Dovecot (IMAP over TLS) and Postfix (demands STARTTLS and a login) start on 127.0.0.1. All of it lives in $world and is gone afterwards."
echo
world_start || { echo "the servers did not start" >&2; exit 69; }

write_config > "$config"
cat >> "$config" <<CONFIG
sla:
  urgent: {first-response: 1h, resolution: 8h, calendar: always}
  high:   {first-response: 4h, resolution: 2bd, calendar: office}
  normal: {first-response: 1bd, resolution: 5bd, calendar: office}
  low:    {first-response: 2bd, resolution: 10bd, calendar: office}
calendars:
  office:
    timezone: Europe/Berlin
    hours: {mon-thu: ['09:00-12:00', '13:00-17:00'], fri: ['09:00-14:00']}
    holidays: [2026-12-24, 2026-12-25, 2027-01-01]
teams:
  operations: {name: {en: Operations, ko: 운영팀}}
  security:   {name: {en: Security team, ko: 보안팀}}
  billing:    {name: {en: Billing team, ko: 결제팀}}
  logistics:  {name: {en: Delivery team, ko: 배송팀}}
  support:    {name: {en: Customer support, ko: 고객지원팀}}
CONFIG
"$deskbell" check --connect || exit
"$deskbell" poll || exit # first sight: what lies in the mailbox now would be left alone

# Sample mails carry @DATE@ where the date belongs.
deliver_sample() { # FILE FROM
  sed "s/@DATE@/$(date -R)/" "$1" > "$world/sample" && deliver "$world/sample" "$2"
}

sender_of() { # FILE: the address in From, "" for a bounce
  case $1 in
  *bounce*) ;;
  *) LC_ALL=C sed -n 's/^From: .*<\(.*\)>.*/\1/p' "$1" | head -1 ;;
  esac
}

big_mail() {
  cat "$here/mails/16-bug-attachment.head"
  head -c 5242880 /dev/zero | base64
  printf -- '--photo--\n'
}

# The newest mail of a customer, decoded by the same program that wrote it.
show_reply() { # ADDRESS
  file=$(find "$mail/$1/new" -type f -printf '%T@ %p\n' | sort -n | tail -1 | cut -d ' ' -f 2-)
  json=$("$deskbell" triage --json "$file")
  {
    sed -n 's/^From: /From: /p; /^$/q' "$file"
    sed -n 's/.*"to":\[{"name":"\([^"]*\)","address":"\([^"]*\)"}.*/To: \1 <\2>/p' <<< "$json"
    printf 'Subject: %s\n' "$(field subject <<< "$json")"
    sed -n 's/^\(In-Reply-To\|Auto-Submitted\): /\1: /p; /^$/q' "$file"
    echo
    field text <<< "$json"
  } | sed 's/^\(.\)/    \1/'
}

# A string of a line of JSON, without asking for another program.
field() { # NAME
  sed -n 's/.*[{,]"'"$1"'":"\(\([^"\]\|\\.\)*\)".*/\1/p' | sed 's/\\n/\n/g; s/\\"/"/g; s/\\\\/\\/g; s/\\\//\//g'
}

headline "2. Jane's shop is down. She writes; deskbell polls"
deliver_sample "$here/mails/01-outage.eml" jane.doe@northwind.example
settle
COLUMNS=$columns "$deskbell" poll -v
settle

headline "3. Jane answers her acknowledgement, and everybody else writes too"
reply_to=$(inbox jane.doe@northwind.example | head -1)
reply_id=$(sed -n 's/^Message-I[dD]: *//p' "$reply_to" | head -1)
reply_subject=$(sed -n 's/^Subject: *//p' "$reply_to" | head -1)
mail_of from='Jane Doe <jane.doe@northwind.example>' subject="$reply_subject" extra="In-Reply-To: $reply_id
References: <nw-5531@northwind.example> $reply_id" \
  body='One more thing: it only happens with credit cards, bank transfer works.' > "$world/follow-up"
deliver "$world/follow-up" jane.doe@northwind.example
an_hour_passes # a person does not answer within the same second
for file in "$here"/mails/*.eml; do
  case $file in *01-outage.eml) continue ;; esac
  deliver_sample "$file" "$(sender_of "$file")"
done
big_mail > "$world/big" && deliver_sample "$world/big" luis@prado-foto.example
settle
COLUMNS=$columns "$deskbell" poll -v > "$world/table" 2> "$world/notes"
settle
cat "$world/notes"

acknowledgements() {
  find "$mail" -type f -path '*/new/*' ! -path '*/support@*' | wc -l
}

headline "4. A second poll finds nothing new and sends nothing"
before=$(acknowledgements)
"$deskbell" poll -v
settle
after=$(acknowledgements)
echo "acknowledgements in customers' mailboxes: $before before, $after after"

headline "5. What Carla, who was upset, finds in her mailbox"
show_reply carla@rossi-design.example
headline "6. What 홍길동, who was charged twice, finds in his"
show_reply hong@sample.example

headline "7. All that came, as deskbell saw it"
sed "s/^urgent/${red}urgent${plain}/; s/^high/${yellow}high${plain}/" "$world/table"
echo
note "REPLY is the ticket of the acknowledgement, or why nobody was answered. ANSWER BY is in office hours (Mon-Thu 9-12 and 13-17, Fri 9-14, Berlin); urgent mail is answered around the clock."

headline "8. What to try next"
cat <<NEXT
  build/src/deskbell triage ~/Maildir    your own mail, sorted; sends nothing
  build/src/deskbell explain mail.eml    one decision, with all its reasons
  build/src/deskbell preview mail.eml    the acknowledgement it would get
  build/src/deskbell init                a configuration for your mailbox
  less README.md                         how to go on from there
NEXT
[ "$before" = "$after" ]
