src_libcore_a_SOURCES += \
	src/watch/child.c src/watch/child.h \
	src/watch/crew.c src/watch/crew.h \
	src/watch/intake.c \
	src/watch/listen.c src/watch/listen.h \
	src/watch/notify.c src/watch/notify.h \
	src/watch/request.c src/watch/request.h \
	src/watch/tell.c \
	src/watch/watch.h
src_libnet_a_SOURCES += \
	src/watch/breaker-news.c src/watch/breaker-news.h \
	src/watch/mailbox.c \
	src/watch/run.c \
	src/watch/sender.c \
	src/watch/startup.c \
	src/watch/supervisor.c src/watch/supervisor.h
