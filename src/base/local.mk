AM_CPPFLAGS += -DPKGDATADIR='"$(pkgdatadir)"' -DSYSCONFDIR='"$(sysconfdir)"'
src_libcore_a_SOURCES += \
	src/base/clock.c src/base/clock.h \
	src/base/config.h \
	src/base/fault.c src/base/fault.h \
	src/base/library.c src/base/library.h \
	src/base/paths.c src/base/paths.h \
	src/base/problems.c src/base/problems.h \
	src/base/step.c src/base/step.h \
	src/base/text.c src/base/text.h \
	src/base/yaml.c src/base/yaml.h
