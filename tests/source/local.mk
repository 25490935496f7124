unit_tests += tests/source/test-files tests/source/test-imap-url tests/source/test-imap-wire \
	tests/source/test-imap-server tests/source/test-imap-idle
tests_source_test_files_SOURCES = tests/source/test-files.c
tests_source_test_files_LDADD = $(core_libs)
tests_source_test_imap_url_SOURCES = tests/source/test-imap-url.c
tests_source_test_imap_url_LDADD = $(net_libs)
tests_source_test_imap_wire_SOURCES = tests/source/test-imap-wire.c
tests_source_test_imap_wire_LDADD = $(net_libs)
tests_source_test_imap_server_SOURCES = tests/source/test-imap-server.c tests/source/fake-imap.c tests/source/fake-imap.h
tests_source_test_imap_server_LDADD = $(net_libs)
tests_source_test_imap_idle_SOURCES = tests/source/test-imap-idle.c tests/source/fake-imap.c tests/source/fake-imap.h
tests_source_test_imap_idle_LDADD = $(net_libs)

check_PROGRAMS += tests/source/dump-view
tests_source_dump_view_SOURCES = tests/source/dump-view.c
tests_source_dump_view_LDADD = $(net_libs)
check_PROGRAMS += tests/source/wait-folder
tests_source_wait_folder_SOURCES = tests/source/wait-folder.c
tests_source_wait_folder_LDADD = $(net_libs)
source_scripts = tests/source/same-view.sh tests/source/e2e-imap.sh tests/source/e2e-idle.sh
script_tests += $(source_scripts)
EXTRA_DIST += tests/servers/tls.sh tests/servers/dovecot.sh tests/source/imap-lib.sh $(source_scripts)
EXTRA_DIST +=  \
	tests/mails/8bit-headers-korean.eml  \
	tests/mails/8bit-headers.eml  \
	tests/mails/abuse-report.eml  \
	tests/mails/alternative.eml  \
	tests/mails/attachment-only.eml  \
	tests/mails/attachments.eml  \
	tests/mails/boundary-prefix.eml  \
	tests/mails/bulk.eml  \
	tests/mails/clear-signed.eml  \
	tests/mails/crlf.eml  \
	tests/mails/deep.eml  \
	tests/mails/delay-report.eml  \
	tests/mails/delivery-report.eml  \
	tests/mails/digest.eml  \
	tests/mails/empty-body.eml  \
	tests/mails/encrypted.eml  \
	tests/mails/english-plain.eml  \
	tests/mails/folded-and-doubled.eml  \
	tests/mails/forwarded-plain.eml  \
	tests/mails/forwarded.eml  \
	tests/mails/header-only.eml  \
	tests/mails/html-only.eml  \
	tests/mails/invitation.eml  \
	tests/mails/invitation-alternative.eml  \
	tests/mails/korean-cp949-base64.eml  \
	tests/mails/korean-euckr.eml  \
	tests/mails/korean-labelled-latin1.eml  \
	tests/mails/korean-utf8-html.eml  \
	tests/mails/long-lines.eml  \
	tests/mails/missing-end-boundary.eml  \
	tests/mails/no-final-newline.eml  \
	tests/mails/no-message-id.eml  \
	tests/mails/no-mime-header.eml  \
	tests/mails/no-such-boundary.eml  \
	tests/mails/nul-byte.eml  \
	tests/mails/read-receipt.eml  \
	tests/mails/signed.eml  \
	tests/mails/smime-and-tnef.eml  \
	tests/mails/text-inline-named.eml
