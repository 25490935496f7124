AM_CPPFLAGS += -DPKGDATADIR='"$(pkgdatadir)"' -DSYSCONFDIR='"$(sysconfdir)"'
src_libcore_a_SOURCES += \
	src/base/clock.c src/base/clock.h \
	src/base/config.c src/base/config.h src/base/config-private.h \
	src/base/config-address.c \
	src/base/config-check.c \
	src/base/config-hours.c \
	src/base/config-load.c \
	src/base/config-manual.c \
	src/base/config-search.c src/base/config-search.h \
	src/base/config-secret.c \
	src/base/config-server.c \
	src/base/config-struct.c \
	src/base/config-table.c \
	src/base/config-tiers.c \
	src/base/config-types.c \
	src/base/config-watch.c \
	src/base/copy.c src/base/copy.h \
	src/base/fault.c src/base/fault.h \
	src/base/host.c src/base/host.h \
	src/base/json.c src/base/json.h \
	src/base/json-line.c src/base/json-line.h \
	src/base/library.c src/base/library.h \
	src/base/mask.c src/base/mask.h src/base/mask-private.h \
	src/base/mask-numbers.c \
	src/base/mask-labels.h \
	src/base/mask-token.c \
	src/base/mask-words.c \
	src/base/paths.c src/base/paths.h \
	src/base/problems.c src/base/problems.h \
	src/base/roff.c src/base/roff.h \
	src/base/step.c src/base/step.h \
	src/base/subject.c src/base/subject.h \
	src/base/text.c src/base/text.h \
	src/base/text-fold.c src/base/cluster.h src/base/pairs.h \
	src/base/yaml.c src/base/yaml.h
