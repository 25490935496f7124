/* What a mail lets be known besides what it asks: that it cannot wait, that money or data is at stake, that it is the third
 * time. How people say such things stands in data files, one a language (filters/signals/LANGUAGE.yaml); what takes a signal
 * back ("not urgent", "if the site were down") in filters/signals/codes.yaml.
 *
 *   urgency: [urgent, as soon as possible, '/.../']            words as in words.h
 *   resolved: {words: [works again], not: [but, still]}        `not`: taken back where one of these stands in the mail
 *
 * All languages are looked for in every mail: people mix them. Part of the filters: filters_load() reads them from the
 * folder `signals` of the filters' folder, beside the shipped ones. */
#pragma once
#include <glib.h>

struct problems;
struct signals;
struct words_text;

struct signal_hit {
  const char *code;     /* borrowed from the signals */
  const char *language; /* of the file that has the words; borrowed */
  gboolean in_subject;
  gsize start, end;     /* bytes of the folded subject or text */
  gint64 at;            /* of a deadline: when it ends, UTC; CLOCK_NONE else */
};

/* Adds the signals of one folder to `signals`, which nobody has asked yet. A code that the same language has already gets
 * these words as well; a codes.yaml may add codes, and say anew what takes one back. No such folder: nothing. */
void signals_read(struct signals *signals, const char *folder, struct problems *problems);
struct signals *signals_new(void);
/* The files of such a folder, sorted; char *. */
GPtrArray *signals_list(const char *folder);
/* Ends reading: from now on they can be asked. */
void signals_seal(struct signals *signals);
void signals_free(struct signals *signals); /* accepts NULL */
/* The code that `name` was likelier meant to be; NULL when none is near. Borrowed. */
const char *signals_likelier(const struct signals *signals, const char *name);
gboolean signals_has(const struct signals *signals, const char *code);

/* The first hit of every code, in the subject before the text; struct signal_hit. g_array_unref(). */
GArray *signals_find(const struct signals *signals, const struct words_text *subject, const struct words_text *text);
/* Whether there is a hit of one of `codes`, which ends with NULL; the expressions of the others are not tried. */
gboolean signals_any(const struct signals *signals, const char *const *codes, const struct words_text *subject,
                     const struct words_text *text);
