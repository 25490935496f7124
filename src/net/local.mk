src_libnet_a_SOURCES += src/net/connection.c src/net/connection.h
