# make bench: triage beside GMime's parser alone, and one message in a pipe beside other programs'
EXTRA_PROGRAMS += tests/bench/bench tests/bench/pipe
tests_bench_bench_SOURCES = tests/bench/bench.c
tests_bench_bench_LDADD = $(CORE_LIBS)
tests_bench_pipe_SOURCES = tests/bench/pipe.c
tests_bench_pipe_LDADD = $(CORE_LIBS)
CLEANFILES += tests/bench/bench tests/bench/pipe
BENCH_MAILS = 10000
BENCH_ROUNDS = 100
BENCH_FOLDER = $${TMPDIR:-/tmp}
bench: tests/bench/bench tests/bench/pipe all
	@tests/bench/bench $(top_srcdir)/tests/mails src/deskbell-core $(BENCH_MAILS)
	@tests/bench/pipe . "$(BENCH_FOLDER)" $(BENCH_ROUNDS)
.PHONY: bench
