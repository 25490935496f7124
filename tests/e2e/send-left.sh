#!/bin/bash
# Whoever sends also sends what others queue meanwhile and leave to it, for it has the lock. Needs no server.
. "$(dirname "$0")/lib.sh"
desk_folder
needs sqlite3
unset SENDER RECIPIENT ORIGINAL_RECIPIENT ORIG_RECIPIENT FROM
export DESKBELL_SOCKET=none DESKBELL_CONFIG=$world/deskbell.yaml DESKBELL_DATADIR="${DESKBELL_DATADIR:-$top_srcdir}"
cat > "$DESKBELL_CONFIG" << CONFIG
desk:
  addresses: [support@acme.example]
  reply: on
  key-file: $world/key
  ledger: sqlite:$world/ledger.db
send:
  url: sendmail:$world/program
  from: support@acme.example
CONFIG
for n in 1 2; do
  printf 'From: <%s@customer.example>\nTo: support@acme.example\nMessage-ID: <%s@customer.example>\nSubject: Help\n\nHi.\n' $n $n \
    > "$world/$n.eml"
done

# While the first acknowledgement leaves, a second later, a second mail comes in and finds somebody sending.
cat > "$world/program" << PROGRAM
#!/bin/sh
export DESKBELL_CONFIG='$DESKBELL_CONFIG' DESKBELL_DATADIR='$DESKBELL_DATADIR' DESKBELL_SOCKET=none
cat > /dev/null
echo >> "$world/sent"
mkdir "$world/first" 2> /dev/null || exit 0
sleep 1.2
"$deskbell" filter < "$world/2.eml" > /dev/null
"$deskbell" send -v > "$world/loser" 2>&1
exit 0
PROGRAM
chmod +x "$world/program"
"$deskbell" filter < "$world/1.eml" > /dev/null
said=$("$deskbell" send -v 2>&1)
check "the one who came late leaves it to the other" contains "$(cat "$world/loser")" "another run is sending"
check "... who sends both" same 2 "$(wc -l < "$world/sent")"
check "... nothing waits" same 0 "$(sqlite3 "$world/ledger.db" "SELECT count(*) FROM outbox WHERE state != 'sent'")"
check "... and says so" contains "$said" "outbox: 2 sent"

printf '#!/bin/sh\ncat > /dev/null\nexit 75\n' > "$world/program"
sed 's/1@/3@/' "$world/1.eml" | "$deskbell" filter > /dev/null
check "what is to be tried later is not tried at once" contains "$(timeout 10 "$deskbell" send -v 2>&1)" "1 to be tried again"
finish
