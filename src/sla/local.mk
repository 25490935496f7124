src_libcore_a_SOURCES += \
	src/sla/calendar.c src/sla/calendar-private.h \
	src/sla/deadline.c \
	src/sla/holidays.c src/sla/holidays.h \
	src/sla/holidays-ics.c \
	src/sla/local-time.c src/sla/local-time.h \
	src/sla/sla.h
