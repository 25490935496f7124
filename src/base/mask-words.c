#include <build.h>

#include "base/mask-labels.h"
#include "base/mask-private.h"

#include <string.h>

/* "my password for the shop is ..." */
enum { MAX_FILLERS = 4, MAX_VALUE = 200, MAX_CODE = 10, MAX_SPACES = 8 };

/* How a value is joined to its label, surest first. */
enum join { BY_SIGN, BY_WORD, BY_NOTHING };

static gboolean has_prefix(const struct mask_text *text, gsize at, const char *word)
{
  if (at >= text->length || g_ascii_tolower(text->text[at]) != g_ascii_tolower(*word))
    return FALSE;
  gsize n = strlen(word);
  return text->length - at >= n && !g_ascii_strncasecmp(text->text + at, word, n);
}

/* The labels that begin with a byte, as a chain through `next`; -1 ends it. Longer ones come first. */
static struct {
  gint16 first[256], next[G_N_ELEMENTS(labels)];
} chains;

static int compare_labels(gconstpointer a, gconstpointer b)
{
  gsize of_a = strlen(labels[*(const gint16 *)a].word), of_b = strlen(labels[*(const gint16 *)b].word);
  return (of_a > of_b) - (of_a < of_b);
}

static void make_chains(void)
{
  gint16 order[G_N_ELEMENTS(labels)];
  for (gsize i = 0; i < G_N_ELEMENTS(labels); i++)
    order[i] = (gint16)i;
  qsort(order, G_N_ELEMENTS(labels), sizeof *order, compare_labels);
  for (gsize i = 0; i < G_N_ELEMENTS(chains.first); i++)
    chains.first[i] = -1;
  for (gsize i = 0; i < G_N_ELEMENTS(labels); i++) {
    guchar byte = (guchar)labels[order[i]].word[0];
    chains.next[order[i]] = chains.first[byte];
    chains.first[byte] = order[i];
  }
}

static const struct label *label_at(const struct mask_text *text, gsize at)
{
  static gsize made = 0;
  if (g_once_init_enter(&made)) {
    make_chains();
    g_once_init_leave(&made, 1);
  }
  guchar byte = (guchar)g_ascii_tolower(text->text[at]);
  for (gint16 i = chains.first[byte]; i >= 0; i = chains.next[i]) {
    const char *word = labels[i].word;
    if ((guchar)g_ascii_tolower(text->text[at + 1]) != (guchar)g_ascii_tolower(word[1]) || !has_prefix(text, at, word))
      continue; /* most differ in the second letter */
    gsize end = at + strlen(word);
    gboolean spaced = (guchar)word[strlen(word) - 1] < 0x80;
    if (!spaced || end >= text->length || !g_ascii_isalnum(text->text[end]))
      return &labels[i];
  }
  return NULL;
}

static gsize skip_spaces(const struct mask_text *text, gsize at)
{
  for (guint i = 0; i < MAX_SPACES && at < text->length; i++) {
    if (text->text[at] == ' ' || text->text[at] == '\t')
      at++;
    else if (has_prefix(text, at, "\xC2\xA0"))
      at += 2;
    else if (has_prefix(text, at, "\xE3\x80\x80"))
      at += 3;
    else
      break;
  }
  return at;
}

/* Past the first of `words` that stands at `at`; `at` when none does. */
static gsize skip_one(const struct mask_text *text, gsize at, const char *const *words, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (has_prefix(text, at, words[i]))
      return at + strlen(words[i]);
  return at;
}

/* "Password (new):" */
static gsize skip_remark(const struct mask_text *text, gsize at)
{
  enum { LONGEST = 30 };
  gsize p = skip_spaces(text, at);
  if (p >= text->length || text->text[p] != '(')
    return at;
  for (gsize i = p; i < text->length && i - p < LONGEST && text->text[i] != '\n'; i++)
    if (text->text[i] == ')') {
      gsize end = skip_spaces(text, i + 1);
      return end < text->length && strchr(":=", text->text[end]) ? i + 1 : at;
    }
  return at;
}

