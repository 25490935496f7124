script_tests += tests/e2e/crash.sh tests/e2e/faults.sh tests/e2e/filter.sh tests/e2e/poll.sh tests/e2e/output.sh
EXTRA_DIST += tests/e2e/lib.sh tests/e2e/crash.sh tests/e2e/faults.sh tests/e2e/filter.sh tests/e2e/poll.sh tests/e2e/output.sh tests/servers/tls.sh tests/servers/dovecot.sh tests/servers/postfix.sh tests/servers/world.sh
