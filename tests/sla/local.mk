unit_tests += tests/sla/test-deadline tests/sla/test-holidays
tests_sla_test_deadline_SOURCES = tests/sla/test-deadline.c tests/sla/office.c tests/sla/office.h
tests_sla_test_deadline_LDADD = $(core_libs)
tests_sla_test_holidays_SOURCES = tests/sla/test-holidays.c tests/sla/office.c tests/sla/office.h
tests_sla_test_holidays_LDADD = $(core_libs)
