/* The readers of secrets. Each looks at one place of a text: does a secret begin here? The walk in mask.c asks them only
 * where a word or number begins, and goes on behind what one has found, so what a reader looks at must be short. */
#pragma once
#include "base/mask.h"

struct mask_text {
  const char *text; /* valid UTF-8 */
  gsize length;
};

/* What is to go: from `start` on, up to `end`. */
struct mask_found {
  gsize start, end;
  char shown[24]; /* what stands there instead */
};

#define MASK_DOTS "••••"

/* Cards, IBANs, resident and social security numbers, at a digit or letter with which a word begins. */
gboolean mask_number(const struct mask_text *text, gsize at, struct mask_found *ret);

/* Values that stand behind words: "password: x", "인증번호는 x". */
gboolean mask_labelled(const struct mask_text *text, gsize at, struct mask_found *ret);

/* Keys and tokens that are known by their own form. */
gboolean mask_token(const struct mask_text *text, gsize at, struct mask_found *ret);

/* Decimal value of the ASCII or full-width digit at `at`, -1 for anything else; *ret_length is its bytes. */
static inline int mask_digit(const struct mask_text *text, gsize at, gsize *ret_length)
{
  const guchar *p = (const guchar *)text->text + at;
  *ret_length = 1;
  if (p[0] >= '0' && p[0] <= '9')
    return p[0] - '0';
  if (p[0] != 0xEF || p[1] != 0xBC || p[2] < 0x90 || p[2] > 0x99) /* U+FF10 to U+FF19 */
    return -1;
  *ret_length = 3;
  return p[2] - 0x90;
}
