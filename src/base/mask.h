/* What must not travel a second time: taken out of a stranger's text before it is stored or quoted. */
#pragma once
#include <glib.h>

/* `text` (valid UTF-8; NULL gives "") with dots in the place of card numbers (Luhn, ISO/IEC 7812; a number's last four
 * digits stay), IBANs (ISO 13616, by their check digits; the country and last four stay), Korean resident and US social
 * security numbers, passwords, PINs and one-time codes in context, private keys and tokens. Order, invoice, phone and
 * tracking numbers, dates and amounts stay. Linear in the length of the text. g_free(). */
char *mask_secrets(const char *text);

/* Whether there is anything to mask. */
gboolean mask_needed(const char *text);
