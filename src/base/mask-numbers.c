#include "base/mask-private.h"

#include <stdio.h>
#include <string.h>

enum { MAX_DIGITS = 19, MAX_GROUPS = 6, MAX_IBAN = 34 };

/* Digits with at most one separator between two of them, as people write long numbers. */
struct digits {
  char digit[MAX_DIGITS + 1]; /* 0 to 9 */
  guint n;
  guint groups, group[MAX_GROUPS]; /* how many digits each has */
  char separator; /* the one that all groups have between them; '\0': none, '?': several */
  gsize end;
  gboolean goes_on; /* it is part of something longer */
};

/* Bytes of the separator at `at`; 0: none. */
static gsize separator_at(const struct mask_text *text, gsize at, char *ret)
{
  static const struct {
    const char *bytes;
    char means;
  } separators[] = {
    { " - ", '-' },     { " – ", '-' },           { "   ", ' ' },         { "  ", ' ' },          { "&nbsp;", ' ' },
    { "\xE2\x80\xAF", ' ' }, { "\xE2\x80\x89", ' ' }, { " ", ' ' },       { "-", '-' },          { ".", '.' },
    { "\n", ' ' },         { "\t", ' ' }, { "\xC2\xA0", ' ' }, { "\xE2\x80\x93", '-' }, { "\xE2\x80\x91", '-' },
    { "\xE2\x80\x90", '-' }, { "\xEF\xBC\x8D", '-' }, { "\xE2\x88\x92", '-' }, { "\xE3\x80\x80", ' ' }, { "/", '/' },
  };
  if (g_ascii_isalnum(text->text[at]))
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS(separators); i++) {
    if (text->text[at] != separators[i].bytes[0])
      continue;
    gsize n = strlen(separators[i].bytes);
    if (text->length - at >= n && !memcmp(text->text + at, separators[i].bytes, n)) {
      *ret = separators[i].means;
      return n;
    }
  }
  return 0;
}

/* The n-th group's digits, from `at` on; FALSE when there are none or too many. */
static gboolean read_group(const struct mask_text *text, gsize *at, struct digits *digits)
{
  gsize length;
  guint count = 0;
  for (int value; *at < text->length && (value = mask_digit(text, *at, &length)) >= 0; *at += length, count++) {
    if (digits->n >= MAX_DIGITS)
      return FALSE;
    digits->digit[digits->n++] = (char)value;
  }
  if (!count)
    return FALSE;
  digits->group[digits->groups++] = count;
  return TRUE;
}

static gboolean is_digit_at(const struct mask_text *text, gsize at)
{
  gsize length;
  return at < text->length && mask_digit(text, at, &length) >= 0;
}

/* FALSE when no number of a fit length is here. What is read stops before a separator that is another one than the first, so
 * that a date behind a card is no part of it. */
static gboolean read_digits(const struct mask_text *text, gsize at, struct digits *ret)
{
  *ret = (struct digits){ 0 };
  if (!read_group(text, &at, ret))
    return FALSE;
  ret->end = at;
  while (ret->groups < MAX_GROUPS) {
    char means;
    gsize n = at < text->length ? separator_at(text, at, &means) : 0;
    if (!n || !is_digit_at(text, at + n) || (ret->separator && means != ret->separator))
      break;
    struct digits before = *ret;
    gsize next = at + n;
    ret->separator = means;
    if (!read_group(text, &next, ret)) {
      *ret = before;
      ret->goes_on = TRUE;
      return TRUE;
    }
    at = ret->end = next;
  }
  ret->goes_on = at < text->length && (g_ascii_isalpha(text->text[at]) || text->text[at] == '_');
  return TRUE;
}

