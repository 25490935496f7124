unit_tests += tests/reply/test-mustache tests/reply/test-facts
tests_reply_test_mustache_SOURCES = tests/reply/test-mustache.c
tests_reply_test_mustache_LDADD = $(core_libs)
tests_reply_test_facts_SOURCES = tests/reply/test-facts.c
tests_reply_test_facts_LDADD = $(core_libs)

unit_tests += tests/reply/test-greeting tests/reply/test-particles
tests_reply_test_greeting_SOURCES = tests/reply/test-greeting.c
tests_reply_test_greeting_LDADD = $(net_libs)
tests_reply_test_particles_SOURCES = tests/reply/test-particles.c
tests_reply_test_particles_LDADD = $(net_libs)

unit_tests += tests/reply/test-greeting-names
tests_reply_test_greeting_names_SOURCES = tests/reply/test-greeting-names.c
tests_reply_test_greeting_names_LDADD = $(net_libs)

unit_tests += tests/reply/test-dates tests/reply/test-markdown
tests_reply_test_dates_SOURCES = tests/reply/test-dates.c
tests_reply_test_dates_LDADD = $(net_libs)
tests_reply_test_markdown_SOURCES = tests/reply/test-markdown.c
tests_reply_test_markdown_LDADD = $(net_libs)

unit_tests += tests/reply/test-templates
tests_reply_test_templates_SOURCES = tests/reply/test-templates.c tests/reply/fixture.c tests/reply/fixture.h
tests_reply_test_templates_LDADD = $(net_libs)

unit_tests += tests/reply/test-compose tests/reply/test-clean
tests_reply_test_compose_SOURCES = tests/reply/test-compose.c tests/reply/fixture.c tests/reply/fixture.h
tests_reply_test_compose_LDADD = $(net_libs)
tests_reply_test_clean_SOURCES = tests/reply/test-clean.c
tests_reply_test_clean_LDADD = $(net_libs)

unit_tests += tests/reply/test-header
tests_reply_test_header_SOURCES = tests/reply/test-header.c
tests_reply_test_header_LDADD = $(net_libs)
