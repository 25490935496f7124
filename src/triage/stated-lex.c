#include "triage/stated-private.h"

#include <string.h>

/* A piece in lower case without accents, with the way back. */
struct piece {
  char text[STATED_PIECE + 8]; /* NULs at its end, for looking ahead */
  guint16 from[STATED_PIECE + 8];
  gsize length;
};

/* U+00C0 to U+017F in lower case without accents. */
static const char plain_letters[] =
    "aaaaaaaceeeeiiiidnooooo*ouuuuypsaaaaaaaceeeeiiiidnooooo/ouuuuypyaaaaaaccccccccddddeeeeeeeeeegggg"
    "gggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

static void put(struct piece *piece, const char *bytes, gsize n, gsize from)
{
  for (gsize i = 0; i < n; i++) {
    piece->from[piece->length] = (guint16)from;
    piece->text[piece->length++] = bytes[i];
  }
}

/* What a character of two or more bytes comes to; never longer than it was. */
static void fold_wide(struct piece *piece, const char *at, gsize n, gsize from)
{
  gunichar c = g_utf8_get_char(at);
  char plain = 0;
  if (c >= 0xc0 && c < 0xc0 + sizeof plain_letters - 1)
    plain = plain_letters[c - 0xc0];
  else if (c >= 0xff01 && c <= 0xff5e) /* full width */
    plain = g_ascii_tolower((char)(c - 0xff01 + '!'));
  else if (c == 0x2019 || c == 0x2018)
    plain = '\'';
  else if (c >= 0x2010 && c <= 0x2015)
    plain = '-';
  else if (c == 0xa0 || c == 0x3000 || c == 0x202f || (c >= 0x2000 && c <= 0x200a))
    plain = ' ';
  else if (c == 0x3001)
    plain = ',';
  else if (c == 0x301c)
    plain = '~';
  else if ((c >= 0x300 && c < 0x370) || c == 0xad || c == 0x200b || c == 0xfeff)
    return;
  if (plain)
    put(piece, &plain, 1, from);
  else
    put(piece, at, n, from);
}

static void fold(struct piece *piece, const char *text, gsize length)
{
  piece->length = 0;
  for (gsize i = 0; i < length;) {
    gsize n = (gsize)(g_utf8_next_char(text + i) - (text + i));
    if (n == 1) {
      char c = g_ascii_isspace(text[i]) ? ' ' : g_ascii_tolower(text[i]);
      if (c != ' ' || !piece->length || piece->text[piece->length - 1] != ' ')
        put(piece, &c, 1, i);
    } else if (i + n <= length) {
      fold_wide(piece, text + i, n, i);
    }
    i += n;
  }
  memset(piece->text + piece->length, 0, sizeof piece->text - piece->length);
  piece->from[piece->length] = (guint16)length;
}

static gboolean is_hangul_at(const char *at)
{
  guint8 first = (guint8)at[0];
  return first >= 0xea && first <= 0xed && g_utf8_get_char(at) >= 0xac00 && g_utf8_get_char(at) <= 0xd7a3;
}

struct lexer {
  const struct piece *piece;
  struct stated_sentence *sentence;
  gsize at, last; /* where it is, and where the last token ended */
};

static void add(struct lexer *lexer, enum stated_kind kind, int value, gsize length, guint digits)
{
  struct stated_sentence *sentence = lexer->sentence;
  if (sentence->n < STATED_TOKENS) {
    const guint16 *from = lexer->piece->from;
    sentence->tokens[sentence->n++] = (struct stated_token){
      .kind = (guint8)kind, .digits = (guint8)digits, .value = value, .glued = lexer->at == lexer->last,
      .start = from[lexer->at], .end = from[lexer->at + length],
    };
  }
  lexer->at += length;
  lexer->last = lexer->at;
}

