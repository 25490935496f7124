#!/bin/bash
# What is printed, and the exit status, when nothing around is as it should be: odd file names, a full disk behind standard
# output, a closed one. Needs no server.
. "$(dirname "$0")/lib.sh"
desk_folder
unset DESKBELL_CONFIG
export HOME=$world XDG_CONFIG_HOME=$world
cd "$world" || exit 1
mail_of subject='Odd' > a.eml
odd=$(printf 'caf\351\033[31m.eml')
cp a.eml "$odd"
printf '\000\000\000' > nul.eml
: > empty.eml
mkdir folder

for command in "triage a.eml" "triage --json a.eml" "explain a.eml" "explain --json a.eml" "preview a.eml" "preview --raw a.eml" \
  "poll --help"; do
  # shellcheck disable=SC2086
  status=$("$deskbell" $command 2>&1 > /dev/full; echo $?)
  check "$command: a full disk behind standard output" same 74 "$status"
  # shellcheck disable=SC2086
  status=$("$deskbell" $command >&- 2>&-; echo $?)
  check "$command: standard output closed" same 74 "$status"
done

valid_json() { # every line is UTF-8 and ends as an object does
  printf '%s\n' "$1" | iconv -f utf-8 -t utf-8 > /dev/null && [ "$(printf '%s\n' "$1" | grep -cv '^{.*}$')" = 0 ]
}
check "a file name that is not UTF-8: JSON" valid_json "$("$deskbell" triage --json "$odd" 2> /dev/null)"
check "... and where it is missing" valid_json "$("$deskbell" triage --json "x$odd" 2> /dev/null)"
check "... no escape sequence reaches a terminal" test -z "$("$deskbell" triage "x$odd" 2>&1 | grep "$(printf '\033')")"

all=$("$deskbell" triage --json a.eml none.eml empty.eml nul.eml a.eml)
status=$?
check "one that is missing and one that is empty: exit status" test $status != 0
check "... a line for each" same 5 "$(printf '%s\n' "$all" | wc -l)"
check "... an error for two" same 2 "$(printf '%s\n' "$all" | grep -c '"error"')"
check "an empty folder is no error" exits 0 "$deskbell" triage folder
check "nothing to explain in it" exits 66 "$deskbell" explain folder
check "nothing was made" test ! -e "$world/deskbell"

check "a folder instead of a configuration" exits 78 "$deskbell" --config "$world/folder" triage a.eml
check "a configuration that is not there" exits 66 "$deskbell" --config "$world/none" triage a.eml
check "a time that is none" exits 64 "$deskbell" triage --now yesterday a.eml
check "an option without its value" exits 64 "$deskbell" triage a.eml --now
check "nothing at all" exits 64 "$deskbell"
check "nothing but an option with a value" exits 64 "$deskbell" --config x
check "a password in a URL" exits 64 "$deskbell" triage imaps://u:p@localhost/INBOX
finish
