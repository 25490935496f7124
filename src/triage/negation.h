/* Whether words that were found are taken back by what stands around them: "not urgent", "급하지 않습니다", "if the site
 * is down". Only for rules that ask for it (`unless-negated`, `unless-hypothetical`): "접속이 안" is a negation itself. */
#pragma once
#include <glib.h>

struct folded;

/* After as many places of the same words no more are looked at: a text may have nothing but denied ones. */
enum { NEGATION_MOST_TRIED = 24 };

/* `start` and `end` are bytes of the folded text. */
gboolean negation_near(const struct folded *folded, gsize start, gsize end);
gboolean negation_hypothetical(const struct folded *folded, gsize start, gsize end);
