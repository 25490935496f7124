#include "triage/details-private.h"

#include <string.h>

gboolean details_at(const struct details_text *text, gsize at, const char *prefix)
{
  return g_str_has_prefix(text->low + at, prefix);
}

gboolean details_one_of(const char *form, const char *const *forms)
{
  for (; *forms; forms++)
    if (!strcmp(form, *forms))
      return TRUE;
  return FALSE;
}

static gboolean joins(char c)
{
  return c == '-' || c == '.' || c == '/' || c == '_' || c == ',';
}

static gboolean is_part(char c)
{
  return g_ascii_isalnum(c);
}

static void read_code(const struct details_text *text, gsize at, struct details_code *ret)
{
  *ret = (struct details_code){ .text = text, .start = at };
  gsize end = at, n = 0;
  for (; n < MOST_CODE; n++, end++) {
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

static gboolean ends_at(const struct details_text *text, gsize at, const char *suffix)
{
  gsize length = strlen(suffix);
  return at >= length && !memcmp(text->low + at - length, suffix, length);
}

/* UPU S10: the ninth digit checks the eight before. */
static gboolean is_s10(const struct details_code *code)
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

static gboolean is_ups(const struct details_code *code)
{
  return code->end - code->start == 18 && details_at(code->text, code->start, "1z") && code->digits + code->letters == 18;
}

static gboolean is_hexadecimal(const struct details_code *code)
{
  const char *low = code->text->low + code->start;
  return code->end - code->start >= 5 && low[0] == '0' && low[1] == 'x' &&
         strspn(low + 2, "0123456789abcdef") == code->end - code->start - 2;
}

/* "E-1234", "ERR-12", "E1234", "PO-77" */
static gboolean has_letters(const struct details_code *code, const char *const *words)
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

static int by_form(const struct details_code *code)
{
  static const char *const errors[] = { "E", "ERR", "ERROR", "EC", NULL };
  static const char *const orders[] = { "ORD", "PO", "ORDER", NULL };
  static const char *const invoices[] = { "INV", "RE", "RG", "FAC", NULL };
  if (is_s10(code) || is_ups(code))
    return DETAIL_TRACKING;
  if (!strcmp(code->form, "999-9999999-9999999"))
    return DETAIL_ORDER;
  if (is_hexadecimal(code) ||
      (code->digits >= 2 && (code->digits >= 3 || strchr(code->form, '-')) && has_letters(code, errors)))
    return DETAIL_ERROR;
  if (code->digits >= 3 && has_letters(code, orders))
    return DETAIL_ORDER;
  if (code->digits >= 4 && has_letters(code, invoices))
    return DETAIL_INVOICE;
  return CONTEXT_NONE;
}

static const char *const signs[] = { "€",    "$",    "£",    "¥",    "₩",   "￦", "￥",  "eur ", "usd ",
                                     "krw ", "gbp ", "chf ", "jpy ", "r$ ", "r$", "us$", NULL };
static const char *const units[] = { "€",    " €",       "$",      " $",     "£",     " £",      "원",
                                     " 원",  "만원",     "만 원",  "천원",   "만",    "円",      " 円",
                                     "元",   " 元",      "块",     " euros", " euro", " eur",    "eur",
                                     " usd", " krw",     " gbp",   " chf",   " won",  " dollar", " pound",
                                     " yen", " dólares", " reais", " pesos", NULL };

/* The place past an amount of money; 0. Its sign may stand before, then *start moves. */
static gsize amount_end(const struct details_code *code, gsize *start)
{
  const struct details_text *text = code->text;
  if (code->letters && !(code->letters == 3 && details_at(text, code->end - 3, "eur")))
    return 0;
  for (const char *const *sign = signs; *sign; sign++) {
    gsize at = *start;
    at -= at && text->low[at - 1] == ' ' && (guint8)(*sign)[0] >= 0x80;
    if (!ends_at(text, at, *sign) ||
        (at > strlen(*sign) && g_ascii_isalpha(**sign) && g_ascii_isalpha(text->low[at - strlen(*sign) - 1])))
      continue;
    *start = at - strlen(*sign);
    return code->end;
  }
  for (const char *const *unit = units; *unit; unit++) {
    if (!details_at(text, code->end, *unit))
      continue;
    gsize end = code->end + strlen(*unit);
    gboolean more = !strcmp(*unit, "만");
    if (!more)
      return end;
    gsize at = end + strspn(text->low + end, " "); /* 3만 5천원 */
    at += strspn(text->low + at, "0123456789");
    at += details_at(text, at, "천") ? strlen("천") : 0;
    at += strspn(text->low + at, " ");
    if (details_at(text, at, "원"))
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
    } else if (!strchr(" -().", c) || !c || (c == '.' && !g_ascii_isdigit(text->low[i + 1])) ||
               (c == ' ' && text->low[i + 1] == ' ')) {
      break;
    }
  }
  return end;
}

static gboolean is_phone(const struct details_code *code, int context, gsize *ret_start, gsize *ret_end)
{
  static const char *const forms[] = { "999-9999-9999", "999-999-9999", "99-999-9999", "99-9999-9999",
                                       "9999-9999",     "999.999.9999", NULL };
  const struct details_text *text = code->text;
  gsize start = code->start;
  gboolean plus = start && text->low[start - 1] == '+';
  gboolean bracket = start && text->low[start - 1] == '(' && !strncmp(code->form, "999", 3) && text->low[code->end] == ')';
  guint digits;
  gsize end = phone_end(text, start, &digits);
  gboolean numbered =
      context == DETAIL_ORDER || context == DETAIL_INVOICE || context == DETAIL_TRACKING || context == CONTEXT_OTHER;
  /* as no Korean shop numbers its orders */
  gboolean mobile = !strcmp(code->form, "999-9999-9999") && details_at(text, start, "01");
  if ((numbered && !mobile) || code->letters)
    return FALSE;
  *ret_start = start - (plus || bracket);
  *ret_end = end;
  if (digits < 7 || digits > 15)
    return FALSE;
  if (plus || bracket || context == DETAIL_PHONE)
    return TRUE;
  gboolean zero = text->low[start] == '0';
  if (!zero && code->end == end && details_one_of(code->form, forms))
    return strcmp(code->form, "9999-9999") || text->low[start] == '1';
  return zero && digits >= 9 && digits <= 12 && (code->groups >= 2 || end > code->end || details_at(text, start, "01"));
}

static gboolean is_version(const struct details_code *code, int context)
{
  const struct details_text *text = code->text;
  gboolean v = text->low[code->start] == 'v' && g_ascii_isdigit(text->low[code->start + 1]);
  guint points = 0;
  for (const char *c = code->form; *c; c++)
    points += *c == '.';
  gboolean model = text->text[code->start] == 'V' && !points && context != DETAIL_VERSION; /* "our machine V5" */
  if (v)
    return code->letters <= 6 && !model;
  if (!g_ascii_isdigit(code->form[0]) || code->letters > 6 || strchr(code->form, '/') || strchr(code->form, ','))
    return FALSE;
  if (code->letters > (points ? 6 : 2) || context == CONTEXT_OTHER)
    return FALSE;
  return context == DETAIL_VERSION ? code->digits <= 12 : points == 2 && code->digits <= 8 && code->groups == 3;
}

/* Long enough for a number that somebody gave something, and no year. */
static gboolean is_reference(const struct details_code *code, gboolean hash)
{
  gboolean year = code->digits == 4 && !code->letters && code->groups == 1 &&
                  (details_at(code->text, code->start, "20") || details_at(code->text, code->start, "19"));
  return code->digits >= (hash ? 3U : 4U) && (hash || !year) && !strchr(code->form, ',');
}

/* "2000 pieces", "3개": how many, and no number that somebody gave something. */
static gboolean is_count(const struct details_code *code)
{
  static const char *const latin[] = { "piece",  "pcs",      "unit",     "item",   "cop",     "user",    "people",
                                       "person", "customer", "employee", "seat",   "license", "licence", "day",
                                       "hour",   "minute",   "second",   "week",   "month",   "year",    "time",
                                       "kg",     "km",       "mb",       "gb",     "ml",      "mm",      "cm",
                                       "stück",  "mal ",     "tage",     "stunde", "minute",  "nutzer",  "pièce",
                                       "jour",   "heure",    "pieza",    "día",    "hora",    "peça",    "dia" };
  static const char *const eastern[] = { "개",   "명", "장 ", "장을", "대 ",  "대를", "박스", "세트", "권",
                                         "켤레", "벌", "회 ", "일 ",  "일째", "시간", "분",   "個",   "人",
                                         "枚",   "台", "回",  "时",   "小时", "天",   "个",   "件" };
  const char *low = code->text->low + code->end;
  if (code->digits > 7 || code->letters)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(eastern); i++)
    if (g_str_has_prefix(low, eastern[i]))
      return TRUE;
  low += *low == ' ';
  for (gsize i = 0; i < G_N_ELEMENTS(latin); i++)
    if (g_str_has_prefix(low, latin[i]))
      return TRUE;
  return g_str_has_prefix(low, "x ");
}