/* `"password": "x"`, `password: x`, `<password>x`, `password | x`. The value may stand in the next line. */
static gsize skip_sign(const struct mask_text *text, gsize at)
{
  static const char *const ends[] = { "\"", "'", "&quot;", "*", "**" };
  static const char *const signs[] = { ":", "=", "：", "＝", "->", "=>", "→", "⇒", ">", "&gt;" };
  gsize start = skip_spaces(text, skip_one(text, skip_remark(text, at), ends, G_N_ELEMENTS(ends)));
  gsize end = skip_one(text, start, signs, G_N_ELEMENTS(signs));
  if (end == start)
    return at;
  end = skip_spaces(text, skip_one(text, end, ends + 3, 2));
  return end < text->length && text->text[end] == '\n' ? end + 1 : end;
}

/* "Password | x", "PW - x": what is no value may follow as well. */
static gsize skip_weak_sign(const struct mask_text *text, gsize at)
{
  static const char *const signs[] = { "|", "- ", "– ", "\n", "/ " };
  gsize start = skip_spaces(text, at), end = skip_one(text, start, signs, G_N_ELEMENTS(signs));
  return end > start ? end : at;
}

static gsize skip_link(const struct mask_text *text, gsize at)
{
  for (gsize i = 0; i < G_N_ELEMENTS(links); i++) {
    gsize end = at + strlen(links[i]);
    if (has_prefix(text, at, links[i]) && end < text->length && strchr(" \t\n:", text->text[end]))
      return end;
  }
  return at;
}

/* Over "for the shop" to "is". `at` when there is no link within a few plain words. */
static gsize skip_fillers(const struct mask_text *text, gsize at)
{
  gsize p = at;
  for (guint i = 0; i <= MAX_FILLERS; i++) {
    p = skip_spaces(text, p);
    gsize end = skip_link(text, p);
    if (end > p)
      return end;
    gsize word = p;
    while (p < text->length && p - word < 20 && (g_ascii_isalpha(text->text[p]) || (guchar)text->text[p] >= 0x80))
      p++;
    if (p == word || p >= text->length || text->text[p] != ' ')
      return at;
  }
  return at;
}

struct token {
  gsize start, end;
  gboolean quoted, ends_line, before_copula;
  gboolean stands_alone; /* white space or nothing follows */
  gboolean has_digit, has_letter, has_symbol, has_inner_capital, is_ascii, is_address;
};

static gsize closing_quote(const struct mask_text *text, gsize at, gsize *ret_inner)
{
  for (gsize i = 0; i < G_N_ELEMENTS(quotes); i++) {
    if (!has_prefix(text, at, quotes[i].open))
      continue;
    *ret_inner = at + strlen(quotes[i].open);
    for (gsize p = *ret_inner; p < text->length && p - at < MAX_VALUE && text->text[p] != '\n'; p++)
      if (has_prefix(text, p, quotes[i].close))
        return p;
  }
  return 0;
}

static void judge(const struct mask_text *text, struct token *token)
{
  static const char symbols[] = "!@#$%^&*_+=~?/\\|<>{}[]();.,-";
  token->is_ascii = TRUE;
  for (gsize i = token->start; i < token->end; i++) {
    char c = text->text[i];
    token->is_ascii &= (guchar)c < 0x80;
    token->has_digit |= g_ascii_isdigit(c);
    token->has_letter |= g_ascii_isalpha(c);
    token->has_inner_capital |= i > token->start && g_ascii_isupper(c) && g_ascii_islower(text->text[i - 1]);
    token->has_symbol |= c && strchr(symbols, c) != NULL;
  }
  const char *at = memchr(text->text + token->start, '@', token->end - token->start);
  token->is_address = at && memchr(at, '.', text->text + token->end - at);
}

/* What stands at `at`, up to white space or, behind ASCII, to the first letter of another script; without the punctuation
 * that ends the sentence. */
