unit_tests += tests/policy/test-policy tests/policy/test-policy-table
tests_policy_test_policy_SOURCES = tests/policy/test-policy.c tests/policy/mail-of.c tests/policy/mail-of.h
tests_policy_test_policy_LDADD = $(core_libs)
tests_policy_test_policy_table_SOURCES = tests/policy/test-policy-table.c
tests_policy_test_policy_table_LDADD = $(core_libs)

unit_tests += tests/policy/test-authentication
tests_policy_test_authentication_SOURCES = tests/policy/test-authentication.c tests/policy/mail-of.c tests/policy/mail-of.h
tests_policy_test_authentication_LDADD = $(core_libs)

unit_tests += tests/policy/test-weak
tests_policy_test_weak_SOURCES = tests/policy/test-weak.c tests/policy/mail-of.c tests/policy/mail-of.h
tests_policy_test_weak_LDADD = $(core_libs)

unit_tests += tests/policy/test-forms
tests_policy_test_forms_SOURCES = tests/policy/test-forms.c tests/policy/mail-of.c tests/policy/mail-of.h
tests_policy_test_forms_LDADD = $(core_libs)

unit_tests += tests/policy/test-automatic
tests_policy_test_automatic_SOURCES = tests/policy/test-automatic.c tests/policy/away-mails.h tests/policy/mail-of.c \
	tests/policy/mail-of.h
tests_policy_test_automatic_LDADD = $(core_libs)