/* RFC 3463: "550 5.1.1", "(#5.5.1)". */
static gboolean is_status(const struct details_code *code, gsize *ret_start)
{
  static const char *const forms[] = { "9.9.9", "9.9.99", "9.9.999", NULL };
  const char *low = code->text->low;
  gsize at = code->start;
  if (!details_one_of(code->form, forms) || !strchr("245", low[at]))
    return FALSE;
  gboolean reply = at >= 4 && strchr(" -", low[at - 1]) && strchr("245", low[at - 4]) && g_ascii_isdigit(low[at - 3]) &&
                   g_ascii_isdigit(low[at - 2]);
  *ret_start = reply ? at - 4 : at;
  return reply || (at && low[at - 1] == '#');
}

/* An IPv4 address. */
static gboolean is_host(const struct details_code *code)
{
  guint points = 0;
  for (const char *c = code->form; *c; c++)
    points += *c == '.';
  return points == 3 && code->groups == 4 && !code->letters;
}

static gsize add(const struct details_code *code, enum detail_kind kind)
{
  details_add(code->text, kind, code->start, code->end);
  return code->end;
}

/* 12 or 13 digits on a Korean parcel may be parted by hyphens. */
static gsize add_by_context(const struct details_code *code, int context, gboolean hash)
{
  if (context == CONTEXT_NONE || context == CONTEXT_OTHER) {
    int after = context == CONTEXT_NONE ? details_context_after(code->text, code->end) : CONTEXT_NONE;
    context = after != CONTEXT_NONE ? after : hash && context == CONTEXT_NONE ? DETAIL_ORDER : CONTEXT_NONE;
  }
  gboolean numbered = context == DETAIL_ORDER || context == DETAIL_INVOICE || context == DETAIL_TRACKING;
  gboolean count = is_count(code);
  if (numbered && !count && is_reference(code, hash))
    return add(code, (enum detail_kind)context);
  if (context == DETAIL_ERROR && !count && code->digits >= 2 && code->digits <= 10 && !strchr(code->form, ','))
    return add(code, DETAIL_ERROR);
  return code->end;
}

