/* What a mail gives of what an agent will need: numbers, names of products, versions, dates. */
#pragma once
#include <glib.h>

enum detail_kind {
  DETAIL_ORDER, DETAIL_INVOICE, DETAIL_TRACKING, DETAIL_PHONE, DETAIL_PRODUCT, DETAIL_VERSION, DETAIL_ERROR, DETAIL_DATE,
  DETAIL_AMOUNT, DETAIL_DEVICE, DETAIL_ADDRESS /* a page: URL or e-mail address */, DETAIL_SINCE, DETAIL_SCREENSHOT,
  N_DETAIL_KINDS
};

/* As rules, templates and JSON call them: "order-number". */
extern const char *const detail_names[N_DETAIL_KINDS];

struct detail {
  enum detail_kind kind;
  char *value;       /* as written, masked, at most 100 characters, one line */
  const char *where; /* "subject", "text", "signature", "attachment"; static */
};

struct mail;

/* At most eight of a kind, in the order of the mail, each value once. `products`: char *, may be NULL. Of the request, of a
 * mail that is passed on, the subject, the signature (phone only) and the attachments' names; never of what is quoted.
 * struct detail *. */
GPtrArray *details_find(const struct mail *mail, const GPtrArray *products);

/* Whether one of this kind is among them. */
gboolean details_have(const GPtrArray *details, enum detail_kind kind);
