/* Where an older mail begins: the separators of mail programs, and the header block that they put before it. */
#include "mail/request-older-words.h"

#include <string.h>

static struct request_words separator_words = REQUEST_WORDS(separators), beginning_words = REQUEST_WORDS(beginnings),
                            label_words = REQUEST_WORDS(labels);

static const char *skip_marks(const char *text, gboolean is_quoted)
{
  return text + strspn(text, is_quoted ? "> *_\t" : " *_\t");
}

/* Where the colon stands among the first letters; NULL. */
static const char *find_colon(const char *text)
{
  enum { LONGEST_LABEL = 48 };
  for (gsize i = 0; text[i] && i < LONGEST_LABEL; i++)
    if (text[i] == ':' || strncmp(text + i, "：", strlen("：")) == 0)
      return text + i;
  return NULL;
}

static enum field look_up_label(const char *label, gsize length)
{
  for (gsize i = 0; (i = request_next_word(&label_words, label, i));)
    if (strlen(labels[i - 1].label) == length)
      return labels[i - 1].field;
  return FIELD_NONE;
}

static enum field look_up(const struct request_line *line)
{
  enum { LONGEST = 40 };
  const char *text = skip_marks(line->text, line->role & LINE_QUOTE);
  text += *text == '['; /* "[보낸 사람] ..." */
  const char *colon = find_colon(text);
  gsize length = colon ? (gsize)(colon - text) : 0;
  while (length > 0 && strchr(" *_\t]", text[length - 1]))
    length--;
  while (length > 2 && memcmp(text + length - 2, "\xC2\xA0", 2) == 0)
    length -= 2;
  if (length == 0 || length > LONGEST)
    return FIELD_NONE;
  char label[LONGEST + 3] = "";
  memcpy(label, text, length);
  enum field field = look_up_label(label, length);
  if (field != FIELD_NONE || (guint8)*label < 0x80)
    return field;
  /* "제 목" */
  gsize n = 0;
  for (gsize i = 0; i < length; i++)
    if (label[i] != ' ')
      label[n++] = label[i];
  memset(label + n, 0, sizeof label - n);
  return n < length ? look_up_label(label, n) : FIELD_NONE;
}

/* Once for each line, as a block is looked for from every line. */
static enum field field_of(struct request_line *line)
{
  enum { LOOKED = 128 };
  if (!(line->hints & LOOKED))
    line->hints = (guint8)(LOOKED | look_up(line));
  return line->hints & (LOOKED - 1);
}

/* Whether a header line's value goes on here. */
static gboolean goes_on(const struct request_line *before, const struct request_line *line)
{
  return line->text > line->raw || (before->length > 0 && strchr(",;<", before->text[before->length - 1])) ||
         (strchr(line->text, '@') && !strchr(line->text, ':') && line->length < 200) || before->length > 60;
}

/* "10:00", "10.00" but not "10.11.", "10시" */
static gboolean tells_time(const char *text)
{
  for (const char *p = text; *p; p++) {
    gsize digits = strspn(p, "0123456789"), minutes = digits ? strspn(p + digits + (p[digits] != '\0'), "0123456789") : 0;
    const char *sign = p + digits;
    if (digits == 0)
      continue;
    if (strncmp(sign, "시", 3) == 0 || strncmp(sign, "時", 3) == 0 || strncmp(sign, "点", 3) == 0 ||
        strncmp(sign, "點", 3) == 0)
      return TRUE;
    if (digits <= 2 && minutes == 2 && (*sign == ':' || (*sign == '.' && sign[3] != '.' && (p == text || p[-1] != '.'))))
      return TRUE;
    p = sign - 1;
  }
  return FALSE;
}

/* "The server answers:" above: the block was pasted. */
static gboolean is_announced(const struct request_lines *lines, guint at)
{
  while (at > 0 && lines->line[at - 1].role & LINE_EMPTY)
    at--;
  const struct request_line *above = at > 0 ? &lines->line[at - 1] : NULL;
  return above && !above->role && above->length > 0 && above->text[above->length - 1] == ':';
}

/* Gives the role to a header block that begins at `at`, and returns the line after it; `at` when none does. `is_expected`:
 * something before says that one may be there. */
static guint read_block(struct request_lines *lines, guint at, gboolean is_expected)
{
  enum { MOST_LINES = 30, MOST_EMPTY = 1 };
  guint fields = 0, known = 0, end = at, empty = 0, continued = 0;
  gboolean has_address = FALSE, has_time = FALSE;
  for (guint i = at; i < lines->n && i < at + MOST_LINES; i++) {
    struct request_line *line = &lines->line[i];
    enum field field = line->role & LINE_EMPTY ? FIELD_NONE : field_of(line);
    if (i > at && (line->role ^ lines->line[at].role) & LINE_QUOTE)
      break;
    if (field != FIELD_NONE) {
      if (fields & field & (FIELD_FROM | FIELD_SUBJECT))
        break; /* the next one */
      fields |= field;
      known++;
      has_time = has_time || (field == FIELD_DATE && tells_time(line->text));
      has_address = has_address || strchr(line->text, '@');
      end = i + 1;
      empty = continued = 0;
    } else if (line->role & LINE_EMPTY) {
      /* some pages put each field into a paragraph */
      if (i == at || ++empty > MOST_EMPTY)
        break;
    } else if (empty == 0 && i > at && continued < 4 && goes_on(&lines->line[i - 1], line)) {
      has_address = has_address || strchr(line->text, '@');
      continued++;
      end = line->text > line->raw || strchr(line->text, '@') || fields & FIELD_SUBJECT ? i + 1 : end;
    } else if (empty == 0 && i > at && i + 1 < lines->n && continued == 0 && known >= 2 &&
               field_of(&lines->line[i + 1]) != FIELD_NONE) {
      continued++;
    } else {
      break;
    }
  }
  gboolean has_from = fields & FIELD_FROM;
  gboolean is_block = (has_from && fields & FIELD_SUBJECT && known >= 3 && (has_address || has_time)) ||
                      (has_from && has_address && fields & (FIELD_DATE | FIELD_TO) && known >= 3) ||
                      (has_from && has_address && fields & (FIELD_SUBJECT | FIELD_DATE)) ||
                      (fields & FIELD_SUBJECT && fields & FIELD_DATE && fields & FIELD_TO && has_address) ||
                      (is_expected && (known >= 2 || has_from));
  if (!is_block)
    return at;
  gboolean is_pasted = !is_expected && is_announced(lines, at);
  for (guint i = at; i < end && !is_pasted; i++)
    lines->line[i].role |= LINE_HEADER;
  return end;
}

