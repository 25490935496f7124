/* Mails for the tests of this room, written as their headers only. */
#pragma once
#include "mail/mail.h"
#include "policy/automatic.h"

/* The view of a mail with these headers ("Name: value", a line each), and with an ordinary From, To and Subject of a
 * customer writing to support@acme.example where they are not given ("To:-" leaves To out). */
struct mail *mail_of(const char *headers);
struct mail *mail_with(const char *headers, const char *body); /* UTF-8 */

struct automatic_words *shipped_words(void);
GPtrArray *globs_of(const char *const *list); /* ended by NULL; the strings are borrowed */
