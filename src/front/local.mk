src_deskbell_SOURCES += \
	src/base/config-search.c src/base/config-search.h \
	src/front/decide.h \
	src/front/envelope.c src/front/envelope.h \
	src/front/filter.c src/front/front.h \
	src/front/header.c src/front/header.h \
	src/front/message.c src/front/message.h \
	src/front/options.c src/front/options.h \
	src/front/output.c src/front/output.h \
	src/front/say.c src/front/say.h \
	src/front/sibling.c src/front/sibling.h \
	src/front/verdict.c src/front/verdict.h \
	src/front/watcher.c \
	src/front/wire.h \
	src/front/worker.c
