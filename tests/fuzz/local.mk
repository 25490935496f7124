# What decides about a stranger's bytes, given any. `make fuzz` runs it for FUZZ_SECONDS each, in a build that was configured
# with CC=clang --enable-fuzzing; in any other build fuzz-decide and fuzz-readers take files and folders, which shows how
# long they take without instruments. FUZZ_SEEDS: one more folder of mails to begin with.
fuzz_programs = tests/fuzz/fuzz-decide tests/fuzz/fuzz-readers
EXTRA_PROGRAMS += $(fuzz_programs)
CLEANFILES += $(fuzz_programs)
fuzz_common = tests/fuzz/fuzz.h tests/fuzz/clock.c
if !FUZZING
fuzz_common += tests/fuzz/each.c
endif
tests_fuzz_fuzz_decide_SOURCES = tests/fuzz/fuzz-decide.c $(fuzz_common)
tests_fuzz_fuzz_decide_LDADD = $(core_libs)
tests_fuzz_fuzz_decide_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_readers_SOURCES = tests/fuzz/fuzz-readers.c src/front/header.c src/front/header.h $(fuzz_common)
tests_fuzz_fuzz_readers_LDADD = $(core_libs)
tests_fuzz_fuzz_readers_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
EXTRA_DIST += tests/fuzz/run.sh tests/fuzz/fuzz.dict

FUZZ_SECONDS = 600
FUZZ_SEEDS =
if FUZZING
fuzz: $(fuzz_programs)
	$(top_srcdir)/tests/fuzz/run.sh $(top_srcdir) $(FUZZ_SECONDS) '$(FUZZ_SEEDS)' $(fuzz_programs)
else
fuzz:
	@echo "fuzz: not in this build; configure one with CC=clang --enable-fuzzing" >&2; false
endif
.PHONY: fuzz
