unit_tests += tests/policy/test-policy tests/policy/test-policy-table
tests_policy_test_policy_SOURCES = tests/policy/test-policy.c tests/policy/mail-of.c tests/policy/mail-of.h
tests_policy_test_policy_LDADD = $(core_libs)
tests_policy_test_policy_table_SOURCES = tests/policy/test-policy-table.c
tests_policy_test_policy_table_LDADD = $(core_libs)

unit_tests += tests/policy/test-authentication
tests_policy_test_authentication_SOURCES = tests/policy/test-authentication.c tests/policy/mail-of.c tests/policy/mail-of.h
tests_policy_test_authentication_LDADD = $(core_libs)
