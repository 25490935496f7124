check_PROGRAMS += tests/watch/intake-server tests/watch/intake-client
tests_watch_intake_server_SOURCES = tests/watch/intake-server.c
tests_watch_intake_server_LDADD = $(core_libs)
tests_watch_intake_client_SOURCES = tests/watch/intake-client.c
tests_watch_intake_client_LDADD = $(CORE_LIBS)
script_tests += tests/watch/intake.sh
EXTRA_DIST += tests/watch/intake.sh
