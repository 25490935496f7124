/* Lists of addresses. Private to the mail room. */
#pragma once
#include "mail/mail.h"

enum { ADDRESS_MAX = 1000 };

/* Appends what an unfolded address field of any charset holds, members of groups included, to `list` (struct mail_address
 * *), up to ADDRESS_MAX in all. FALSE when that cap left some out. `hint` as in header_decode(). */
gboolean address_parse(const char *value, const char *hint, GPtrArray *list);

/* The addr-spec with its domain in lower case, or NULL when nothing can be sent there: control characters, blanks, no
 * local part or domain, longer than SMTP allows. */
char *address_normalize(const char *address);

/* The address in a Return-Path, Delivered-To or `From ` line: with or without angle brackets; "" for "<>" and
 * MAILER-DAEMON; NULL when it is none. */
char *address_path(const char *value);
