# Measured against other projects' own test files, which are not part of this tree: `make tests/corpora/check-mustache`.
check_PROGRAMS += tests/corpora/check-mustache
tests_corpora_check_mustache_SOURCES = tests/corpora/check-mustache.c
tests_corpora_check_mustache_LDADD = $(core_libs)
