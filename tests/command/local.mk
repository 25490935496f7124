script_tests += tests/command/by-hand.sh
EXTRA_DIST += tests/command/by-hand.sh