/* "10:30", "20%" */
static gboolean is_clock_or_share(const struct details_code *code)
{
  const char *low = code->text->low;
  gsize start = code->start, end = code->end;
  return low[end] == '%' || (low[end] == ':' && g_ascii_isdigit(low[end + 1])) ||
         (start > 1 && low[start - 1] == ':' && g_ascii_isdigit(low[start - 2]));
}

gsize details_number(const struct details_text *text, gsize at)
{
  struct details_code code;
  read_code(text, at, &code);
  if (!code.digits || is_host(&code))
    return code.end;
  int form = by_form(&code);
  if (form != CONTEXT_NONE)
    return add(&code, (enum detail_kind)form);
  gsize start = code.start, end;
  if ((end = amount_end(&code, &start))) {
    details_add(text, DETAIL_AMOUNT, start, end);
    return end;
  }
  if (is_status(&code, &start)) {
    details_add(text, DETAIL_ERROR, start, code.end);
    return code.end;
  }
  if (is_clock_or_share(&code))
    return code.end;
  int context = details_context(text, code.start, strchr(code.form, '.') != NULL);
  gboolean numbered = context == DETAIL_ORDER || context == DETAIL_INVOICE || context == DETAIL_TRACKING;
  if ((context != DETAIL_VERSION || code.digits > 6) && (end = details_date(&code, numbered && code.digits > 6, &start))) {
    details_add(text, DETAIL_DATE, start, end);
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
