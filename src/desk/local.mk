src_libcore_a_SOURCES += \
	src/desk/adopt.c src/desk/adopt.h \
	src/desk/bounced.c src/desk/bounced.h \
	src/desk/calendars.c src/desk/calendars.h \
	src/desk/claim.c src/desk/claim.h \
	src/desk/corrected.c src/desk/corrected.h \
	src/desk/decide.c src/desk/desk.h \
	src/desk/explain.c src/desk/explain-private.h \
	src/desk/intake.c src/desk/intake.h \
	src/desk/interrupt.c src/desk/interrupt.h \
	src/desk/otherwise.c src/desk/otherwise.h \
	src/desk/peek.c src/desk/peek.h \
	src/desk/reasons.c src/desk/reasons.h \
	src/desk/replay.c src/desk/replay.h src/desk/replay-private.h \
	src/desk/replay-compare.c src/desk/replay-desks.c src/desk/replay-tickets.c \
	src/desk/similar.c src/desk/similar.h \
	src/desk/threads.c src/desk/threads.h \
	src/desk/verdict.c src/desk/verdict.h \
	src/desk/workers.c src/desk/workers.h
src_libnet_a_SOURCES += \
	src/desk/context.c src/desk/context.h \
	src/desk/outbox.c src/desk/outbox.h \
	src/desk/poll.c src/desk/poll.h
