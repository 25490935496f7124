# make bench: triage beside GMime's parser alone
EXTRA_PROGRAMS += tests/bench/bench
tests_bench_bench_SOURCES = tests/bench/bench.c
tests_bench_bench_LDADD = $(CORE_LIBS)
CLEANFILES += tests/bench/bench
BENCH_MAILS = 10000
bench: tests/bench/bench src/deskbell-core
	@tests/bench/bench $(top_srcdir)/tests/mails src/deskbell-core $(BENCH_MAILS)
.PHONY: bench
