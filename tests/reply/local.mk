unit_tests += tests/reply/test-mustache tests/reply/test-facts
tests_reply_test_mustache_SOURCES = tests/reply/test-mustache.c
tests_reply_test_mustache_LDADD = $(core_libs)
tests_reply_test_facts_SOURCES = tests/reply/test-facts.c
tests_reply_test_facts_LDADD = $(core_libs)
