unit_tests += tests/triage/test-words
tests_triage_test_words_SOURCES = tests/triage/test-words.c
tests_triage_test_words_LDADD = $(core_libs)
