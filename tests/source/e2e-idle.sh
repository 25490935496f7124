#!/bin/sh
# Waiting for mail at a real server, over TLS from the start and over STARTTLS.
. "$(dirname "$0")/imap-lib.sh"
wait_folder=$top_builddir/tests/source/wait-folder
mails=$top_srcdir/tests/mails
log=$work/said
waiter=

end_waiter() {
  [ -z "$waiter" ] || kill -KILL "$waiter" 2> /dev/null
  stop_servers
}
trap end_waiter EXIT

start_server main

wait_in() { # SECONDS URL
  "$wait_folder" "$@" > "$log" 2>&1 &
  waiter=$!
  says ready
}

says() { # PATTERN
  within 10 grep -q "$1" "$log"
}

ended() { # STATUS
  wait "$waiter"
  status=$?
  waiter=
  [ "$status" = "$1" ] || { echo "exit status $status"; cat "$log"; return 1; }
}

# Dovecot itself gathers for half a second or one what belongs together.
pushed() { # PATTERN
  sleep 0.5
  begin=$(date +%s%3N)
  deliver "$work/main/mail/alice@customer.example" "$mails/english-plain.eml"
  says "$1" || return
  took=$(($(date +%s%3N) - begin))
  echo "# pushed after $took ms" >&3
  [ "$took" -lt 2500 ]
}
exec 3>&1

for url in "imaps://alice@customer.example@localhost:$((port + 1))" "imap://alice@customer.example@127.0.0.2:$port"; do
  check "${url%%:*}: it waits" wait_in 4 "$url"
  check "${url%%:*}: new mail is told at once" pushed '^1 new after'
  check "${url%%:*}: a wait with nothing new is over in time" ended 0
done

check "waits, one after the other" wait_in 1 "imaps://alice@customer.example@localhost:$((port + 1))"
check "... end as they should" ended 0

check "it waits" wait_in 60 "imaps://alice@customer.example@localhost:$((port + 1))"
sh "$servers/dovecot.sh" stop "$work/main"
check "a server that goes away ends it" says '^error.*idle'
check "... as not available" ended 69
finish
