# Measured against other projects' own test files, which are not part of this tree: make check-corpora CORPORA=FOLDER
corpora_checks += tests/corpora/check-mustache
tests_corpora_check_mustache_SOURCES = tests/corpora/check-mustache.c
tests_corpora_check_mustache_LDADD = $(core_libs)

corpora_checks += tests/corpora/check-mail
tests_corpora_check_mail_SOURCES = tests/corpora/check-mail.c
tests_corpora_check_mail_LDADD = $(core_libs)

corpora_checks += tests/corpora/check-suppress
tests_corpora_check_suppress_SOURCES = tests/corpora/check-suppress.c
tests_corpora_check_suppress_LDADD = $(core_libs)

corpora_checks += tests/corpora/check-bounce
tests_corpora_check_bounce_SOURCES = tests/corpora/check-bounce.c
tests_corpora_check_bounce_LDADD = $(core_libs)

corpora_checks += tests/corpora/check-tickets
tests_corpora_check_tickets_SOURCES = tests/corpora/check-tickets.c
tests_corpora_check_tickets_LDADD = $(core_libs)

check-corpora: $(corpora_checks) $(corpora_tools)
	@if test -n "$(CORPORA)" && test -d "$(CORPORA)"; then \
	  status=0; export DESKBELL_DATADIR='$(abs_top_srcdir)'; for check in $(corpora_checks); do ./$$check "$(CORPORA)" || status=1; done; \
	  if test -x $(PYTHON3); then $(PYTHON3) $(srcdir)/tests/corpora/check-tickets-learn.py tests/corpora/learn-tickets "$(CORPORA)" || status=1; fi; \
	  exit $$status; \
	else echo "check-corpora: skipped, no folder CORPORA=$(CORPORA)"; fi
.PHONY: check-corpora
EXTRA_PROGRAMS += $(corpora_checks)
CLEANFILES += $(corpora_checks)
# Python and scikit-learn only measure; without them this part is skipped.
corpora_tools = tests/corpora/learn-tickets
PYTHON3 = /usr/bin/python3
EXTRA_DIST += tests/corpora/check-tickets-learn.py
tests_corpora_learn_tickets_SOURCES = tests/corpora/learn-tickets.c
tests_corpora_learn_tickets_LDADD = $(core_libs)
EXTRA_PROGRAMS += $(corpora_tools)
CLEANFILES += $(corpora_tools)
