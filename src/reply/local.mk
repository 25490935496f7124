src_libcore_a_SOURCES += \
	src/reply/facts.c src/reply/facts.h \
	src/reply/mustache-parse.c src/reply/mustache-render.c \
	src/reply/mustache-tree.h src/reply/mustache.h
