#!/bin/bash
# --send starts the sending of what waits, once the message is out, and without keeping the caller.
. "$(dirname "$0")/lib.sh"
printf 'From: a\n\nhello\n' > "$folder/in"
cat > "$folder/deskbell-net" << 'END'
#!/bin/sh
{ ls -l /proc/$$/fd; } > "${0%/*}/descriptors" 2>&1
cut -d' ' -f6 /proc/$$/stat > "${0%/*}/session"
echo "$$ $*" > "${0%/*}/net.new"
mv "${0%/*}/net.new" "${0%/*}/net"
exec sleep 2
END
chmod +x "$folder/deskbell-net"

run() { # OPTION...: through a pipe that ends when nobody holds it any more
  rm -f "$folder/net"
  begin=$(date +%s%N)
  "$deskbell" filter "$@" < "$folder/in" 2>&1 | cat > "$folder/out"
  took=$((($(date +%s%N) - begin) / 1000000))
}

started() { # ARGUMENTS
  within 2 test -e "$folder/net" || return
  read -r pid arguments < "$folder/net"
  same "$1" "$arguments"
}

not_started() {
  sleep 0.2
  [ ! -e "$folder/net" ]
}

only_null() {
  ! grep -e 'pipe:' -e 'socket:' -e 'memfd' -e "$folder/in" "$folder/descriptors"
}

good_core
run --send
check 'an acknowledgement waits: sending starts' started 'send -q'
check '... and holds nothing of the caller' test "$took" -lt 1500
check '... no descriptor' only_null
check '... no session' same "$pid" "$(cat "$folder/session")"
run --send --config "$folder/c.yaml"
check 'it has the same configuration' started "send -q --config $folder/c.yaml"
run --send --no-output
check 'also where the caller delivers by itself' started 'send -q'
run
check 'nobody asked for it' not_started
core "printf 'X-Deskbell-Reply: held\n'"
run --send
check 'nothing waits' not_started
core "printf 'X-Deskbell-Reply: none; reason=list-id\nX-Deskbell-Team: X-Deskbell-Reply: queued\n'"
run --send
check 'another header only looks like it' not_started
core 'echo "X-Deskbell-Reply: queued"; exit 70'
run --send
check 'the decision failed' not_started
good_core
rm -f "$folder/net"
"$deskbell" filter --send < "$folder/in" > /dev/full 2> "$folder/err"
check 'the message did not get out' not_started
rm "$folder/deskbell-net"
run --send
check 'it cannot be started: the message is out' contains "$(cat "$folder/out")" hello
finish
