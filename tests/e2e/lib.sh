# Sourced by the end-to-end tests: TAP on top of the world of tests/servers/world.sh.
#
#   desk_opens               starts the world, or skips the whole test
#   check "what" COMMAND...  one test; its output is shown when it fails
#   same EXPECTED GOT, contains TEXT NEEDLE, exits STATUS COMMAND...

. "$(dirname "$0")/../servers/world.sh"
tests_run=0
tests_failed=0

check() { # NAME COMMAND...
  name=$1
  shift
  tests_run=$((tests_run + 1))
  if "$@" > "$world/check.out" 2>&1; then
    echo "ok $tests_run - $name"
  else
    echo "not ok $tests_run - $name"
    tests_failed=$((tests_failed + 1))
    sed 's/^/# /' "$world/check.out"
  fi
}

same() { # EXPECTED GOT
  [ "$1" = "$2" ] || { printf 'expected: %s\ngot:      %s\n' "$1" "$2"; return 1; }
}

contains() { # TEXT NEEDLE
  case $1 in
  *"$2"*) ;;
  *) printf 'not in it: %s\n---\n%s\n' "$2" "$1"; return 1 ;;
  esac
}

exits() { # STATUS COMMAND...
  wanted=$1
  shift
  "$@"
  got=$?
  [ $got = "$wanted" ] || { echo "exit status $got instead of $wanted"; return 1; }
}

skip_all() {
  echo "1..0 # SKIP $*"
  exit 0
}

finish() {
  echo "1..$tests_run"
  [ "$tests_failed" = 0 ]
}

desk_opens() {
  missing=$(world_missing)
  [ -z "$missing" ] || skip_all "$missing"
  world_folder
  world_start || { echo "Bail out! the servers did not start"; exit 1; }
}
