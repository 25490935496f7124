/* Who vouches for From: the Authentication-Results (RFC 8601) of our own mail server, and of nobody else. Pure.
 *
 * Anybody can write such a header. Ours is told from others by its authserv-id, and stands above whatever came from outside;
 * so the topmost one of that name counts, and none below it. That is safe as long as the server writes one on every mail, or
 * removes those that come in under its name (RFC 8601 section 5), which no reader can do for it. */
#pragma once
#include "policy/policy.h"

struct mail;

struct authentication {
  enum policy_authentication result; /* AUTH_UNKNOWN: no authserv-id configured, or no header of it */
  char *why;                         /* "dmarc=pass", "dkim=pass header.d=a.example", "spf=fail"; NULL when unknown */
};

/* The authserv-id of servers that write none (Microsoft 365): then only the topmost of all these headers counts. */
#define AUTHENTICATION_NO_NAME "-"

/* DMARC decides when it is told, for the domain of From; else an aligned DKIM or SPF pass. Aligned is the same domain, or
 * one that is below the other: a little stricter than RFC 7489 section 3.1, where siblings are too. A DMARC failure is
 * AUTH_NONE, not AUTH_FAIL, where the domain's policy is "none", or where the same header says arc=pass (forwarded; ARC
 * alone vouches for nobody, as any stranger can sign a chain). A mail that a user of our server sent after login is
 * authenticated when From is that user. With several authors it never is. `authserv_id` NULL: unknown. */
void authentication_read(const struct mail *mail, const char *authserv_id, struct authentication *ret);
void authentication_clear(struct authentication *authentication);
