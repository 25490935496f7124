src_libcore_a_SOURCES += \
	src/policy/authentication.c src/policy/authentication.h \
	src/policy/automatic.c src/policy/automatic.h src/policy/automatic-private.h \
	src/policy/automatic-load.c \
	src/policy/policy.c src/policy/policy.h \
	src/policy/policy-forms.c \
	src/policy/policy-headers.c \
	src/policy/policy-private.h \
	src/policy/policy-reply-to.c \
	src/policy/policy-senders.c \
	src/policy/policy-table.c \
	src/policy/policy-verdicts.c \
	src/policy/policy-weak.c \
	src/policy/policy-words.c
