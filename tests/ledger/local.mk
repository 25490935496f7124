unit_tests += tests/ledger/test-identity
tests_ledger_test_identity_SOURCES = tests/ledger/test-identity.c
tests_ledger_test_identity_LDADD = $(core_libs)
