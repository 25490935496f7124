unit_tests += tests/desk/test-decide tests/desk/test-retry tests/desk/test-threads
tests_desk_test_decide_SOURCES = tests/desk/test-decide.c
tests_desk_test_decide_LDADD = $(core_libs)
tests_desk_test_retry_SOURCES = tests/desk/test-retry.c
tests_desk_test_retry_LDADD = $(net_libs)
tests_desk_test_threads_SOURCES = tests/desk/test-threads.c
tests_desk_test_threads_LDADD = $(core_libs)
