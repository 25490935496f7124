/* Addresses and mails as the protocol carries them: checked, never repaired. */
#pragma once
#include <glib.h>

/* `address` as it goes into MAIL or RCPT, its domain as A-labels. NULL with FAULT_DATA for control characters, spaces, angle
 * brackets, no `@`, over 254 bytes (RFC 5321 section 4.5.3.1.3), or a local part that would need SMTPUTF8 (RFC 6531). */
char *envelope_address(const char *address, GError **error);

/* Whether every line ends in CRLF and nothing has a bare CR or LF, NUL or an eighth bit. FALSE with FAULT_DATA. */
gboolean envelope_check_mail(GBytes *bytes, GError **error);
