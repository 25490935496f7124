#include "triage/details-private.h"

#include "triage/stated-private.h"

#include <string.h>

enum { MOST = 48 };

/* A run of letters, digits and what joins them. */
struct code {
  const struct details_text *text;
  gsize start, end;
  guint digits, letters, groups; /* groups of digits */
  char form[MOST + 1];           /* 9 for a digit, a for a letter, else as it is */
};

static gboolean joins(char c)
{
  return c == '-' || c == '.' || c == '/' || c == '_' || c == ',';
}

static gboolean is_part(char c)
{
  return g_ascii_isalnum(c);
}

static void read_code(const struct details_text *text, gsize at, struct code *ret)
{
  *ret = (struct code){ .text = text, .start = at };
  gsize end = at, n = 0;
  for (; n < MOST; n++, end++) {
    char c = text->low[end];
    gboolean joined = joins(c) && n && is_part(text->low[end + 1]) && is_part(text->low[end - 1]);
    if (!is_part(c) && !joined)
      break;
    gboolean digit = g_ascii_isdigit(c);
    ret->groups += digit && (!n || ret->form[n - 1] != '9');
    ret->digits += digit;
    ret->letters += g_ascii_isalpha(c);
    ret->form[n] = digit ? '9' : g_ascii_isalpha(c) ? 'a' : c;
  }
  ret->form[n] = '\0';
  ret->end = end;
}

static gboolean has_prefix_at(const struct details_text *text, gsize at, const char *prefix)
{
  return g_str_has_prefix(text->low + at, prefix);
}

static gboolean ends_at(const struct details_text *text, gsize at, const char *suffix)
{
  gsize length = strlen(suffix);
  return at >= length && !memcmp(text->low + at - length, suffix, length);
}

/* UPU S10: the ninth digit checks the eight before. */
static gboolean is_s10(const struct code *code)
{
  static const int weights[] = { 8, 6, 4, 2, 3, 5, 9, 7 };
  if (strcmp(code->form, "aa999999999aa"))
    return FALSE;
  int sum = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(weights); i++)
    sum += weights[i] * (code->text->low[code->start + 2 + i] - '0');
  int check = 11 - sum % 11;
  check = check == 10 ? 0 : check == 11 ? 5 : check;
  return code->text->low[code->start + 10] - '0' == check;
}

static gboolean is_ups(const struct code *code)
{
  return code->end - code->start == 18 && has_prefix_at(code->text, code->start, "1z") && code->digits + code->letters == 18;
}

static gboolean is_hexadecimal(const struct code *code)
{
  const char *low = code->text->low + code->start;
  return code->end - code->start >= 5 && low[0] == '0' && low[1] == 'x' &&
         strspn(low + 2, "0123456789abcdef") == code->end - code->start - 2;
}

/* "E-1234", "ERR-12", "E1234", "PO-77" */
static gboolean has_letters(const struct code *code, const char *const *words)
{
  for (; *words; words++) {
    gsize length = strlen(*words);
    const char *at = code->text->text + code->start;
    if (!g_ascii_strncasecmp(at, *words, length) && g_ascii_isupper(at[0]) &&
        (g_ascii_isdigit(at[length]) || ((at[length] == '-' || at[length] == '_') && g_ascii_isdigit(at[length + 1]))))
      return TRUE;
  }
  return FALSE;
}

static int by_form(const struct code *code)
{
  static const char *const errors[] = { "E", "ERR", "ERROR", "EC", NULL };
  static const char *const orders[] = { "ORD", "PO", "ORDER", NULL };
  static const char *const invoices[] = { "INV", "RE", "RG", "FAC", NULL };
  if (is_s10(code) || is_ups(code))
    return DETAIL_TRACKING;
  if (!strcmp(code->form, "999-9999999-9999999"))
    return DETAIL_ORDER;
  if (is_hexadecimal(code) || (code->digits >= 2 && has_letters(code, errors)))
    return DETAIL_ERROR;
  if (code->digits >= 3 && has_letters(code, orders))
    return DETAIL_ORDER;
  if (code->digits >= 4 && has_letters(code, invoices))
    return DETAIL_INVOICE;
  return CONTEXT_NONE;
}

static gboolean is_one_of(const char *form, const char *const *forms)
{
  for (; *forms; forms++)
    if (!strcmp(form, *forms))
      return TRUE;
  return FALSE;
}

