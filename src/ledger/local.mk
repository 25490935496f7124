src_libcore_a_SOURCES += \
	src/ledger/identity.c src/ledger/identity.h \
	src/ledger/ledger.h \
	src/ledger/outbox.h \
	src/ledger/state-files.c src/ledger/state-files.h \
	src/ledger/tickets.h