static gboolean read_token(const struct mask_text *text, gsize at, struct token *ret)
{
  *ret = (struct token){ .start = skip_spaces(text, at) };
  gsize inner = 0, close = ret->start < text->length ? closing_quote(text, ret->start, &inner) : 0;
  if (close > inner) {
    ret->start = inner;
    ret->end = close;
    ret->quoted = TRUE;
    judge(text, ret);
    return TRUE;
  }
  gsize end = ret->start;
  gboolean ascii = end < text->length && (guchar)text->text[end] < 0x80;
  while (end < text->length && end - ret->start < MAX_VALUE && !g_ascii_isspace(text->text[end]) &&
         (!ascii || (guchar)text->text[end] < 0x80))
    end++;
  while (end < text->length && ((guchar)text->text[end] & 0xC0) == 0x80) /* never within a character */
    end++;
  const char *tag = memmem(text->text + ret->start, end - ret->start, "</", 2);
  tag = tag ? tag : memmem(text->text + ret->start, end - ret->start, "&lt;", 4);
  if (tag && tag > text->text + ret->start)
    end = tag - text->text;
  gsize after = end;
  while (end > ret->start && strchr(".,;:?)]}>\"'", text->text[end - 1]))
    end--;
  ret->end = end;
  after = after > end ? after : skip_spaces(text, end);
  ret->ends_line = after >= text->length || text->text[after] == '\n' || text->text[after] == '.';
  ret->stands_alone = end >= text->length || g_ascii_isspace(text->text[end]) || strchr(".,", text->text[end]);
  ret->before_copula = skip_one(text, end, copulas, G_N_ELEMENTS(copulas)) > end;
  judge(text, ret);
  return end > ret->start;
}

static gboolean is_masked_already(const struct mask_text *text, const struct token *token)
{
  for (gsize i = token->start; i < token->end; i++)
    if (!strchr("*xX.#-", text->text[i]) && (guchar)text->text[i] < 0x80)
      return FALSE;
  return TRUE;
}

static gboolean is_password(const struct token *token, enum join join)
{
  gsize length = token->end - token->start;
  gboolean mixed = token->has_letter && (token->has_digit || token->has_inner_capital || token->has_symbol);
  if (!token->is_ascii)
    return token->has_digit && join == BY_SIGN;
  if (length < 3)
    return FALSE;
  if (token->quoted && length >= 4)
    return TRUE;
  switch (join) {
  case BY_SIGN:
    return mixed || token->has_digit || token->ends_line || token->before_copula;
  case BY_WORD: /* "send the password to jane@customer.example" */
    return !token->is_address && (mixed || (token->has_digit && length >= 4) || (token->before_copula && length >= 4));
  default: /* "비밀번호 1234", but not "비밀번호 1000번" nor a date */
    return length >= 4 && ((token->has_letter && token->has_digit) || (token->before_copula && !token->has_symbol) ||
                           (token->has_digit && !token->has_symbol && length <= 12 && token->stands_alone));
  }
}

/* "123 456" */
static void read_second_half(const struct mask_text *text, struct token *token)
{
  gsize p = token->end + 1, n = 0;
  if (token->has_letter || token->has_symbol || token->end - token->start != 3 || p >= text->length ||
      text->text[p - 1] != ' ')
    return;
  while (p + n < text->length && g_ascii_isdigit(text->text[p + n]))
    n++;
  if (n == 3)
    token->end = p + n;
}

static gboolean is_code(const struct mask_text *text, const struct token *token, gsize shortest)
{
  gsize length = token->end - token->start;
  if (!token->has_digit || length < shortest || length > MAX_CODE || !token->is_ascii)
    return FALSE;
  for (gsize i = token->start; i < token->end; i++)
    if (!g_ascii_isalnum(text->text[i]) && text->text[i] != '-' && text->text[i] != ' ')
      return FALSE;
  return !g_ascii_islower(text->text[token->start]);
}

static gboolean is_key(const struct token *token)
{
  return token->is_ascii && token->has_digit && token->has_letter && token->end - token->start >= 8;
}

static gboolean fits_label(const struct mask_text *text, const struct label *label, enum join join, struct token *token)
{
  switch (label->value) {
  case CODE:
    read_second_half(text, token);
    return is_code(text, token, 3);
  case DIGITS:
    return is_code(text, token, 2);
  case KEY:
    return is_key(token);
  case PASS:
    return join == BY_SIGN && token->has_letter && is_password(token, join);
  default:
    return is_password(token, join);
  }
}

static gboolean accept(const struct mask_text *text, const struct label *label, gsize at, enum join join,
                       struct mask_found *ret)
{
  struct token token;
  if (!read_token(text, at, &token) || is_masked_already(text, &token))
    return FALSE;
  gboolean fits = fits_label(text, label, join, &token);
  if (fits)
    *ret = (struct mask_found){ token.start, token.end, MASK_DOTS };
  return fits;
}

