/* Who vouches for From: the Authentication-Results (RFC 8601) of our own mail server, and of nobody else. Pure. */
#pragma once
#include "policy/policy.h"

struct mail;

struct authentication {
  enum policy_authentication result; /* AUTH_UNKNOWN: no authserv-id configured, or no header of it */
  char *why;  /* "dmarc=pass", "dkim=pass header.d=a.example", "spf=fail"; NULL when unknown */
};

/* Only the topmost Authentication-Results with `authserv_id` counts, and only above anything a stranger could have put
 * there; a second one of that name below it is ignored. DMARC decides when it is told; else an aligned DKIM or SPF pass
 * (relaxed alignment, RFC 7489 section 3.1); ARC only where the same header says arc=pass and DMARC failed by
 * forwarding. `authserv_id` NULL: unknown. */
void authentication_read(const struct mail *mail, const char *authserv_id, struct authentication *ret);
void authentication_clear(struct authentication *authentication);
