front_scripts = tests/front/identity.sh tests/front/limits.sh tests/front/log.sh tests/front/send.sh tests/front/watcher.sh \
	tests/front/worker-faults.sh
script_tests += $(front_scripts)
EXTRA_DIST += tests/front/lib.sh $(front_scripts)

check_PROGRAMS += tests/front/fake-watcher
tests_front_fake_watcher_SOURCES = tests/front/fake-watcher.c
tests_front_fake_watcher_CFLAGS = -std=gnu11 -D_GNU_SOURCE $(WARN_CFLAGS) $(SAN_CFLAGS)

check_PROGRAMS += tests/front/deaf-log
tests_front_deaf_log_SOURCES = tests/front/deaf-log.c

# Mails of every shape: some in every check, ten thousand in check-long.
check_PROGRAMS += tests/front/shapes
tests_front_shapes_SOURCES = tests/front/shapes.c
tests_front_shapes_LDADD = $(core_libs)
front_scripts += tests/front/shapes.sh
.PHONY: check-shapes
check-shapes: all tests/front/shapes
	tests/front/shapes src/deskbell 2 10000
check-long: check-shapes
