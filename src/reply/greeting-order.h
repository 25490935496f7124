/* Which words of a name are the given name and which the family's: peoples differ, and so do programs. */
#pragma once
#include <glib.h>

struct name_part {
  guint first, words; /* words 0: cannot be told */
};

struct name_order {
  struct name_part given, family;
};

/* `words` (char *, at least one) as they are written. `turned`: how many of the last ones stood before a comma, which makes
 * them the family name; 0: there was none. */
struct name_order name_order(const GPtrArray *words, guint turned);

/* Whether a word is a given name that many people have; FALSE says nothing. */
gboolean name_is_given(const char *word);

/* Where the family name of a Han name ends, in bytes ("山田太郎", "欧阳娜娜", "王小明"); 0 when it can't be told. */
gsize name_han_family(const char *name);

gboolean name_is_han_role(const char *text); /* a company, a department or a service is meant */
