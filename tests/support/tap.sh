# Sourced by the tests that are shell scripts: TAP, and the comparisons that they make. $tap_log is a file of the test's own.
#
#   needs PROGRAM...         skips the whole test where one of them is not installed
#   skip_all WHY             skips it
#   check NAME COMMAND...    one test: the command succeeds; its output is shown when it does not
#   same EXPECTED GOT, contains TEXT NEEDLE, exits STATUS COMMAND...   commands that say what is wrong
#   within SECONDS COMMAND...  one more: it becomes true in time; what $log says is shown when it does not
#   finish                   the plan; comes last

PATH=$PATH:/usr/sbin:/sbin
tests_run=0
tests_failed=0

skip_all() {
  echo "1..0 # SKIP $*"
  exit 0
}

needs() {
  for program; do
    command -v "$program" > /dev/null || skip_all "$program is not installed"
  done
}

check() {
  tap_name=$1
  shift
  tests_run=$((tests_run + 1))
  if "$@" > "$tap_log" 2>&1; then
    echo "ok $tests_run - $tap_name"
  else
    echo "not ok $tests_run - $tap_name"
    tests_failed=$((tests_failed + 1))
    sed 's/^/# /' "$tap_log"
  fi
}

same() {
  [ "$1" = "$2" ] || { printf 'expected: %s\ngot:      %s\n' "$1" "$2"; return 1; }
}

contains() {
  case $1 in
  *"$2"*) ;;
  *) printf 'not in it: %s\n---\n%s\n' "$2" "$1"; return 1 ;;
  esac
}

exits() {
  wanted=$1
  shift
  "$@"
  status=$?
  [ $status = "$wanted" ] || { echo "exit status $status instead of $wanted"; return 1; }
}

within() {
  tap_tries=$(($1 * 20))
  shift
  until "$@" > /dev/null 2>&1; do
    tap_tries=$((tap_tries - 1))
    [ $tap_tries -gt 0 ] || { echo "never: $*"; [ ! -f "${log:-}" ] || tail -20 "$log"; return 1; }
    sleep 0.05
  done
}

finish() {
  echo "1..$tests_run"
  [ "$tests_failed" = 0 ]
}