static guint separator_role(const struct request_line *line)
{
  enum { LONGEST = 200 };
  const char *text = line->text + (line->role & LINE_QUOTE ? strspn(line->text, "> ") : 0);
  gsize frame = 0;
  while (text[frame] && strchr("-_=*~<[ \t", text[frame]))
    frame++;
  const char *em = text;
  while (strncmp(em, "—", 3) == 0 || strncmp(em, "–", 3) == 0 || strncmp(em, "─", 3) == 0)
    em += 3;
  if (em > text)
    frame = (gsize)(em - text) + strspn(em, " ");
  if (line->length > LONGEST || (frame < 2 && *text != '[') || !text[frame])
    return 0;
  for (gsize i = 0; (i = request_next_word(&separator_words, text + frame, i));) {
    const char *after = text + frame + strlen(separators[i - 1].words);
    after += strspn(after, " :");
    if (*after == '\0' || strchr("-_=*~>]", *after) || (guint8)*after == 0xE2 || strstr(after, "--"))
      return separators[i - 1].role;
  }
  return 0;
}

/* "##- Please type your reply above this line -##": what a desk's programs had sent stands below. */
static gboolean asks_for_reply_above(const struct request_line *line)
{
  static const char *const words[] = {
    "reply above this line", "reply above the line", "respond above this line", "write above this line",
    "oberhalb dieser linie", "über dieser linie", "au-dessus de cette ligne", "encima de esta línea", "sobre esta línea",
    "acima desta linha", "sopra questa riga", "boven deze lijn", "이 줄 위에", "이 선 위에", "この行より上に",
    "この線より上に", "在此行上方", "在此線上方",
  };
  enum { LONGEST = 160 };
  return line->length > 0 && line->length <= LONGEST && !strchr(line->text, '?') &&
         (strchr("#-=_*[<(", *line->text) || line->length < 60) && request_contains(line, words, G_N_ELEMENTS(words));
}

static gboolean begins_forward(const struct request_line *line)
{
  enum { LONGEST = 120 };
  if (line->length == 0 || line->length > LONGEST)
    return FALSE;
  const char *text = skip_marks(line->text, line->role & LINE_QUOTE);
  const char *last = line->text + line->length - 1;
  if (*last != ':' && (guint8)*last != 0x9A && *last != '*') /* the wide colon's last byte */
    return FALSE;
  for (gsize i = 0; (i = request_next_word(&beginning_words, text, i));) {
    const char *after = text + strlen(beginnings[i - 1]);
    after += request_blanks(after, " \t*_");
    if (*after == ':' || strncmp(after, "：", strlen("：")) == 0)
      return TRUE;
  }
  return FALSE;
}

/* "------- words in any language -------", and a field below. */
static gboolean is_framed_title(struct request_lines *lines, guint at)
{
  enum { FRAME = 4, LONGEST = 120, WITHIN = 2 };
  const struct request_line *line = &lines->line[at];
  gsize dashes = strspn(line->text, "-"), after = 0;
  while (after < line->length && line->text[line->length - 1 - after] == '-')
    after++;
  if (dashes < FRAME || after < FRAME || dashes == line->length || line->length > LONGEST)
    return FALSE;
  for (guint i = at + 1; i < lines->n && i <= at + WITHIN; i++)
    if (field_of(&lines->line[i]) != FIELD_NONE)
      return TRUE;
  return FALSE;
}

void request_find_older(struct request_lines *lines)
{
  enum { NO_TEXT_YET = LINE_QUOTE | LINE_INTRODUCTION | LINE_ORIGINAL | LINE_FORWARD | LINE_HEADER | LINE_FOOTER };
  for (guint i = 0; i < lines->n; i++)
    lines->line[i].hints = 0;
  gboolean has_text = FALSE;
  guint expected = 0; /* lines left in which a block of two fields will do */
  for (guint i = 0; i < MIN(lines->n, (guint)REQUEST_CLOSE_LINES); i++) {
    struct request_line *line = &lines->line[i];
    if (line->role & LINE_EMPTY)
      continue;
    guint role = separator_role(line);
    if (!role && asks_for_reply_above(line))
      role = has_text ? LINE_ORIGINAL : LINE_FOOTER;
    if (!role && begins_forward(line))
      role = LINE_FORWARD;
    if (!role && is_framed_title(lines, i))
      role = LINE_ORIGINAL;
    line->role |= role;
    if (role || line->role & (LINE_DIVIDER | LINE_BORDER) || g_str_has_prefix(line->text, "_____"))
      expected = 3;
    if (!role && !(line->role & (LINE_INTRODUCTION | LINE_HEADER))) {
      guint end = read_block(lines, i, expected > 0);
      i = end > i ? end - 1 : i;
    }
    has_text = has_text || !(lines->line[i].role & NO_TEXT_YET);
    expected -= expected > 0;
  }
}