/* The place past a date that begins with `code`; 0. */
static gsize date_end(const struct code *code)
{
  static const char *const forms[] = { "9999-99-99", "9999-9-9", "9999.99.99", "9999/99/99", "9999.9.9", "9999/9/9", "99.99.9999", "9.9.9999",
                                       "9.99.9999", "99.9.9999", "99.99.99", "99/99/9999", "9/9/9999", "99/9/9999", "9/99/9999", "99/99/99", "99-99-9999", "9/99", "99/9", "99/99", NULL };
  static const struct {
    const char *mark, *next;
  } eastern[] = { { "년", "월" }, { "年", "月" }, { "월", "일" }, { "月", "日" }, { "月", "号" } };
  const struct details_text *text = code->text;
  if (is_one_of(code->form, forms))
    return code->end;
  gsize end = code->end, found = 0;
  if (code->form[strspn(code->form, "9")] || code->digits > 4)
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS(eastern); i++) {
    if (!has_prefix_at(text, end, eastern[i].mark))
      continue;
    gsize at = end + strlen(eastern[i].mark);
    at += strspn(text->low + at, " ");
    gsize digits = strspn(text->low + at, "0123456789");
    if (!digits || digits > 2 || !has_prefix_at(text, at + digits, eastern[i].next))
      continue;
    end = found = at + digits + strlen(eastern[i].next);
    if (i < 2) { /* the day follows */
      at = end + strspn(text->low + end, " ");
      digits = strspn(text->low + at, "0123456789");
      if (digits && digits <= 2)
        found = at + digits + 3 * (text->low[at + digits] != '\0' && (guint8)text->low[at + digits] >= 0x80);
    }
    return found;
  }
  return 0;
}

static const struct stated_word *month_at(const struct details_text *text, gsize at)
{
  gsize length;
  const struct stated_word *word = g_ascii_isalpha(text->low[at]) ? stated_word_at(text->low + at, TRUE, &length) : NULL;
  return word && word->kind == STATED_MONTH ? word : NULL;
}

/* "3 December", "3. Dezember", "3 de diciembre" */
static gsize named_date_end(const struct code *code)
{
  const struct details_text *text = code->text;
  if (code->digits > 2 || !code->digits || !g_ascii_isdigit(code->form[0]))
    return 0;
  gsize at = code->end;
  at += text->low[at] == '.';
  at += strspn(text->low + at, " ");
  at += has_prefix_at(text, at, "de ") || has_prefix_at(text, at, "of ") ? 3 : 0;
  if (!month_at(text, at))
    return 0;
  while (g_ascii_isalpha(text->low[at]))
    at++;
  return at;
}

static const char *const signs[] = { "€", "$", "£", "¥", "₩", "￦", "￥", "eur ", "usd ", "krw ", "gbp ", "chf ", "jpy ", "r$ ", "r$", "us$", NULL };
static const char *const units[] = { "€", " €", "$", " $", "£", " £", "원", " 원", "만원", "만 원", "천원", "만", "円", " 円", "元", " 元", "块", " eur", "eur", " usd", " krw", " gbp",
                                     " chf", " won", " dollar", " pound", " yen", " dólares", " reais", " pesos", NULL };

/* The place past an amount of money; 0. Its sign may stand before, then *start moves. */
static gsize amount_end(const struct code *code, gsize *start)
{
  const struct details_text *text = code->text;
  if (code->letters && !(code->letters == 3 && has_prefix_at(text, code->end - 3, "eur")))
    return 0;
  for (const char *const *sign = signs; *sign; sign++) {
    gsize at = *start;
    at -= at && text->low[at - 1] == ' ' && (guint8)(*sign)[0] >= 0x80;
    if (!ends_at(text, at, *sign) || (at > strlen(*sign) && g_ascii_isalpha(**sign) && g_ascii_isalpha(text->low[at - strlen(*sign) - 1])))
      continue;
    *start = at - strlen(*sign);
    return code->end;
  }
  for (const char *const *unit = units; *unit; unit++) {
    if (!has_prefix_at(text, code->end, *unit))
      continue;
    gsize end = code->end + strlen(*unit);
    gboolean more = !strcmp(*unit, "만");
    if (!more)
      return end;
    gsize at = end + strspn(text->low + end, " "); /* 3만 5천원 */
    at += strspn(text->low + at, "0123456789");
    at += has_prefix_at(text, at, "천") ? strlen("천") : 0;
    at += strspn(text->low + at, " ");
    if (has_prefix_at(text, at, "원"))
      return at + strlen("원");
  }
  return 0;
}

/* Past digits and what stands between those of a telephone number. */
static gsize phone_end(const struct details_text *text, gsize at, guint *ret_digits)
{
  gsize end = at;
  *ret_digits = 0;
  for (gsize i = at + (text->low[at] == '+'); i - at < 28; i++) {
    char c = text->low[i];
    if (g_ascii_isdigit(c)) {
      ++*ret_digits;
      end = i + 1;
    } else if (!strchr(" -().", c) || !c || (c == '.' && !g_ascii_isdigit(text->low[i + 1])) || (c == ' ' && text->low[i + 1] == ' ')) {
      break;
    }
  }
  return end;
}

