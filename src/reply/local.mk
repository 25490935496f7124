src_libcore_a_SOURCES += \
	src/reply/facts.c src/reply/facts.h \
	src/reply/mustache-parse.c src/reply/mustache-render.c \
	src/reply/mustache-tree.h src/reply/mustache.h
src_libnet_a_SOURCES += \
	src/reply/greeting.c src/reply/greeting.h src/reply/greeting-words.h \
	src/reply/locale.c src/reply/locale.h \
	src/reply/markdown.c src/reply/markdown.h \
	src/reply/particles.c src/reply/particles.h
