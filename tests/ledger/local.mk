ledger_fixture = tests/ledger/fixture.c tests/ledger/fixture.h
unit_tests += \
	tests/ledger/test-bounces \
	tests/ledger/test-brakes \
	tests/ledger/test-changes \
	tests/ledger/test-claim \
	tests/ledger/test-concurrent \
	tests/ledger/test-crash \
	tests/ledger/test-follow-ups \
	tests/ledger/test-full \
	tests/ledger/test-identity \
	tests/ledger/test-migration \
	tests/ledger/test-open \
	tests/ledger/test-outbox \
	tests/ledger/test-queue \
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
tests_ledger_test_queue_SOURCES = tests/ledger/test-queue.c $(ledger_fixture)
tests_ledger_test_queue_LDADD = $(core_libs)
tests_ledger_test_tickets_SOURCES = tests/ledger/test-tickets.c $(ledger_fixture)
tests_ledger_test_tickets_LDADD = $(core_libs)
tests_ledger_test_identity_SOURCES = tests/ledger/test-identity.c
tests_ledger_test_identity_LDADD = $(core_libs)
tests_ledger_test_bounces_SOURCES = tests/ledger/test-bounces.c $(ledger_fixture)
tests_ledger_test_bounces_LDADD = $(core_libs)
tests_ledger_test_brakes_SOURCES = tests/ledger/test-brakes.c $(ledger_fixture)
tests_ledger_test_brakes_LDADD = $(core_libs)
tests_ledger_test_follow_ups_SOURCES = tests/ledger/test-follow-ups.c $(ledger_fixture)
tests_ledger_test_follow_ups_LDADD = $(core_libs)
tests_ledger_test_migration_SOURCES = tests/ledger/test-migration.c $(ledger_fixture)
tests_ledger_test_migration_LDADD = $(core_libs)
EXTRA_DIST += tests/ledger/version-1.sql
unit_tests += tests/ledger/test-corrections
tests_ledger_test_corrections_SOURCES = tests/ledger/test-corrections.c $(ledger_fixture)
tests_ledger_test_corrections_LDADD = $(core_libs)