/* "123456 is your verification code", as messages that people paste say it. */
static gboolean read_code_before(const struct mask_text *text, gsize at, struct mask_found *ret)
{
  gsize end = at;
  while (end < text->length && end - at <= MAX_CODE && (g_ascii_isdigit(text->text[end]) || text->text[end] == '-'))
    end++;
  if (end - at < 4 || end - at > MAX_CODE)
    return FALSE;
  gsize p = skip_one(text, end, code_phrases, G_N_ELEMENTS(code_phrases));
  if (p == end)
    return FALSE;
  enum { WITHIN = 48 };
  p -= has_prefix(text, end, "]") ? strlen("인증") : 0;
  for (gsize i = p; i < text->length && i < p + WITHIN && text->text[i] != '\n'; i++) {
    const struct label *label = label_at(text, i);
    if (label && label->value == CODE) {
      *ret = (struct mask_found){ at, end, MASK_DOTS };
      return TRUE;
    }
  }
  return FALSE;
}

/* "hunter2 is my password" */
static gboolean read_password_before(const struct mask_text *text, gsize at, struct mask_found *ret)
{
  enum { LONGEST = 32, WITHIN = 16 };
  struct token token = { .start = at };
  gsize end = at;
  while (end < text->length && end - at < LONGEST && g_ascii_isgraph(text->text[end]))
    end++;
  token.end = end;
  gsize after = end - at < 4 ? end : skip_one(text, end, password_phrases, G_N_ELEMENTS(password_phrases));
  if (after == end)
    return FALSE;
  judge(text, &token);
  if (!token.has_digit || !token.has_letter)
    return FALSE;
  for (gsize i = end + 1; i < text->length && i < after + WITHIN && !strchr("\n.,", text->text[i]); i++) {
    const struct label *label = text->text[i - 1] == ' ' ? label_at(text, i) : NULL;
    if (label && label->value == PASSWORD) {
      *ret = (struct mask_found){ at, end, MASK_DOTS };
      return TRUE;
    }
  }
  return FALSE;
}

/* "id/pw: jane / hunter2": the second of two. */
static gboolean read_pair(const struct mask_text *text, gsize value, struct mask_found *ret)
{
  enum { LONGEST = 64 };
  for (gsize i = value; i < text->length && i - value < LONGEST && text->text[i] != '\n'; i++)
    if (text->text[i] == '/') {
      struct token token;
      if (!read_token(text, i + 1, &token) || token.end - token.start < 3)
        return FALSE;
      *ret = (struct mask_found){ token.start, token.end, MASK_DOTS };
      return TRUE;
    }
  return FALSE;
}

/* "Mr Tan 1234" */
static gboolean is_named_so(const struct mask_text *text, gsize at, const struct label *label)
{
  return !strcmp(label->word, "tan") && text->text[at + 1] != 'A' && text->text[at] != 't';
}

/* "인증번호 6자리", "認証コード6桁": how many places it has. */
static gsize skip_places(const struct mask_text *text, gsize at)
{
  static const char *const places[] = { "자리", "桁", "位" };
  gsize digit = skip_spaces(text, at);
  if (digit >= text->length || !g_ascii_isdigit(text->text[digit]))
    return at;
  gsize end = skip_one(text, digit + 1, places, G_N_ELEMENTS(places));
  return end > digit + 1 ? end : at;
}

gboolean mask_labelled(const struct mask_text *text, gsize at, struct mask_found *ret)
{
  if (g_ascii_isdigit(text->text[at]) && read_code_before(text, at, ret))
    return TRUE;
  if (read_password_before(text, at, ret))
    return TRUE;
  const struct label *label = label_at(text, at);
  if (!label || is_named_so(text, at, label))
    return FALSE;
  gsize end = skip_places(text, at + strlen(label->word));
  gsize after = skip_sign(text, end);
  if (after > end)
    return (at > 0 && text->text[at - 1] == '/' && read_pair(text, after, ret)) || accept(text, label, after, BY_SIGN, ret);
  after = skip_one(text, end, particles, G_N_ELEMENTS(particles));
  if (after > end) {
    gsize sign = skip_sign(text, after);
    return accept(text, label, sign, sign > after ? BY_SIGN : BY_WORD, ret);
  }
  after = skip_fillers(text, end);
  if (after > end) {
    gsize sign = skip_sign(text, after);
    return accept(text, label, sign, sign > after ? BY_SIGN : BY_WORD, ret);
  }
  after = skip_weak_sign(text, end);
  return accept(text, label, after, BY_NOTHING, ret);
}
