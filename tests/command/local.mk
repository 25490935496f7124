script_tests += tests/command/by-hand.sh tests/command/filter.sh tests/command/init.sh tests/command/ledger.sh tests/command/train.sh
EXTRA_DIST += tests/command/by-hand.sh tests/command/filter.sh tests/command/init.sh tests/command/ledger.sh tests/command/train.sh
