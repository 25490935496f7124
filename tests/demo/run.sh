#!/bin/bash
# The main job, end to end on this machine: mails arrive by SMTP, deskbell polls them over IMAP with TLS, sorts them, and
# acknowledges them through a server that demands TLS and a login. Nothing leaves the machine.
#
#   tests/demo/run.sh BUILD-FOLDER
here=$(cd "$(dirname "$0")" && pwd)
top_srcdir=$(cd "$here/../.." && pwd)
top_builddir=$(cd "$1" && pwd)
. "$top_srcdir/tests/servers/world.sh"

[ -t 1 ] && bold=$(printf '\033[1m') plain=$(printf '\033[0m') || bold= plain=

headline() {
  printf '\n%s%s%s\n\n' "$bold" "$*" "$plain"
}

missing=$(world_missing)
[ -z "$missing" ] || { echo "the demo needs more: $missing" >&2; exit 69; }
headline "1. A desk opens: Dovecot (IMAP over TLS) and Postfix (STARTTLS and AUTH demanded) on loopback"
world_folder
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

# Headers as they stand, then the decoded text, by the same program that wrote it.
show_reply() { # ADDRESS
  file=$(inbox "$1" | sort | tail -1)
  grep -aE -A1 '^(From|To|Subject|In-Reply-To|Auto-Submitted|Return-Path):' "$file" | grep -aE '^([A-Z][A-Za-z-]*:| )' |
    grep -avE '^(Date|References|MIME-Version|Message-ID|Delivered-To|Received):' | sed 's/^/    /'
  echo
  "$deskbell" triage --json "$file" | jq_text | sed 's/^/    /'
}

# The "text" of one JSON line, without asking for another program.
jq_text() {
  sed -n 's/.*"text":"\(\([^"\\]\|\\.\)*\)".*/\1/p' | sed 's/\\n/\n/g; s/\\"/"/g; s/\\\\/\\/g; s/\\\//\//g'
}

headline "2. Jane's shop is down; she writes, and deskbell polls"
deliver_sample "$here/mails/01-outage.eml" jane.doe@northwind.example
settle
"$deskbell" poll -v
settle

headline "3. Jane answers her acknowledgement, and everybody else writes too"
reply_to=$(inbox jane.doe@northwind.example | head -1)
reply_id=$(sed -n 's/^Message-I[dD]: *//p' "$reply_to" | head -1)
reply_subject=$(sed -n 's/^Subject: *//p' "$reply_to" | head -1)
mail_of from='Jane Doe <jane.doe@northwind.example>' subject="$reply_subject" extra="In-Reply-To: $reply_id
References: <nw-5531@northwind.example> $reply_id" \
  body='One more thing: it only happens with credit cards, bank transfer works.' > "$world/follow-up"
deliver "$world/follow-up" jane.doe@northwind.example
for file in "$here"/mails/*.eml; do
  case $file in *01-outage.eml) continue ;; esac
  deliver_sample "$file" "$(sender_of "$file")"
done
big_mail > "$world/big" && deliver_sample "$world/big" luis@prado-foto.example
settle
"$deskbell" poll -v > "$world/table" 2> "$world/notes"
settle
cat "$world/notes"

headline "4. A second poll finds nothing to do and sends nothing"
before=$(find "$mail" -type f -path '*/new/*' ! -path '*support@*' | wc -l)
"$deskbell" poll -v
settle
after=$(find "$mail" -type f -path '*/new/*' ! -path '*support@*' | wc -l)
echo "acknowledgements in customers' mailboxes: $before before, $after after"

headline "5. What Carla, who was upset, finds in her mailbox"
show_reply carla@rossi-design.example
headline "6. ... and what 홍길동 finds"
show_reply hong@sample.example

headline "7. The desk as deskbell saw it (REPLY: the ticket, or why nobody was answered)"
cat "$world/table"

headline "8. What to try next"
cat <<NEXT
  build/src/deskbell triage ~/Maildir          your own mail: what is urgent, who would be answered (sends nothing)
  build/src/deskbell explain mail.eml          one decision with all its reasons
  build/src/deskbell preview mail.eml          the acknowledgement it would get
  build/src/deskbell init                      a configuration for your mailbox; it starts in shadow and sends nothing
  README.md                                    a working configuration, line by line
NEXT
[ "$before" = "$after" ]
