ledger_fixture = tests/ledger/fixture.c tests/ledger/fixture.h
unit_tests += \
	tests/ledger/test-changes \
	tests/ledger/test-claim \
	tests/ledger/test-concurrent \
	tests/ledger/test-crash \
	tests/ledger/test-full \
	tests/ledger/test-identity \
	tests/ledger/test-open \
	tests/ledger/test-outbox \
	tests/ledger/test-tickets
tests_ledger_test_changes_SOURCES = tests/ledger/test-changes.c $(ledger_fixture)
tests_ledger_test_changes_LDADD = $(core_libs)
tests_ledger_test_claim_SOURCES = tests/ledger/test-claim.c $(ledger_fixture)
tests_ledger_test_claim_LDADD = $(core_libs)
tests_ledger_test_concurrent_SOURCES = tests/ledger/test-concurrent.c tests/slow.h $(ledger_fixture)
tests_ledger_test_concurrent_LDADD = $(core_libs)
tests_ledger_test_crash_SOURCES = tests/ledger/test-crash.c $(ledger_fixture)
tests_ledger_test_crash_LDADD = $(core_libs)
tests_ledger_test_full_SOURCES = tests/ledger/test-full.c $(ledger_fixture)
tests_ledger_test_full_LDADD = $(core_libs)
tests_ledger_test_open_SOURCES = tests/ledger/test-open.c $(ledger_fixture)
tests_ledger_test_open_LDADD = $(core_libs)
tests_ledger_test_outbox_SOURCES = tests/ledger/test-outbox.c $(ledger_fixture)
tests_ledger_test_outbox_LDADD = $(core_libs)
tests_ledger_test_tickets_SOURCES = tests/ledger/test-tickets.c $(ledger_fixture)
tests_ledger_test_tickets_LDADD = $(core_libs)
tests_ledger_test_identity_SOURCES = tests/ledger/test-identity.c
tests_ledger_test_identity_LDADD = $(core_libs)
