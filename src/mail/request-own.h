/* Which of a mail's lines are newly written, and which are the signature, after their roles were found. */
#pragma once
#include "mail/request-private.h"

/* Nothing that anybody wrote now. */
enum {
  REQUEST_NO_TEXT =
      LINE_EMPTY | LINE_QUOTE | LINE_INTRODUCTION | LINE_FOOTER | LINE_RULE | LINE_MARK | LINE_SIGNATURE
};

struct request_own {
  guint from, to;                     /* what was newly written, and quotes between */
  guint signature_from, signature_to; /* equal: none */
};

static inline gboolean request_has_role(const struct request_lines *lines, guint at, guint role)
{
  return (lines->line[at].role & role) != 0;
}

/* The first line from `from` on that has one of the roles; `to`. */
static inline guint request_next_with(const struct request_lines *lines, guint from, guint to, guint role)
{
  while (from < to && !request_has_role(lines, from, role))
    from++;
  return from;
}

/* The first line from `at` on that introduces nothing. */
static inline guint request_after_introduction(const struct request_lines *lines, guint at, guint to)
{
  while (at < to && request_has_role(lines, at, LINE_INTRODUCTION))
    at++;
  return at;
}

/* Lines of [from, to) that somebody wrote, and their bytes (may be NULL). */
guint request_count_text(const struct request_lines *lines, guint from, guint to, gsize *ret_bytes);

/* "See my answers below." */
gboolean request_points_down(const struct request_lines *lines, guint from, guint to);

/* Takes quotes at the ends and signatures out of `own`, and notes where a signature stands. */
void request_cut(struct request_lines *lines, struct request_own *own);
