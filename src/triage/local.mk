src_libcore_a_SOURCES += \
	src/triage/folded.c src/triage/folded.h \
	src/triage/language.c src/triage/language.h \
	src/triage/language-latin.c src/triage/language-latin.h \
	src/triage/words.c src/triage/words.h src/triage/words-private.h
