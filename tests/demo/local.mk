EXTRA_DIST += tests/demo/run.sh \
	tests/demo/mails/01-outage.eml tests/demo/mails/02-double-charge-ko.eml tests/demo/mails/03-html-only.eml \
	tests/demo/mails/04-delivery-euckr.eml tests/demo/mails/05-mailing-list.eml tests/demo/mails/06-out-of-office.eml \
	tests/demo/mails/07-bounce.eml tests/demo/mails/08-noreply.eml tests/demo/mails/09-angry.eml \
	tests/demo/mails/10-login-ko.eml tests/demo/mails/11-praise.eml tests/demo/mails/12-security.eml \
	tests/demo/mails/13-wish-ko.eml tests/demo/mails/14-cancel.eml tests/demo/mails/15-bcc.eml \
	tests/demo/mails/16-bug-attachment.head