static gboolean is_phone(const struct code *code, int context, gsize *ret_start, gsize *ret_end)
{
  static const char *const forms[] = { "999-9999-9999", "999-999-9999", "99-999-9999", "99-9999-9999", "9999-9999", "999.999.9999", NULL };
  const struct details_text *text = code->text;
  gsize start = code->start;
  gboolean plus = start && text->low[start - 1] == '+';
  gboolean bracket = start && text->low[start - 1] == '(' && !strncmp(code->form, "999", 3) && text->low[code->end] == ')';
  guint digits;
  gsize end = phone_end(text, start, &digits);
  if (context == DETAIL_ORDER || context == DETAIL_INVOICE || context == DETAIL_TRACKING || context == CONTEXT_OTHER || code->letters)
    return FALSE;
  *ret_start = start - (plus || bracket);
  *ret_end = end;
  if (digits < 7 || digits > 15)
    return FALSE;
  if (plus || bracket || context == DETAIL_PHONE)
    return TRUE;
  gboolean zero = text->low[start] == '0';
  if (!zero && code->end == end && is_one_of(code->form, forms))
    return strcmp(code->form, "9999-9999") || text->low[start] == '1';
  return zero && digits >= 9 && digits <= 12 && (code->groups >= 2 || end > code->end || has_prefix_at(text, start, "01"));
}

static gboolean is_version(const struct code *code, int context)
{
  const struct details_text *text = code->text;
  gboolean v = text->low[code->start] == 'v' && g_ascii_isdigit(text->low[code->start + 1]);
  guint points = 0;
  for (const char *c = code->form; *c; c++)
    points += *c == '.';
  if (v)
    return code->letters <= 6;
  if (!g_ascii_isdigit(code->form[0]) || code->letters > 6 || strchr(code->form, '/') || strchr(code->form, ','))
    return FALSE;
  return context == DETAIL_VERSION ? code->digits <= 12 : points == 2 && code->digits <= 8 && code->groups == 3;
}

/* Long enough for a number that somebody gave something, and no year. */
static gboolean is_reference(const struct code *code, gboolean hash)
{
  gboolean year = code->digits == 4 && !code->letters && code->groups == 1 &&
                  (has_prefix_at(code->text, code->start, "20") || has_prefix_at(code->text, code->start, "19"));
  return code->digits >= (hash ? 3U : 4U) && (hash || !year) && !strchr(code->form, ',');
}

static gsize add(const struct code *code, enum detail_kind kind)
{
  details_add(code->text, kind, code->start, code->end);
  return code->end;
}

/* 12 or 13 digits on a Korean parcel may be parted by hyphens. */
static gsize add_by_context(const struct code *code, int context, gboolean hash)
{
  if (context == CONTEXT_NONE || context == CONTEXT_OTHER) {
    int after = context == CONTEXT_NONE ? details_context_after(code->text, code->end) : CONTEXT_NONE;
    context = after != CONTEXT_NONE ? after : hash && context == CONTEXT_NONE ? DETAIL_ORDER : CONTEXT_NONE;
  }
  gboolean numbered = context == DETAIL_ORDER || context == DETAIL_INVOICE || context == DETAIL_TRACKING;
  if (numbered && is_reference(code, hash))
    return add(code, (enum detail_kind)context);
  if (context == DETAIL_ERROR && code->digits >= 2 && code->digits <= 10 && !strchr(code->form, ','))
    return add(code, DETAIL_ERROR);
  return code->end;
}

gsize details_number(const struct details_text *text, gsize at)
{
  struct code code;
  read_code(text, at, &code);
  if (!code.digits)
    return code.end;
  int form = by_form(&code);
  if (form != CONTEXT_NONE)
    return add(&code, (enum detail_kind)form);
  gsize start = code.start, end;
  if ((end = amount_end(&code, &start))) {
    details_add(text, DETAIL_AMOUNT, start, end);
    return end;
  }
  if (code.digits < 2 && !strchr(code.form, '.') && text->low[code.end] == ' ' && !named_date_end(&code))
    return code.end;
  if (text->low[code.end] == ':' || text->low[code.end] == '%' || (code.start && text->low[code.start - 1] == ':'))
    return code.end;
  int context = details_context(text, code.start);
  gboolean numbered = context == DETAIL_ORDER || context == DETAIL_INVOICE || context == DETAIL_TRACKING;
  if (!(numbered && code.digits > 6) && ((end = date_end(&code)) || (end = named_date_end(&code)))) {
    details_add(text, DETAIL_DATE, code.start, end);
    return end;
  }
  if (is_version(&code, context) && !numbered)
    return add(&code, DETAIL_VERSION);
  if (is_phone(&code, context, &start, &end)) {
    details_add(text, DETAIL_PHONE, start, end);
    return MAX(end, code.end);
  }
  return add_by_context(&code, context, code.start && text->low[code.start - 1] == '#');
}
