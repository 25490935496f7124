/* Whether words that were found are taken back by what stands around them: "not urgent", "급하지 않습니다", "if the site
 * is down". Only for rules that ask for it (`unless-negated`, `unless-hypothetical`): "접속이 안" is a negation itself. */
#pragma once
#include <glib.h>

struct folded;

/* `start` and `end` are bytes of the folded text. */
gboolean negation_near(const struct folded *folded, gsize start, gsize end);
gboolean negation_hypothetical(const struct folded *folded, gsize start, gsize end);
