#!/bin/bash
# Many mails through the procmail recipe of examples/ while, at random, the filter or its worker is killed, the disk of the
# ledger is full, and the ledger is locked or overwritten. All are delivered, once each, as they came but for our headers;
# and afterwards, with the ledger in order again, a poll acknowledges what the filter could not, and nobody twice.
#
# DESKBELL_PIPE_MAILS=N sends N mails (2000 in check-long), DESKBELL_SEED=S chooses the faults.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/pipe-lib.sh"
needs procmail
user=mail group=mail
# The disk that gets full is a small one of its own.
world_folder
tap_log=$world/check.log
mkdir "$world/state"
if mount -t tmpfs -o size=64m none "$world/state" 2> /dev/null; then
  small_disk=yes
else
  small_disk=
  echo "# a full disk: skipped, no tmpfs can be mounted here"
fi
pipe_opens_in_world
unmount() {
  [ -z "$small_disk" ] || umount -l "$world/state"
}
trap 'unmount; world_stop' EXIT
recipe procmailrc > "$world/procmailrc"
closing=$'\n'
mails=${DESKBELL_PIPE_MAILS:-150}
seed=${DESKBELL_SEED:-$$}
RANDOM=$seed
echo "# seed $seed"
"$deskbell" poll > "$world/out" 2>&1

# Finds a program below a process, without starting another one for it: its number is in $found.
below() { # PID NAME
  local children child name
  read -r -a children 2> /dev/null < "/proc/$1/task/$1/children"
  for child in "${children[@]}"; do
    read -r name 2> /dev/null < "/proc/$child/comm" || continue
    if [ "$name" = "$2" ]; then
      found=$child
      return 0
    fi
    below "$child" "$2" && return 0
  done
  return 1
}

# Kills a program below a procmail, a random while after it is there; nothing when the procmail ends before.
kills() { # NAME PROCMAIL
  until below "$2" "$1"; do
    [ -e "/proc/$2/task/$2/children" ] || return 1
    kill -0 "$2" 2> /dev/null && [ "$((spins += 1))" -lt 20000 ] || return 1
  done 2> /dev/null
  for ((spin = RANDOM % 4000; spin > 0; spin--)); do :; done
  kill -9 "$found" 2> /dev/null
}

# With the disk full the filter fails at once or in the midst of a transaction, as the page cache of SQLite has it.
disk_fills() {
  [ -n "$small_disk" ] && dd if=/dev/zero of="$world/state/fill" bs=64k > /dev/null 2>&1
  return 0
}

mail_number() { # N
  printf 'From: Customer %s <c%s@customer.example>\nTo: support@acme.example\nSubject: Question %s\n' "$1" "$1" "$1"
  printf 'Date: %s\nMessage-ID: <q%s@customer.example>\n' "$now" "$1"
  printf '\nWhere do I find invoice %s?\n\nFrom now on I wait.\n.\nYours, %s\n' "$1" "$1"
}

mkdir "$world/in"
now=$(date -R)
statuses=0
declare -A happened
fault= left=0
for ((n = 1; n <= mails; n++)); do
  # A fault of the ledger or the disk lasts for a few mails.
  if [ $left = 0 ]; then
    [ -z "$fault" ] || pipe_mended
    rm -f "$world/state/fill"
    fault=
    case $((RANDOM % 80)) in
    0) fault=locked left=1 ;;
    1) fault=hang left=1 ;;
    2 | 3) fault=missing left=1 ;;
    4 | 5 | 6) fault=corrupt left=$((1 + RANDOM % 4)) ;;
    7 | 8 | 9) fault=full left=$((1 + RANDOM % 6)) ;;
    *) left=1 ;;
    esac
    case $fault in
    full) disk_fills ;;
    ?*) pipe_fails $fault ;;
    esac
  fi
  left=$((left - 1))
  mail_number $n > "$world/in/$n"
  (cd / && exec setpriv --reuid "$user" --regid "$group" --clear-groups env -i procmail -f "c$n@customer.example" \
    HOME="$home" "$world/procmailrc" < "$world/in/$n") &
  procmail=$!
  what=${fault:-nothing}
  if [ -z "$fault" ] && [ $((RANDOM % 3)) = 0 ]; then
    program=deskbell
    [ $((RANDOM % 5)) -lt 2 ] || program=deskbell-core
    spins=0
    if kills $program $procmail; then what="$program killed"; fi
  fi
  wait $procmail || statuses=$((statuses + 1))
  happened[$what]=$((${happened[$what]:-0} + 1))
done
[ -z "$fault" ] || pipe_mended
rm -f "$world/state/fill"

for what in "${!happened[@]}"; do
  echo "# $what: ${happened[$what]}"
done
check "procmail always ended with 0" same 0 "$statuses"
check "the filter was killed, and its worker, often enough to tell" test \
  "$((${happened[deskbell killed]:-0} * 40))" -ge "$mails" -a "$((${happened[deskbell-core killed]:-0} * 40))" -ge "$mails"

# Every mail of the mailbox without our headers must be one of those that came in, with or without procmail's closing line.
cp -r "$world/in" "$world/closed"
for file in "$world"/closed/*; do
  printf '%s' "$closing" >> "$file"
done
mkdir "$world/stripped"
find "$home/Maildir/" \( -path '*/new/*' -o -path '*/cur/*' \) -type f -exec cp -t "$world/stripped" {} +
sorted=$(grep -rl '^X-Deskbell-Ticket: ' "$world/stripped" | wc -l)
find "$world/stripped" -type f -exec sed -i '1,/^$/{/^X-Deskbell-[A-Za-z]*: /d}' {} +
sums() { # FOLDER
  find "$world/$1" -type f -exec md5sum {} +
}
read -r lost twice wrong < <({ sums in; sums closed; sums stripped; } | awk '
  { n = split($2, path, "/"); folder = path[n - 1]; name = path[n] }
  folder != "stripped" { of[$1] = name; mails[name] }
  folder == "stripped" { if ($1 in of) copies[of[$1]]++; else wrong++ }
  END {
    for (name in mails) { lost += !copies[name]; twice += copies[name] > 1 }
    print lost + 0, twice + 0, wrong + 0
  }')
echo "# $mails mails, $sorted of them with headers, $(db 'SELECT count(*) FROM contacts') in the ledger"
check "all were delivered" same 0 $lost
check "none twice" same 0 $twice
check "every one as it came, but for our headers" same 0 $wrong
check "many went through the filter" test $((sorted * 4)) -gt "$mails"
check "the ledger is whole" same ok "$(db 'PRAGMA integrity_check')"

for ((round = 0; round < 5; round++)); do
  "$deskbell" poll > "$world/out" 2>&1
done
settle
acknowledged=$(find "$mail"/c*@customer.example/new "$mail"/c*@customer.example/cur -type f -printf '%h\n' 2> /dev/null |
  sed 's|/[^/]*$||; s|.*/||' | sort)
check "after a poll everybody is acknowledged" same "$mails" "$(printf '%s\n' "$acknowledged" | uniq | wc -l)"
check "... and nobody twice" same '' "$(printf '%s\n' "$acknowledged" | uniq -d)"
finish
