/* The language somebody wrote in: by script, then, for scripts that many languages share, by libexttextcat. */
#pragma once
#include <glib.h>

/* Lower-case BCP 47 tag ("en", "ko", "zh-hant"), or "und" when the text is too short or too mixed to say. Never NULL,
 * static. `hint` (a Content-Language or Accept-Language value, may be NULL) only settles a tie. */
const char *language_guess(const char *text, const char *hint);
