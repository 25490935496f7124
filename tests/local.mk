include tests/base/local.mk
include tests/mail/local.mk
include tests/policy/local.mk
include tests/triage/local.mk
include tests/sla/local.mk
include tests/ledger/local.mk
include tests/reply/local.mk
include tests/net/local.mk
include tests/source/local.mk
include tests/send/local.mk
include tests/report/local.mk
include tests/desk/local.mk
include tests/corpora/local.mk
include tests/command/local.mk
include tests/style/local.mk
include tests/e2e/local.mk
include tests/demo/local.mk
EXTRA_DIST += bootstrap autogen.sh
