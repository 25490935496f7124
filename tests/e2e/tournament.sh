#!/bin/bash
# The desk against machines that answer mail: another desk, vacation(1), Pigeonhole's vacation, mailbot, a procmail recipe
# without any protection against loops, and a robot that calls itself something else each time. Each opponent is the real
# program. It writes to the desk first, as a customer would; then both have their turns until nobody says anything more.
. "$(dirname "$0")/lib.sh"
needs vacation mailbot procmail formail sievec
[ -e /usr/lib/dovecot/modules/lib90_sieve_plugin.so ] || skip_all "dovecot-sieve is not installed"
rounds=30

world_folder
tap_log=$world/check.log
mkdir "$world/sieve" "$world/opponents"
chmod 755 "$world/sieve" "$world/opponents"

# How every opponent's mail leaves.
printf '#!/bin/sh\nMAIL_CONFIG=%s exec /usr/sbin/sendmail "$@"\n' "$world/postfix/etc" > "$world/sendmail"
chmod 755 "$world/sendmail"
export MAIL_CONFIG="$world/postfix/etc"

cat > "$world/sieve.conf" <<CONF
sendmail_path = $world/sendmail
plugin {
  sieve = file:$world/sieve/%Lu.sieve
  sieve_extensions = +vacation-seconds
  sieve_vacation_min_period = 0
}
protocol lmtp {
  mail_plugins = \$mail_plugins sieve
}
CONF
cat > "$world/sieve/carol@pigeonhole.example.sieve" <<'SIEVE'
require ["vacation", "vacation-seconds"];
vacation :seconds 0 :subject "Away until Monday" "I am away from my desk until Monday and read no mail.";
SIEVE
chmod 777 "$world/sieve"
export EXTRA=$world/sieve.conf
desk_opens
write_config '  brakes: {sender: 5/1d, domain: off, similar: 3/1h, desk: 200/1h}' > "$config"

# The other desk.
other=$world/other.yaml
sed -e "s/Acme Support/Beta Help/g" -e "s/support@acme.example/help@beta.example/g" -e "s/tag: ACME/tag: BETA/" \
  -e "s|$world/state|$world/other|g" "$config" > "$other"

# Each answers the mail on its standard input; the envelope sender is its argument.
vacation_answers() {
  { printf 'From %s Sun Nov 22 09:00:00 2026\n' "${1:-MAILER-DAEMON}"; cat "$2"; } |
    vacation -f "$world/opponents/vacation.db" -m "$world/opponents/vacation.msg" -r 0 -a bob root
}

mailbot_answers() {
  mailbot -t "$world/opponents/mailbot.txt" -s 'Away until Monday' -A 'From: Dan <dan@mailbot.example>' \
    "$world/sendmail" -t -f '' < "$2"
}

formail_answers() {
  procmail -f "${1:-MAILER-DAEMON}" "$world/opponents/procmailrc" < "$2"
}

robot_answers() {
  robot=$((robot + 1))
  mail_of from="Robot $robot <robot-$robot@r$robot.example>" subject="Order $robot could not be found" \
    body="We have looked for the order number $robot that you wrote about and could not find it. Please tell us the number of your order once more, so that we can look for it again." > "$world/robot"
  deliver "$world/robot" "robot-$robot@r$robot.example"
}

# The message of the manual; vacation itself adds no mark.
cat > "$world/opponents/vacation.msg" <<'MESSAGE'
From: Bob <bob@vacation.example>
Subject: I am on vacation
Delivered-By-The-Graces-Of: The Vacation program
Precedence: bulk

I am on vacation until July 22. If you have something urgent, please contact Keith <keith@vacation.example>.
MESSAGE
vacation -i -r 0 -f "$world/opponents/vacation.db" root < /dev/null
printf 'I am away until Monday.\n' > "$world/opponents/mailbot.txt"
cat > "$world/opponents/procmailrc" <<RC
SHELL=/bin/sh
PATH=$PATH
DEFAULT=/dev/null
LOGFILE=$world/opponents/procmail.log
:0
| (formail -rt -I 'From: Eve <eve@formail.example>'; echo 'Thank you for your mail. I will read it when I am back on Monday.') | $world/sendmail -oi -t -f eve@formail.example
RC
robot=0

# A mail on its way from one of Postfix's folders to the next may be seen in neither.
calm() {
  settle && sleep 0.3 && settle
}

# What lies unread in the mailboxes of ADDRESS (a glob) is answered by its program.
answer_new() { # NAME ADDRESS
  for mail_file in "$mail"/$2/new/*; do
    [ -f "$mail_file" ] || continue
    sender=$(sed -n '1,/^\r*$/s/^Return-Path: <\(.*\)>.*/\1/p' "$mail_file" | head -1)
    "$1_answers" "$sender" "$mail_file" >> "$world/opponents/$1.log" 2>&1
    mv "$mail_file" "${mail_file%/new/*}/cur/"
  done
}

