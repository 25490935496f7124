unit_tests += tests/triage/test-words
tests_triage_test_words_SOURCES = tests/triage/test-words.c
tests_triage_test_words_LDADD = $(core_libs)

unit_tests += tests/triage/test-language
tests_triage_test_language_SOURCES = tests/triage/test-language.c
tests_triage_test_language_LDADD = $(core_libs)

unit_tests += tests/triage/test-negation
tests_triage_test_negation_SOURCES = tests/triage/test-negation.c
tests_triage_test_negation_LDADD = $(core_libs)
