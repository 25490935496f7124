script_tests += tests/style/headers.sh
EXTRA_DIST += tests/style/headers.sh tests/support/tap.sh
