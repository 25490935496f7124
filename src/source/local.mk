src_libcore_a_SOURCES += src/source/source.h src/source/source.c src/source/files.h src/source/files.c \
	src/source/maildir.c src/source/mbox.c
