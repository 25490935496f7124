#!/bin/bash
# What becomes of mail that was dealt with, where it is moved or marked as read instead of getting a keyword.
. "$(dirname "$0")/lib.sh"
desk_opens
log=$world/watch.log
box=$mail/support@acme.example
watcher=
trap '[ -z "$watcher" ] || kill -9 $watcher 2> /dev/null; wait 2> /dev/null; world_stop' EXIT

configure() { # DONE [BACKLOG]: a desk of its own, with a new ledger
  rm -rf "$world/state" "$box"/new/* "$box"/cur/* "$box"/.*/new/* "$box"/.*/cur/*
  write_config | sed "s|^send:|    done: $1\n    backlog: ${2:-skip}\n&|" > "$config"
  echo "watch: {socket: $world/socket, poll: 1m}" >> "$config"
}

arrives() { # NAME
  into_maildir "$1" from="$1 <$1@customer.example>" subject="A question of $1" id="$1@customer.example"
}

poll() {
  "$deskbell" poll "$@" && settle
}

in_folder() { # FOLDER: its mails, "" for the mailbox itself
  find "$box${1:+/.$1}/new" "$box${1:+/.$1}/cur" -type f 2> /dev/null | wc -l
}

read_mails() {
  find "$box/cur" -type f -name '*:2,*S*' | wc -l
}

has() { # NAME NUMBER
  [ "$(inbox_count "$1@customer.example")" = "$2" ]
}

configure 'move:Done mail'
check "a missing folder for done mail is told before it matters" contains "$("$deskbell" check --connect)" \
  "the folder for done mail is not there"
poll
arrives anna
into_maildir list from='Dana <dana@customer.example>' extra='List-Id: <talk.customer.example>'
check "a poll with a folder to make is silent" same "" "$(poll 2>&1)"
check "the mail is acknowledged" has anna 1
check "... moved, and the one that is not answered as well" same "0 2" "$(in_folder) $(in_folder 'Done mail')"
check "the folder is there now" test -z "$("$deskbell" check --connect | grep 'not there')"
check "a second poll answers nothing" poll
check "... twice" has anna 1

moved=$(find "$box/.Done mail" -type f -exec grep -l 'From: anna' {} + | head -1)
mv "$moved" "$box/new/back.$(basename "$moved" | sed 's/:.*//')"
check "mail that a person moves back raises no alarm" same "" "$(poll 2>&1)"
check "... is not answered again" has anna 1
check "... and is moved again" same "0 2" "$(in_folder) $(in_folder 'Done mail')"

rm -rf "$world/state"
arrives bert
poll
arrives carl
poll
check "after the ledger is lost nothing moved is answered again" has anna 1
check "... what lay there is backlog" has bert 0
check "... and new mail is answered" has carl 1

arrives dora
sed 's/  reply: on/  reply: shadow/' "$config" > "$world/shadow.yaml"
DESKBELL_CONFIG=$world/shadow.yaml "$deskbell" poll > /dev/null 2>&1
check "in shadow mail stays where it is" test "$(in_folder)" -ge 1

configure 'move:no/such\x01folder'
check "a folder that cannot be is refused" exits 78 "$deskbell" check

configure 'move:Watched'
"$deskbell" watch -v >> "$log" 2>&1 &
watcher=$!
within 20 grep -q 'connected\|waiting\|new 0' "$log" > /dev/null
sleep 1
arrives emil
check "a watch answers" within 20 has emil 1
check "... and moves" within 10 test "$(in_folder Watched)" = 1
kill $watcher
wait $watcher 2> /dev/null
watcher=
poll
check "... once" has emil 1

configure seen
poll
arrives fred
poll
check "mail is acknowledged where done mail is marked as read" has fred 1
check "... marked as read, and stays" same "1 1" "$(in_folder) $(read_mails)"
arrives gina
file=$(grep -l gina@customer.example "$box"/new/*)
mv "$file" "$box/cur/$(basename "$file"):2,S"
poll
check "new mail that a person read first is answered all the same" has gina 1
poll
check "... once" has gina 1

configure seen answer
arrives hans
arrives iris
file=$(grep -l hans@customer.example "$box"/new/*)
mv "$file" "$box/cur/$(basename "$file"):2,S"
poll
check "of the backlog what is read counts as done" has hans 0
check "... and what is unread is answered" has iris 1
rm -rf "$world/state"
poll
check "after the ledger is lost nothing read is answered again" has iris 1
finish
