src_libcore_a_SOURCES += \
	src/reply/facts.c src/reply/facts.h \
	src/reply/greeting.c src/reply/greeting.h src/reply/greeting-list.h \
	src/reply/greeting-han.c src/reply/greeting-han.h \
	src/reply/greeting-korean.c src/reply/greeting-korean.h src/reply/greeting-korean-words.h \
	src/reply/greeting-latin.c src/reply/greeting-latin.h src/reply/greeting-words.h \
	src/reply/greeting-order.c src/reply/greeting-order.h src/reply/greeting-names.h \
	src/reply/greeting-signed.c \
	src/reply/mustache-parse.c src/reply/mustache-render.c \
	src/reply/mustache-tree.h src/reply/mustache.h
src_libnet_a_SOURCES += \
	src/reply/clean.c src/reply/clean.h \
	src/reply/compose.c src/reply/reply.h \
	src/reply/header.c src/reply/header.h \
	src/reply/locale.c src/reply/locale.h \
	src/reply/manual.h \
	src/reply/markdown.c src/reply/markdown.h \
	src/reply/message.c src/reply/message.h \
	src/reply/particles.c src/reply/particles.h \
	src/reply/templates.c src/reply/templates.h \
	src/reply/values.c \
	src/reply/variables.c src/reply/variables.h
