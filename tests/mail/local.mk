mail_unit_tests = \
	tests/mail/test-address \
	tests/mail/test-bounce \
	tests/mail/test-charset \
	tests/mail/test-forms \
	tests/mail/test-headers \
	tests/mail/test-hostile \
	tests/mail/test-html \
	tests/mail/test-key \
	tests/mail/test-mail \
	tests/mail/test-parts \
	tests/mail/test-report \
	tests/mail/test-request \
	tests/mail/test-request-html \
	tests/mail/test-request-quotes \
	tests/mail/test-request-signature \
	tests/mail/test-request-words \
	tests/mail/test-text

unit_tests += $(mail_unit_tests)
tests_mail_test_address_SOURCES = tests/mail/test-address.c
tests_mail_test_address_LDADD = $(core_libs)
tests_mail_test_bounce_SOURCES = tests/mail/test-bounce.c tests/mail/sample.h
tests_mail_test_bounce_LDADD = $(core_libs)
tests_mail_test_charset_SOURCES = tests/mail/test-charset.c tests/mail/sample.h
tests_mail_test_charset_LDADD = $(core_libs)
tests_mail_test_forms_SOURCES = tests/mail/test-forms.c tests/mail/sample.h
tests_mail_test_forms_LDADD = $(core_libs)
tests_mail_test_headers_SOURCES = tests/mail/test-headers.c
tests_mail_test_headers_LDADD = $(core_libs)
tests_mail_test_hostile_SOURCES = tests/mail/test-hostile.c tests/slow.h tests/mail/sample.h
tests_mail_test_hostile_LDADD = $(core_libs)
tests_mail_test_html_SOURCES = tests/mail/test-html.c tests/slow.h
tests_mail_test_html_LDADD = $(core_libs)
tests_mail_test_key_SOURCES = tests/mail/test-key.c tests/mail/sample.h
tests_mail_test_key_LDADD = $(core_libs)
tests_mail_test_mail_SOURCES = tests/mail/test-mail.c tests/mail/sample.h
tests_mail_test_mail_LDADD = $(core_libs)
tests_mail_test_parts_SOURCES = tests/mail/test-parts.c tests/mail/sample.h
tests_mail_test_parts_LDADD = $(core_libs)
tests_mail_test_report_SOURCES = tests/mail/test-report.c tests/mail/sample.h
tests_mail_test_report_LDADD = $(core_libs)
tests_mail_test_request_SOURCES = tests/mail/test-request.c tests/slow.h
tests_mail_test_request_LDADD = $(core_libs)
tests_mail_test_request_html_SOURCES = tests/mail/test-request-html.c tests/mail/sample.h
tests_mail_test_request_html_LDADD = $(core_libs)
tests_mail_test_request_quotes_SOURCES = tests/mail/test-request-quotes.c
tests_mail_test_request_quotes_LDADD = $(core_libs)
tests_mail_test_request_signature_SOURCES = tests/mail/test-request-signature.c tests/mail/sample.h
tests_mail_test_request_signature_LDADD = $(core_libs)
tests_mail_test_request_words_SOURCES = tests/mail/test-request-words.c
tests_mail_test_request_words_LDADD = $(core_libs)
tests_mail_test_text_SOURCES = tests/mail/test-text.c tests/mail/sample.h
tests_mail_test_text_LDADD = $(core_libs)
