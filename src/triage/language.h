/* The language somebody wrote in: by script, then, for alphabets that many languages share, by the words of everyday mail. A
 * text that is long is sampled: this costs microseconds whatever its length. */
#pragma once
#include <glib.h>

/* Lower-case BCP 47 tag ("en", "ko", "zh-hant"; Norwegian is "nb"), or "und" when the text is too short or too mixed to say.
 * Never NULL, static. `text` may be any bytes. `hint` (a Content-Language or Accept-Language value, may be NULL) only
 * settles a tie. */
const char *language_guess(const char *text, const char *hint);
