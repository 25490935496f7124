dist_templates_DATA = templates/layout.html
dist_templates_en_DATA = \
	templates/en/answer-by.md templates/en/bare.md templates/en/bare-subject.txt templates/en/desk-name.txt templates/en/details.md templates/en/encrypted.md templates/en/feeling.md \
	templates/en/follow-up.md templates/en/greeting.md templates/en/new.md templates/en/next-steps.md \
	templates/en/no-subject.txt templates/en/out-of-hours.md templates/en/received.md \
	templates/en/signature.md templates/en/thanks.md templates/en/ticket.md
dist_templates_ko_DATA = \
	templates/ko/answer-by.md templates/ko/attachments.md templates/ko/bare.md templates/ko/encrypted.md \
	templates/ko/bare-subject.txt templates/ko/desk-name.txt \
	templates/ko/details.md templates/ko/feeling.md templates/ko/follow-up.md templates/ko/greeting.md \
	templates/ko/new.md templates/ko/next-steps.md templates/ko/no-subject.txt \
	templates/ko/out-of-hours.md templates/ko/received.md templates/ko/signature.md \
	templates/ko/thanks.md templates/ko/ticket.md
templatesdir = $(pkgdatadir)/templates
templates_endir = $(templatesdir)/en
templates_kodir = $(templatesdir)/ko
