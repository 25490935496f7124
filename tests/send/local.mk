unit_tests += \
	tests/send/test-envelope \
	tests/send/test-sendmail \
	tests/send/test-smtp-faults \
	tests/send/test-smtp-reply

tests_send_test_envelope_SOURCES = tests/send/test-envelope.c
tests_send_test_envelope_LDADD = $(net_libs)

tests_send_test_sendmail_SOURCES = tests/send/test-sendmail.c tests/slow.h
tests_send_test_sendmail_LDADD = $(net_libs)

tests_send_test_smtp_faults_SOURCES = tests/send/test-smtp-faults.c \
	tests/send/fake-smtp.c tests/send/fake-smtp.h
tests_send_test_smtp_faults_LDADD = $(net_libs)

tests_send_test_smtp_reply_SOURCES = tests/send/test-smtp-reply.c
tests_send_test_smtp_reply_LDADD = $(net_libs)

# Against a real Postfix, where there is one.
check_PROGRAMS += tests/send/submit
tests_send_submit_SOURCES = tests/send/submit.c
tests_send_submit_LDADD = $(net_libs)
script_tests += tests/send/e2e-envelope.sh tests/send/e2e-postfix.sh
EXTRA_DIST += tests/send/e2e-envelope.sh tests/send/e2e-postfix.sh tests/servers/postfix.sh
