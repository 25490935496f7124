unit_tests += tests/triage/test-words
tests_triage_test_words_SOURCES = tests/triage/test-words.c tests/slow.h
tests_triage_test_words_LDADD = $(core_libs)

unit_tests += tests/triage/test-language
tests_triage_test_language_SOURCES = tests/triage/test-language.c
tests_triage_test_language_LDADD = $(core_libs)

unit_tests += tests/triage/test-language-mails
tests_triage_test_language_mails_SOURCES = tests/triage/test-language-mails.c
tests_triage_test_language_mails_LDADD = $(core_libs)

unit_tests += tests/triage/test-negation
tests_triage_test_negation_SOURCES = tests/triage/test-negation.c
tests_triage_test_negation_LDADD = $(core_libs)

unit_tests += tests/triage/test-filters
tests_triage_test_filters_SOURCES = tests/triage/test-filters.c tests/triage/mails.h
tests_triage_test_filters_LDADD = $(core_libs)

unit_tests += tests/triage/test-shipped-rules
tests_triage_test_shipped_rules_SOURCES = tests/triage/test-shipped-rules.c tests/triage/shipped.h \
	tests/triage/mails.h
tests_triage_test_shipped_rules_LDADD = $(core_libs)

unit_tests += tests/triage/test-everyday-mail
tests_triage_test_everyday_mail_SOURCES = tests/triage/test-everyday-mail.c tests/triage/shipped.h \
	tests/triage/mails.h
tests_triage_test_everyday_mail_LDADD = $(core_libs)

unit_tests += tests/triage/test-literal
tests_triage_test_literal_SOURCES = tests/triage/test-literal.c
tests_triage_test_literal_LDADD = $(core_libs)

unit_tests += tests/triage/test-cache
tests_triage_test_cache_SOURCES = tests/triage/test-cache.c
tests_triage_test_cache_LDADD = $(core_libs)

unit_tests += tests/triage/test-gist
tests_triage_test_gist_SOURCES = tests/triage/test-gist.c tests/slow.h
tests_triage_test_gist_LDADD = $(core_libs)
unit_tests += tests/triage/test-signals
tests_triage_test_signals_SOURCES = tests/triage/test-signals.c tests/triage/signal-cases.h tests/triage/shipped.h \
	tests/triage/mails.h
tests_triage_test_signals_LDADD = $(core_libs)

unit_tests += tests/triage/test-quiet-mail
tests_triage_test_quiet_mail_SOURCES = tests/triage/test-quiet-mail.c tests/triage/signal-cases.h \
	tests/triage/shipped.h tests/triage/mails.h
tests_triage_test_quiet_mail_LDADD = $(core_libs)

unit_tests += tests/triage/test-fairness
tests_triage_test_fairness_SOURCES = tests/triage/test-fairness.c tests/triage/shipped.h tests/triage/mails.h
tests_triage_test_fairness_LDADD = $(core_libs)

unit_tests += tests/triage/test-signals-cjk
tests_triage_test_signals_cjk_SOURCES = tests/triage/test-signals-cjk.c
tests_triage_test_signals_cjk_LDADD = $(core_libs)

unit_tests += tests/triage/test-everyday-cjk
tests_triage_test_everyday_cjk_SOURCES = tests/triage/test-everyday-cjk.c tests/triage/shipped.h \
	tests/triage/mails.h
tests_triage_test_everyday_cjk_LDADD = $(core_libs)

unit_tests += tests/triage/test-signal-files
tests_triage_test_signal_files_SOURCES = tests/triage/test-signal-files.c tests/triage/mails.h
tests_triage_test_signal_files_LDADD = $(core_libs)

unit_tests += tests/triage/test-tone
tests_triage_test_tone_SOURCES = tests/triage/test-tone.c
tests_triage_test_tone_LDADD = $(core_libs)
unit_tests += tests/triage/test-stated
tests_triage_test_stated_SOURCES = tests/triage/test-stated.c tests/triage/stated-cases.h tests/slow.h
tests_triage_test_stated_LDADD = $(core_libs)

unit_tests += tests/triage/test-stated-everyday
tests_triage_test_stated_everyday_SOURCES = tests/triage/test-stated-everyday.c tests/triage/stated-cases.h
tests_triage_test_stated_everyday_LDADD = $(core_libs)

unit_tests += tests/triage/test-details
tests_triage_test_details_SOURCES = tests/triage/test-details.c tests/slow.h
tests_triage_test_details_LDADD = $(core_libs)

unit_tests += tests/triage/test-needs
tests_triage_test_needs_SOURCES = tests/triage/test-needs.c tests/triage/shipped.h tests/triage/mails.h
tests_triage_test_needs_LDADD = $(core_libs)
unit_tests += tests/triage/test-not-meant
tests_triage_test_not_meant_SOURCES = tests/triage/test-not-meant.c tests/triage/signal-cases.h \
	tests/triage/shipped.h tests/triage/mails.h
tests_triage_test_not_meant_LDADD = $(core_libs)
