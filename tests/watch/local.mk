unit_tests += tests/watch/test-breaker-news tests/watch/test-sender tests/watch/test-supervisor
tests_watch_test_breaker_news_SOURCES = tests/watch/test-breaker-news.c
tests_watch_test_breaker_news_LDADD = $(net_libs)
tests_watch_test_sender_SOURCES = tests/watch/test-sender.c tests/slow.h
tests_watch_test_sender_LDADD = $(net_libs)
tests_watch_test_supervisor_SOURCES = tests/watch/test-supervisor.c tests/slow.h
tests_watch_test_supervisor_LDADD = $(net_libs)

check_PROGRAMS += tests/watch/intake-client tests/watch/intake-server tests/watch/mailbox-runner
tests_watch_intake_client_SOURCES = tests/watch/intake-client.c
tests_watch_intake_client_LDADD = $(CORE_LIBS)
tests_watch_intake_server_SOURCES = tests/watch/intake-server.c
tests_watch_intake_server_LDADD = $(core_libs)
tests_watch_mailbox_runner_SOURCES = tests/watch/mailbox-runner.c
tests_watch_mailbox_runner_LDADD = $(net_libs)

watch_scripts = tests/watch/intake.sh tests/watch/mailbox.sh tests/watch/watch.sh
script_tests += $(watch_scripts)
EXTRA_DIST += $(watch_scripts)
