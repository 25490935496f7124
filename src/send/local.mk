src_libnet_a_SOURCES += \
	src/send/envelope.c src/send/envelope.h \
	src/send/send.c src/send/send.h src/send/sender-private.h \
	src/send/sendmail.c \
	src/send/smtp.c src/send/smtp-reply.c src/send/smtp-reply.h
