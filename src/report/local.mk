src_libcore_a_SOURCES += src/report/table.c src/report/table.h
