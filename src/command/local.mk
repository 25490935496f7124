bin_PROGRAMS += src/deskbell
pkglibexec_PROGRAMS += src/deskbell-core src/deskbell-net

src_deskbell_SOURCES = src/main.c src/command/table.h
src_deskbell_CFLAGS = -std=gnu11 $(WARN_CFLAGS) $(SAN_CFLAGS)
src_deskbell_CPPFLAGS = -D_GNU_SOURCE -I$(top_srcdir)/src -DPACKAGE_VERSION='"$(PACKAGE_VERSION)"' \
	-DPKGLIBEXECDIR='"$(pkglibexecdir)"' -DSYSCONFDIR='"$(sysconfdir)"'

command_core_sources = \
	src/command/command.c src/command/command.h \
	src/command/corrections.c src/command/corrections.h \
	src/command/evaluate.c \
	src/command/explain.c \
	src/command/filter.c \
	src/command/held.c src/command/held.h \
	src/command/init.c \
	src/command/labelled.c src/command/labelled.h \
	src/command/ledger.c \
	src/command/mail-table.c src/command/mail-table.h \
	src/command/one-mail.c \
	src/command/open.c src/command/open.h \
	src/command/program.c \
	src/command/progress.c src/command/progress.h \
	src/command/replay.c \
	src/command/replay-print.c src/command/replay-print.h \
	src/command/source.h \
	src/command/tickets.c \
	src/command/tickets-set.c src/command/tickets-set.h \
	src/command/tickets-print.c src/command/tickets-print.h \
	src/command/train.c \
	src/command/triage.c

src_deskbell_core_SOURCES = $(command_core_sources) src/command/source-core.c
src_deskbell_core_LDADD = $(core_libs)

src_deskbell_net_SOURCES = $(command_core_sources) \
	src/command/check.c \
	src/command/poll.c \
	src/command/preview.c \
	src/command/probe.c src/command/probe.h \
	src/command/send.c \
	src/command/sending.c src/command/sending.h \
	src/command/source-net.c \
	src/command/watch.c
src_deskbell_net_CPPFLAGS = $(AM_CPPFLAGS) -DPROGRAM_NET
src_deskbell_net_LDADD = $(net_libs)