turn_of() { # NAME ADDRESS
  case $1 in
  deskbell) DESKBELL_CONFIG=$other "$deskbell" poll ;;
  pigeonhole) ;; # answers while mail is delivered
  *) answer_new "$1" "$2" ;;
  esac
}

all_mail() {
  find "$mail" -path '*/new/*' -o -path '*/cur/*' -type f | wc -l
}

# Rounds until one passes in which no mail came; $played is how many there were.
play() { # NAME ADDRESS
  played=0
  while [ $played -lt $rounds ]; do
    lay_there=$(all_mail)
    played=$((played + 1))
    "$deskbell" poll >> "$world/poll.log" 2>&1
    calm
    turn_of "$1" "$2" >> "$world/opponents/$1.log" 2>&1
    calm
    [ "$(all_mail)" != "$lay_there" ] || return
  done
}

sent_to() { # PATTERN OF SQL
  db "SELECT count(*) FROM outbox WHERE recipient LIKE '$1'"
}

# Of each another text: alike ones are the robot's matter.
words_for() { # ADDRESS
  case $1 in
  bob@*) echo 'The invoice of last month has the old address of our company on it. Can you send a corrected one?' ;;
  carol@*) echo 'Since the update yesterday the export button is grey. Which permission does my account need for it?' ;;
  dan@*) echo 'We would like to add four more people to our team, and pay by the year. What would that cost us?' ;;
  eve@*) echo 'My parcel was left with a neighbour who has moved away. Where can it be picked up, and until when?' ;;
  help@*) echo 'One of our customers sees a white page after logging in with Firefox. Is there anything known about this?' ;;
  *) echo 'How do I change the language of the manual?' ;;
  esac
}

writes() { # ADDRESS SUBJECT [TO]
  mail_of from="A Customer <$1>" subject="$2" to="${3:-support@acme.example}" body="$(words_for "$1")" > "$world/first"
  deliver "$world/first" "$1" "${3:-support@acme.example}" && calm
}

"$deskbell" poll > "$world/poll.log" 2>&1
DESKBELL_CONFIG=$other "$deskbell" poll >> "$world/poll.log" 2>&1

# NAME, ADDRESS: a machine that is what it should be answers a person, or it would be no opponent.
opponents='vacation bob@vacation.example
pigeonhole carol@pigeonhole.example
mailbot dan@mailbot.example
formail eve@formail.example
deskbell help@beta.example'
while read -r name address; do
  writes "person-$name@people.example" "A person asks $name" "$address"
  turn_of "$name" "$address" >> "$world/opponents/$name.log" 2>&1
  calm
  check "$name answers a person" same 1 "$(inbox_count "person-$name@people.example")"
done <<< "$opponents"

# The recipe without any protection answers as a person would who replies to the acknowledgement, without a mark and in the
# thread; but at once.
while read -r name address; do
  writes "$address" "Invoices by $name"
  play "$name" "$address"
  check "$name: the desk acknowledges what seems a customer's mail, once, and nothing after it" same 1 \
    "$(db "SELECT count(*) FROM outbox WHERE recipient = '$address' AND kind = 'new'")"
  check "$name: ... all that the opponent's mailbox has of the desk" same 1 \
    "$(inbox "$address" | xargs -r grep -l '^X-Deskbell-Loop' | xargs -r grep -l '^From: Acme Support' | wc -l)"
  check "$name: ... and it ends by itself" test "$played" -lt 6
done <<< "$opponents"

# An agent writes by hand to a customer who is away: what comes back is no request.
for opponent in 'vacation bob@vacation.example' 'pigeonhole carol@pigeonhole.example' 'mailbot dan@mailbot.example'; do
  read -r name address <<< "$opponent"
  before=$(sent_to '%')
  writes support@acme.example "A word to $name" "$address"
  play "$name" "$address"
  check "$name: an absence notice to an agent's own mail is not acknowledged" same "$before" "$(sent_to '%')"
done

before=$(sent_to '%')
robot_answers
calm
play robot '*@r*.example'
check "robot: the desk answers no more than brakes.similar allows" same $((before + 3)) "$(sent_to '%')"
check "robot: ... it wrote under as many names" same 4 "$robot"
check "robot: ... the brake for similar mail held the next" same brake-similar \
  "$(db "SELECT reason FROM contacts WHERE verdict = 'held'")"
check "robot: ... and it ends by itself" test "$played" -lt $rounds
check "nothing is left to send" same 0 "$(db "SELECT count(*) FROM outbox WHERE state != 'sent'")"
finish
