src_libcore_a_SOURCES += \
	src/ledger/changes.c src/ledger/changes.h \
	src/ledger/corrections.h \
	src/ledger/identity.c src/ledger/identity.h \
	src/ledger/ledger-private.h \
	src/ledger/ledger-sqlite.c \
	src/ledger/ledger.c src/ledger/ledger.h \
	src/ledger/outbox.c src/ledger/outbox.h \
	src/ledger/peek.h \
	src/ledger/sqlite-bounces.c \
	src/ledger/sqlite-breaker.c \
	src/ledger/sqlite-changes.c \
	src/ledger/sqlite-claim.c \
	src/ledger/sqlite-corrections.c \
	src/ledger/sqlite-lock.c \
	src/ledger/sqlite-mailbox.c \
	src/ledger/sqlite-outbox.c \
	src/ledger/sqlite-peek.c \
	src/ledger/sqlite-private.h \
	src/ledger/sqlite-query.c \
	src/ledger/sqlite-queue.c \
	src/ledger/sqlite-schema.c \
	src/ledger/sqlite-snapshot.c \
	src/ledger/sqlite-tickets.c \
	src/ledger/sqlite-turn.c \
	src/ledger/state-files.c src/ledger/state-files.h \
	src/ledger/tickets.h \
	src/ledger/token.c src/ledger/token.h
