script_tests += tests/e2e/crash.sh
script_tests += tests/e2e/done.sh
script_tests += tests/e2e/faults.sh
script_tests += tests/e2e/filter.sh
script_tests += tests/e2e/follow-up.sh
script_tests += tests/e2e/output.sh
script_tests += tests/e2e/overlap.sh
script_tests += tests/e2e/poll.sh
script_tests += tests/e2e/send-left.sh
EXTRA_DIST += tests/e2e/lib.sh tests/servers/tls.sh tests/servers/dovecot.sh tests/servers/postfix.sh tests/servers/world.sh
EXTRA_DIST += tests/e2e/crash.sh
EXTRA_DIST += tests/e2e/done.sh
EXTRA_DIST += tests/e2e/faults.sh
EXTRA_DIST += tests/e2e/filter.sh
EXTRA_DIST += tests/e2e/follow-up.sh
EXTRA_DIST += tests/e2e/output.sh
EXTRA_DIST += tests/e2e/overlap.sh
EXTRA_DIST += tests/e2e/poll.sh
EXTRA_DIST += tests/e2e/send-left.sh

# The recipes of examples/, on the programs that they are for.
recipe_tests = tests/e2e/recipes-maildrop.sh tests/e2e/recipes-others.sh tests/e2e/recipes-pigeonhole.sh \
	tests/e2e/recipes-postfix.sh tests/e2e/recipes-procmail.sh tests/e2e/pipe-faults.sh
script_tests += $(recipe_tests)
long_tests += tests/e2e/pipe-faults.sh
long_settings += DESKBELL_PIPE_MAILS=2000
EXTRA_DIST += $(recipe_tests) tests/e2e/pipe-lib.sh

script_tests += tests/e2e/watch-chaos.sh
long_tests += tests/e2e/watch-chaos.sh
long_settings += DESKBELL_CHAOS_SECONDS=300
EXTRA_DIST += tests/e2e/watch-chaos.sh
check_PROGRAMS += tests/servers/proxy
tests_servers_proxy_SOURCES = tests/servers/proxy.c
tests_servers_proxy_LDADD =
script_tests += tests/e2e/tournament.sh
EXTRA_DIST += tests/e2e/tournament.sh
script_tests += tests/e2e/replay.sh
EXTRA_DIST += tests/e2e/replay.sh
script_tests += tests/e2e/learn.sh
EXTRA_DIST += tests/e2e/learn.sh
