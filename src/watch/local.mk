src_libcore_a_SOURCES += src/front/wire.h
src_libcore_a_SOURCES += src/watch/intake.c
src_libcore_a_SOURCES += src/watch/listen.c src/watch/listen.h
src_libcore_a_SOURCES += src/watch/watch.h
