unit_tests += tests/net/test-connection
tests_net_test_connection_SOURCES = tests/net/test-connection.c
tests_net_test_connection_LDADD = $(net_libs)
