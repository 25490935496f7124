src_libcore_a_SOURCES += src/source/source.h src/source/source.c src/source/files.h src/source/files.c \
	src/source/folder.c src/source/likely.c \
	src/source/maildir.c src/source/mbox.c
src_libnet_a_SOURCES += src/source/imap.h src/source/imap-private.h src/source/imap.c src/source/imap-fetch.c \
	src/source/imap-folder.c src/source/imap-marks.c src/source/imap-response.c \
	src/source/imap-session.c src/source/imap-structure.c src/source/imap-url.c \
	src/source/imap-wire.c
src_libnet_a_SOURCES += src/source/imap-idle.c
