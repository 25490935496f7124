src_libcore_a_SOURCES += \
	src/policy/authentication.c src/policy/authentication.h \
	src/policy/policy.c src/policy/policy.h \
	src/policy/policy-headers.c \
	src/policy/policy-private.h \
	src/policy/policy-senders.c \
	src/policy/policy-subjects.c \
	src/policy/policy-table.c
