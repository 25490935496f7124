# Sourced by the end-to-end tests: tests/support/tap.sh on the world of tests/servers/world.sh.
#
#   desk_folder   an empty $world, for tests without servers
#   desk_opens    starts the world, or skips the whole test

. "$(dirname "$0")/../servers/world.sh"
. "$(dirname "$0")/../support/tap.sh"

desk_folder() {
  [ -n "$world" ] || world_folder
  tap_log=$world/check.log
}

desk_opens() {
  missing=$(world_missing)
  [ -z "$missing" ] || skip_all "$missing"
  desk_folder
  world_start || { echo "Bail out! the servers did not start"; exit 1; }
}
