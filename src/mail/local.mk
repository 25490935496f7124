src_libcore_a_SOURCES += \
	src/mail/address.c src/mail/address.h \
	src/mail/body.c src/mail/body.h \
	src/mail/bounce.h \
	src/mail/bounce-address.c \
	src/mail/bounce-form.c \
	src/mail/bounce-json.c \
	src/mail/bounce-lines.c \
	src/mail/bounce-original.c \
	src/mail/bounce-reasons.c \
	src/mail/bounce-status.c \
	src/mail/bounce-text.c \
	src/mail/bounce-words.c \
	src/mail/charset.c src/mail/charset.h src/mail/charset-private.h \
	src/mail/charset-convert.c \
	src/mail/charset-guess.c src/mail/charset-guess.h \
	src/mail/charset-labels.c \
	src/mail/flowed.c \
	src/mail/forms.c src/mail/forms.h \
	src/mail/header.c src/mail/header.h \
	src/mail/html.c src/mail/html.h \
	src/mail/html-lines.c src/mail/html-lines.h \
	src/mail/key.c \
	src/mail/mail.c src/mail/mail.h \
	src/mail/param.c \
	src/mail/parse.c \
	src/mail/part.c src/mail/part.h src/mail/part-private.h \
	src/mail/plan.c \
	src/mail/report.c \
	src/mail/request.c src/mail/request-private.h \
	src/mail/request-introduction.c \
	src/mail/request-own.c src/mail/request-own.h \
	src/mail/request-older.c src/mail/request-older-words.h \
	src/mail/request-footer.c src/mail/request-footer-words.h \
	src/mail/request-signature.c \
	src/mail/request-words.c \
	src/mail/text.c src/mail/view.h \
	src/mail/words.c
