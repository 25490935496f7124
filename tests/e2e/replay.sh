#!/bin/bash
# A replay of a mailbox says of every mail what the live run decided when it came in.
. "$(dirname "$0")/lib.sh"
desk_opens
write_config '  brakes: {sender: 2/1d, domain: off}' > "$config"
"$deskbell" poll > "$world/out" 2>&1

comes_in() { # ENVELOPE-SENDER NAME=VALUE...
  sender=$1
  shift
  mail_of "$@" > "$world/mail" && deliver "$world/mail" "$sender" && settle && "$deskbell" poll >> "$world/out" 2>&1 && settle
  sleep 1 # a server tells the second of an arrival
}

for n in 1 2 3; do
  comes_in jane@customer.example subject="Question $n" id=jane-$n@customer.example
done
comes_in list@customer.example from='Dana <dana@customer.example>' extra='List-Id: <talk.customer.example>'
comes_in hong@customer.example from='홍길동 <hong@customer.example>' subject='환불 요청' id=hong@customer.example \
  body='주문한 상품의 환불을 부탁드립니다.'
ack=$(inbox hong@customer.example | head -1)
ack_id=$(sed -n 's/^Message-ID: *\(<[^>]*>\).*/\1/Ip' "$ack" | head -1)
for n in 1 2; do
  comes_in hong@customer.example from='홍길동 <hong@customer.example>' subject="답장 $n" \
    extra="In-Reply-To: $ack_id"$'\n'"References: <hong@customer.example> $ack_id"
done
comes_in '' from='MAILER-DAEMON <mailer-daemon@customer.example>' subject='Undelivered Mail'

live=$(db "SELECT verdict || ' ' || ifnull(reason, kind) || ' ' || priority || ' ' || ifnull(ticket, 0) FROM contacts ORDER BY id")
replayed=$("$deskbell" replay --json --ca-file "$ca" "imaps://support%40acme.example@localhost:$imaps_port/INBOX" < "$world/password" |
  perl -MJSON::PP -ne '$m = decode_json($_); next if $m->{summary}; $r = $m->{reply};
    printf "%s %s %s %d\n", $r->{verdict}, $r->{reason} // $r->{kind}, $m->{priority}, $m->{ticket}')
check "eight mails came in" same 8 "$(wc -l <<< "$live")"
check "a replay decides as the live run did, on every one" same "$live" "$replayed"
for reason in brake-sender list-id told-lately bounce; do
  check "... $reason among them" contains "$live" "$reason"
done
check "nothing came of the replay" same 8 "$(db 'SELECT count(*) FROM contacts')"
finish