/* ISO/IEC 7812-1, annex B. */
static gboolean passes_luhn(const char *digit, guint n)
{
  guint sum = 0;
  for (guint i = 0; i < n; i++) {
    guint value = (guint)digit[n - 1 - i] * (i % 2 + 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 == 0;
}

/* What issuers have: the first four digits of their numbers, and how long these are. Every tenth number passes Luhn; these
 * keep order and tracking numbers. */
static const struct {
  guint from, to, shortest, longest;
} issuers[] = {
  { 4000, 4999, 16, 16 }, { 4000, 4999, 13, 13 }, { 4000, 4999, 19, 19 }, /* Visa */
  { 5100, 5599, 16, 16 }, { 2221, 2720, 16, 16 },                         /* Mastercard */
  { 3400, 3499, 15, 15 }, { 3700, 3799, 15, 15 },                         /* American Express */
  { 3000, 3059, 14, 14 }, { 3600, 3699, 14, 14 }, { 3800, 3999, 14, 16 }, /* Diners Club */
  { 3528, 3589, 16, 19 },                                                 /* JCB */
  { 6011, 6011, 16, 19 }, { 6440, 6599, 16, 19 },                         /* Discover */
  { 6200, 6299, 16, 19 }, { 8100, 8171, 16, 19 },                         /* UnionPay */
  { 5000, 5099, 16, 19 }, { 5600, 5899, 16, 19 }, { 6300, 6399, 16, 19 }, { 6700, 6799, 16, 19 }, /* Maestro */
  { 9400, 9499, 16, 16 }, { 9000, 9099, 16, 16 },                         /* Korean domestic cards, RuPay */
  { 2200, 2204, 16, 19 }, { 6500, 6599, 16, 16 },                         /* Mir, RuPay */
};

static gboolean has_issuer(const char *digit, guint n)
{
  guint first = (guint)(digit[0] * 1000 + digit[1] * 100 + digit[2] * 10 + digit[3]);
  for (gsize i = 0; i < G_N_ELEMENTS(issuers); i++)
    if (first >= issuers[i].from && first <= issuers[i].to && n >= issuers[i].shortest && n <= issuers[i].longest)
      return TRUE;
  return FALSE;
}

/* In one piece, in fours, or as American Express and Diners print theirs. */
static gboolean is_grouped_as_card(const struct digits *digits, guint groups, guint n)
{
  if (groups == 1)
    return TRUE;
  if (groups == 3 && digits->group[0] == 4 && digits->group[1] == 6)
    return digits->group[2] == n - 10;
  for (guint i = 0; i + 1 < groups; i++)
    if (digits->group[i] != 4)
      return FALSE;
  return digits->group[groups - 1] <= 4;
}

static gsize end_of_groups(const struct mask_text *text, gsize at, const struct digits *digits, guint groups)
{
  for (guint i = 0; i < groups; i++) {
    gsize length;
    char means;
    if (i > 0)
      at += separator_at(text, at, &means);
    for (guint j = 0; j < digits->group[i]; j++) {
      mask_digit(text, at, &length);
      at += length;
    }
  }
  return at;
}

/* "12/28, 123" behind a card: its check code goes with it. Gives where it ends; `at` when there is none. */
static gsize end_of_check_code(const struct mask_text *text, gsize at)
{
  static const char between[] = " ,;/|\t";
  const char *p = text->text + at;
  p += strspn(p, between);
  gsize month = strspn(p, "0123456789");
  gsize year = month == 2 && strchr("/-", p[2]) ? strspn(p + 3, "0123456789") : 0;
  if (year != 2 && year != 4)
    return at;
  p += 3 + year;
  gsize gap = strspn(p, between), digits = strspn(p + gap, "0123456789");
  if (!gap || gap > 3 || digits < 3 || digits > 4)
    return at;
  return (gsize)(p + gap + digits - text->text);
}

/* The longest run of groups that is a card: its check code or an expiry date may follow. */
static gboolean read_card(const struct mask_text *text, gsize at, const struct digits *digits, struct mask_found *ret)
{
  guint n = digits->n;
  for (guint groups = digits->groups; groups > 0; n -= digits->group[--groups]) {
    gboolean whole = groups == digits->groups;
    if (n < 13 || (whole && digits->goes_on) || !has_issuer(digits->digit, n) ||
        !is_grouped_as_card(digits, groups, n) || !passes_luhn(digits->digit, n))
      continue;
    *ret = (struct mask_found){ .start = at, .end = end_of_check_code(text, end_of_groups(text, at, digits, groups)) };
    const char *last = digits->digit + n - 4;
    g_snprintf(ret->shown, sizeof ret->shown, MASK_DOTS " %d%d%d%d", last[0], last[1], last[2], last[3]);
    return TRUE;
  }
  return FALSE;
}

static gboolean is_date(const char *digit)
{
  guint month = (guint)(digit[2] * 10 + digit[3]), day = (guint)(digit[4] * 10 + digit[5]);
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/* The check digit, which numbers given out since October 2020 need not have. */
static gboolean passes_resident_check(const char *digit)
{
  static const char weights[] = { 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5 };
  guint sum = 0;
  for (gsize i = 0; i < sizeof weights; i++)
    sum += (guint)(digit[i] * weights[i]);
  return (11 - sum % 11) % 10 == (guint)digit[12] || (13 - sum % 11) % 10 == (guint)digit[12];
}

/* Whether one of `words` stands in the line before `at`. */
static gboolean is_introduced(const struct mask_text *text, gsize at, const char *const *words, gsize n)
{
  enum { NEAR = 60 };
  gsize from = at > NEAR ? at - NEAR : 0;
  for (gsize i = at; i-- > from;) {
    if (text->text[i] == '\n')
      break;
    for (gsize k = 0; k < n; k++)
      if (at - i >= strlen(words[k]) && !g_ascii_strncasecmp(text->text + i, words[k], strlen(words[k])))
        return TRUE;
  }
  return FALSE;
}

/* Korean resident and foreigner registration numbers: a birthday, then seven digits of which the first tells the century. */
static gboolean read_resident(const struct mask_text *text, gsize at, const struct digits *digits, struct mask_found *ret)
{
  static const char *const words[] = { "주민", "등록번호", "등록 번호", "외국인", "resident registration", "RRN" };
  if (digits->n < 13 || digits->goes_on || !is_date(digits->digit) || digits->digit[6] == 0 || digits->digit[6] == 9)
    return FALSE;
  gboolean in_two = digits->groups >= 2 && digits->group[0] == 6 && digits->group[1] == 7 &&
                    (digits->separator == '-' || digits->separator == ' ');
  gboolean in_one = digits->groups == 1 && digits->n == 13;
  if (!in_two && !in_one)
    return FALSE;
  gboolean certain = (in_two && digits->separator == '-') || is_introduced(text, at, words, G_N_ELEMENTS(words));
  if (!certain && !passes_resident_check(digits->digit))
    return FALSE;
  *ret = (struct mask_found){ at, end_of_groups(text, at, digits, in_two ? 2 : 1), MASK_DOTS };
  return TRUE;
}

static gboolean read_social(const struct mask_text *text, gsize at, const struct digits *digits, struct mask_found *ret)
{
  static const char *const words[] = { "SSN", "social security", "social sec", "ITIN" };
  gboolean in_three = digits->groups == 3 && digits->group[0] == 3 && digits->group[1] == 2 && digits->group[2] == 4 &&
                      (digits->separator == '-' || digits->separator == ' ');
  gboolean in_one = digits->groups == 1 && digits->n == 9;
  if ((!in_three && !in_one) || digits->goes_on)
    return FALSE;
  if ((in_one || digits->separator == ' ') && !is_introduced(text, at, words, G_N_ELEMENTS(words)))
    return FALSE;
  guint area = (guint)(digits->digit[0] * 100 + digits->digit[1] * 10 + digits->digit[2]);
  guint group = (guint)(digits->digit[3] * 10 + digits->digit[4]);
  guint serial = (guint)(digits->digit[5] * 1000 + digits->digit[6] * 100 + digits->digit[7] * 10 + digits->digit[8]);
  if (!area || area == 666 || (area >= 900 && !in_one) || !group || !serial)
    return FALSE;
  *ret = (struct mask_found){ at, digits->end, MASK_DOTS };
  return TRUE;
}

/* A number that goes on to the left is another one: 010-4111-..., 2024-900101-... */
static gboolean is_inner_group(const struct mask_text *text, gsize at)
{
  return at >= 2 && strchr("-./", text->text[at - 1]) && g_ascii_isdigit(text->text[at - 2]);
}

/* ISO 13616 and its registry: two letters of the country, and how long its numbers are. */
static const char iban_lengths[] =
    "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29ES24FI18FK18FO18FR27GB22GE22"
    "GI23GL18GR27GT28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31"
    "MU30NI28NL18NO15OM23PK24PL28PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22"
    "VG24XK20";

static guint iban_length(const char *country)
{
  for (const char *p = iban_lengths; *p; p += 4)
    if (p[0] == g_ascii_toupper(country[0]) && p[1] == g_ascii_toupper(country[1]))
      return (guint)((p[2] - '0') * 10 + p[3] - '0');
  return 0;
}

static gboolean passes_mod97(const char *iban, guint n)
{
  guint rest = 0;
  for (guint i = 0; i < n; i++) {
    char c = iban[(i + 4) % n];
    rest = g_ascii_isdigit(c) ? (rest * 10 + (guint)(c - '0')) % 97 : (rest * 100 + (guint)(c - 'A') + 10) % 97;
  }
  return rest == 1;
}

static gboolean read_iban(const struct mask_text *text, gsize at, struct mask_found *ret)
{
  const char *p = text->text + at;
  if (text->length - at < 15 || !g_ascii_isalpha(p[0]) || !g_ascii_isalpha(p[1]) || !g_ascii_isdigit(p[2]))
    return FALSE;
  guint length = iban_length(p), n = 0;
  char iban[MAX_IBAN];
  gsize i = at;
  while (n < length && i < text->length) {
    char c = text->text[i];
    char means;
    gsize gap = n > 0 ? separator_at(text, i, &means) : 0;
    if (g_ascii_isalnum(c)) {
      iban[n++] = g_ascii_toupper(c);
      i++;
    } else if (gap && means != '/' && i + gap < text->length && g_ascii_isalnum(text->text[i + gap])) {
      i += gap;
    } else {
      return FALSE;
    }
  }
  if (!length || n != length || (i < text->length && g_ascii_isalnum(text->text[i])) || !passes_mod97(iban, n))
    return FALSE;
  *ret = (struct mask_found){ .start = at, .end = i };
  g_snprintf(ret->shown, sizeof ret->shown, "%.2s" MASK_DOTS " %.4s", iban, iban + n - 4);
  return TRUE;
}

gboolean mask_number(const struct mask_text *text, gsize at, struct mask_found *ret)
{
  if (g_ascii_isalpha(text->text[at]))
    return read_iban(text, at, ret);
  struct digits digits;
  if (!is_digit_at(text, at) || (at > 0 && is_digit_at(text, at - 1)) ||
      (at >= 3 && is_digit_at(text, at - 3) && (guchar)text->text[at - 1] >= 0x80) || !read_digits(text, at, &digits))
    return FALSE;
  if (read_card(text, at, &digits, ret))
    return TRUE;
  return !is_inner_group(text, at) && (read_resident(text, at, &digits, ret) || read_social(text, at, &digits, ret));
}
