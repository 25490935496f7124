unit_tests += tests/report/test-table
tests_report_test_table_SOURCES = tests/report/test-table.c
tests_report_test_table_LDADD = $(core_libs)
