src_libcore_a_SOURCES += \
	src/triage/cache.c src/triage/cache.h \
	src/triage/computed.c src/triage/computed.h \
	src/triage/condition.c \
	src/triage/details.c src/triage/details.h src/triage/details-private.h \
	src/triage/details-context.c \
	src/triage/details-date.c \
	src/triage/details-lookup.c \
	src/triage/details-number.c \
	src/triage/details-words.c \
	src/triage/filters.c src/triage/filters-private.h \
	src/triage/folded.c src/triage/folded.h \
	src/triage/gist-reach.c src/triage/gist-reach.h src/triage/gist.c src/triage/gist.h src/triage/gist-words.h \
	src/triage/language.c src/triage/language.h \
	src/triage/language-lexicon.c src/triage/language-lexicon.h \
	src/triage/language-scan.c src/triage/language-scan.h \
	src/triage/language-script.c src/triage/language-script.h \
	src/triage/language-words.h \
	src/triage/literal.c src/triage/literal.h \
	src/triage/manual.c src/triage/manual.h \
	src/triage/negation.c src/triage/negation.h src/triage/negation-words.h \
	src/triage/opinions.c src/triage/opinions.h \
	src/triage/pack.c \
	src/triage/results.c \
	src/triage/rules.c \
	src/triage/signals.c src/triage/signals.h src/triage/signals-private.h \
	src/triage/signals-read.c \
	src/triage/signals-table.c \
	src/triage/stated.c src/triage/stated.h src/triage/stated-private.h \
	src/triage/stated-date.c \
	src/triage/stated-lex.c \
	src/triage/stated-limit.c src/triage/stated-limit.h \
	src/triage/stated-resolve.c \
	src/triage/stated-when.c src/triage/stated-when.h \
	src/triage/stated-words.c \
	src/triage/tone.c src/triage/tone.h \
	src/triage/triage.c src/triage/triage.h \
	src/triage/words.c src/triage/words.h src/triage/words-private.h \
	src/triage/words-text.c