static void add_number(struct lexer *lexer)
{
  static const char *const endings[] = { "st", "nd", "rd", "th", "er" };
  const char *at = lexer->piece->text + lexer->at;
  gsize digits = strspn(at, "0123456789");
  if (digits > 8) {
    add(lexer, STATED_WORD, 0, digits, 0);
    return;
  }
  gsize length = digits;
  for (gsize i = 0; i < G_N_ELEMENTS(endings); i++)
    if (!strncmp(at + digits, endings[i], 2) && !g_ascii_isalnum(at[digits + 2]))
      length += 2;
  guint n = lexer->sentence->n;
  add(lexer, STATED_NUMBER, (int)g_ascii_strtoull(at, NULL, 10), length, (guint)digits);
  if (n < lexer->sentence->n)
    lexer->sentence->tokens[n].ordinal = length > digits;
}

static void add_latin(struct lexer *lexer)
{
  const char *at = lexer->piece->text + lexer->at;
  gsize length;
  const struct stated_word *word = stated_word_at(at, TRUE, &length);
  gboolean open = word && word->text[length] == '*';
  if (!word)
    for (length = 1; g_ascii_isalnum(at[length]) || at[length] == '_'; length++)
      ;
  for (; open && g_ascii_isalpha(at[length]); length++)
    ;
  add(lexer, word ? word->kind : STATED_WORD, word ? word->value : 0, length, 0);
}

/* 했, 됐, 렸: a verb in the past; 있 and 겠 end alike. "받았으면" is a wish. */
static gboolean is_past(const char *at)
{
  gunichar c = g_utf8_get_char(at);
  return (c - 0xac00) % 28 == 20 && c != 0xc788 /* 있 */ && c != 0xaca0 /* 겠 */ &&
         !g_str_has_prefix(g_utf8_next_char(at), "으면");
}

static void add_eastern(struct lexer *lexer, gboolean from_start)
{
  const char *at = lexer->piece->text + lexer->at;
  gsize length = 0;
  gboolean hangul = is_hangul_at(at);
  const struct stated_word *word = stated_word_at(at, from_start || !hangul, &length);
  guint n = lexer->sentence->n;
  if (word)
    add(lexer, word->kind, word->value, length, 0);
  else
    add(lexer, hangul && is_past(at) ? STATED_WAS : STATED_WORD, 0, (gsize)(g_utf8_next_char(at) - at), 0);
  if (n == lexer->sentence->n)
    return;
  struct stated_token *token = &lexer->sentence->tokens[n];
  token->eastern = TRUE;
  /* A run of what is not known is one token. */
  if (n && token->kind == STATED_WORD && token->glued && token[-1].kind == STATED_WORD && token[-1].eastern) {
    token[-1].end = token->end;
    lexer->sentence->n--;
  }
}

static enum stated_kind kind_of_mark(char c)
{
  static const struct {
    char mark;
    enum stated_kind kind;
  } marks[] = { { ',', STATED_COMMA },   { '.', STATED_DOT },    { '/', STATED_SLASH },   { ':', STATED_COLON },
                { '-', STATED_DASH },    { '~', STATED_SINCE },  { '(', STATED_BRACKET }, { ')', STATED_BRACKET },
                { '[', STATED_BRACKET }, { ']', STATED_BRACKET } };
  for (gsize i = 0; i < G_N_ELEMENTS(marks); i++)
    if (marks[i].mark == c)
      return marks[i].kind;
  return N_STATED_KINDS;
}

static void add_mark(struct lexer *lexer)
{
  enum stated_kind kind = kind_of_mark(lexer->piece->text[lexer->at]);
  if (kind != N_STATED_KINDS)
    add(lexer, kind, 0, 1, 0);
  else
    lexer->at++;
}

void stated_lex(const char *text, gsize length, struct stated_sentence *ret)
{
  struct piece piece;
  fold(&piece, text, MIN(length, STATED_PIECE));
  struct lexer lexer = { &piece, ret, 0, 0 };
  ret->n = 0;
  while (lexer.at < piece.length && ret->n < STATED_TOKENS) {
    const char *at = piece.text + lexer.at;
    gboolean known = ret->n && ret->tokens[ret->n - 1].kind != STATED_WORD && lexer.at == lexer.last;
    if (g_ascii_isdigit(*at))
      add_number(&lexer);
    else if (g_ascii_isalpha(*at))
      add_latin(&lexer);
    else if ((guint8)*at >= 0xe2)
      add_eastern(&lexer, known || !lexer.at || (guint8)at[-1] < 0x80);
    else
      add_mark(&lexer);
  }
}
