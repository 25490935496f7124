#include "mail/html-lines.h"

#include "mail/html.h"

#include <stdlib.h>
#include <string.h>

enum tag_role {
  TAG_BLOCK = 1 << 0,     /* begins and ends a line */
  TAG_PARAGRAPH = 1 << 1, /* and has an empty line around it */
  TAG_HIDDEN = 1 << 2,
  TAG_PRE = 1 << 3,
  TAG_QUOTE = 1 << 4,
  TAG_NUMBERED = 1 << 5,
  TAG_ITEM = 1 << 6,
  TAG_CELL = 1 << 7,
  TAG_BREAK = 1 << 8,
  TAG_VOID = 1 << 9,      /* has no end tag */
};

static const struct tag {
  const char *name;
  guint role;
} tags[] = {
  { "address", TAG_BLOCK },
  { "article", TAG_BLOCK },
  { "base", TAG_VOID },
  { "blockquote", TAG_PARAGRAPH | TAG_QUOTE },
  { "br", TAG_BREAK | TAG_VOID },
  { "caption", TAG_BLOCK },
  { "center", TAG_BLOCK },
  { "col", TAG_VOID },
  { "dd", TAG_BLOCK },
  { "div", TAG_BLOCK },
  { "dl", TAG_PARAGRAPH },
  { "dt", TAG_BLOCK },
  { "fieldset", TAG_BLOCK },
  { "footer", TAG_BLOCK },
  { "form", TAG_BLOCK },
  { "h1", TAG_PARAGRAPH },
  { "h2", TAG_PARAGRAPH },
  { "h3", TAG_PARAGRAPH },
  { "h4", TAG_PARAGRAPH },
  { "h5", TAG_PARAGRAPH },
  { "h6", TAG_PARAGRAPH },
  { "head", TAG_HIDDEN },
  { "header", TAG_BLOCK },
  { "hr", TAG_PARAGRAPH | TAG_VOID },
  { "img", TAG_VOID },
  { "input", TAG_VOID },
  { "li", TAG_BLOCK | TAG_ITEM },
  { "link", TAG_VOID },
  { "main", TAG_BLOCK },
  { "meta", TAG_VOID },
  { "nav", TAG_BLOCK },
  { "object", TAG_HIDDEN },
  { "ol", TAG_PARAGRAPH | TAG_NUMBERED },
  { "p", TAG_PARAGRAPH },
  { "pre", TAG_PARAGRAPH | TAG_PRE },
  { "script", TAG_HIDDEN },
  { "section", TAG_BLOCK },
  { "select", TAG_HIDDEN },
  { "style", TAG_HIDDEN },
  { "table", TAG_BLOCK },
  { "tbody", TAG_BLOCK },
  { "td", TAG_CELL },
  { "template", TAG_HIDDEN },
  { "th", TAG_CELL },
  { "title", TAG_HIDDEN },
  { "tr", TAG_BLOCK },
  { "ul", TAG_PARAGRAPH },
  { "wbr", TAG_VOID },
};

/* What the pages of mail programs call their parts. */
static const struct {
  const char *name;
  char mark;
} parts[] = {
  { "AppleMailSignature", HTML_SIGNATURE },
  { "OLK_SRC_BODY_SECTION", HTML_DIVIDER },
  { "Signature", HTML_SIGNATURE },
  { "appendonsend", HTML_DIVIDER },
  { "appleMailSignature", HTML_SIGNATURE },
  { "divRplyFwdMsg", HTML_DIVIDER },
  { "divtagdefaultwrapper-signature", HTML_SIGNATURE },
  { "gmail_signature", HTML_SIGNATURE },
  { "gmail_signature_prefix", HTML_SIGNATURE },
  { "mail-editor-reference-message-container", HTML_DIVIDER },
  { "moz-signature", HTML_SIGNATURE },
  { "ms-outlook-mobile-reference-message", HTML_DIVIDER },
  { "ms-outlook-mobile-signature", HTML_SIGNATURE },
  { "protonmail_quote", HTML_QUOTED },
  { "protonmail_signature_block", HTML_SIGNATURE },
  { "yahoo_quoted", HTML_QUOTED },
  { "ydp-signature", HTML_SIGNATURE },
  { "zmail_extra", HTML_QUOTED },
};

struct frame {
  guint32 name;    /* hash */
  guint role;      /* own */
  guint16 item;    /* of a numbered list: the last number */
  char mark;       /* HTML_QUOTED, HTML_SIGNATURE or 0; inherited */
  gboolean hides, keeps_blanks; /* inherited */
};

enum {
  MAX_QUOTES = 20,  /* marks at the beginning of a line */
  SEARCH = 64,      /* frames looked through for the start of an end tag: keeps hostile nesting linear */
};

struct html_lines {
  GString *out;
  GArray *frames;
  guint quotes;
  guint last_quotes;  /* of the line written last */
  guint newlines;     /* to be written before the next text */
  gboolean blank;     /* likewise */
  gboolean has_marks; /* wanted at the beginning of lines */
  char next_mark;     /* of the next line alone */
  gboolean has_mark;  /* a list mark stands on the line, and text may follow it */
};

struct html_lines *html_lines_new(gboolean has_marks)
{
  struct html_lines *lines = g_new0(struct html_lines, 1);
  lines->has_marks = has_marks;
  lines->out = g_string_new(NULL);
  lines->frames = g_array_new(FALSE, TRUE, sizeof(struct frame));
  return lines;
}

char *html_lines_free(struct html_lines *lines)
{
  char *text = g_string_free(lines->out, FALSE);
  g_array_unref(lines->frames);
  g_free(lines);
  return text;
}

static struct frame *top(const struct html_lines *lines)
{
  static struct frame ground;
  return lines->frames->len > 0 ? &g_array_index(lines->frames, struct frame, lines->frames->len - 1) : &ground;
}

guint html_lines_depth(const struct html_lines *lines)
{
  return lines->frames->len;
}

static int compare_tag(const void *name, const void *tag)
{
  return strcmp(name, ((const struct tag *)tag)->name);
}

static guint role_of(const char *name)
{
  const struct tag *tag = bsearch(name, tags, G_N_ELEMENTS(tags), sizeof *tags, compare_tag);
  return tag ? tag->role : 0;
}

/* Ends the line, leaving at most `newlines` - 1 empty ones. */
static void end_line(struct html_lines *lines, guint newlines)
{
  lines->blank = FALSE;
  if (lines->has_mark) /* "- " stays on its line until text comes */
    return;
  lines->newlines = MAX(lines->newlines, newlines);
}

static void write_quotes(struct html_lines *lines, guint depth, gboolean is_empty)
{
  guint quotes = MIN(depth, (guint)MAX_QUOTES);
  for (guint i = 0; i < quotes; i++)
    g_string_append_c(lines->out, '>');
  if (quotes > 0 && !is_empty)
    g_string_append_c(lines->out, ' ');
}

static void write_marks(struct html_lines *lines)
{
  if (lines->next_mark)
    g_string_append_c(lines->out, lines->next_mark);
  if (top(lines)->mark)
    g_string_append_c(lines->out, top(lines)->mark);
  lines->next_mark = 0;
}

/* Writes what stands before the next text. */
static void settle(struct html_lines *lines)
{
  gboolean starts = lines->out->len == 0;
  if (starts || lines->newlines > 0) {
    for (guint i = 0; !starts && i < lines->newlines; i++) {
      if (i > 0)
        write_quotes(lines, MIN(lines->quotes, lines->last_quotes), TRUE);
      g_string_append_c(lines->out, '\n');
    }
    write_marks(lines);
    write_quotes(lines, lines->quotes, FALSE);
    lines->last_quotes = lines->quotes;
  } else if (lines->blank) {
    g_string_append_c(lines->out, ' ');
  }
  lines->newlines = 0;
  lines->blank = lines->has_mark = FALSE;
}

static void write_mark(struct html_lines *lines)
{
  struct frame *list = NULL;
  for (guint i = lines->frames->len, n = 0; i > 0 && n < 8 && !list; i--, n++) {
    struct frame *frame = &g_array_index(lines->frames, struct frame, i - 1);
    if (frame->role & TAG_NUMBERED || frame->name == g_str_hash("ul"))
      list = frame;
  }
  settle(lines);
  if (list && list->role & TAG_NUMBERED && list->item < G_MAXUINT16)
    g_string_append_printf(lines->out, "%u. ", (unsigned)++list->item);
  else
    g_string_append(lines->out, "- ");
  lines->has_mark = TRUE;
}

/* Without blanks and in lower case; NULL when it is too long to be honest. */
static char *plain_style(const char *style)
{
  if (!style || strlen(style) > 4096)
    return NULL;
  GString *plain = g_string_new(NULL);
  for (; *style; style++)
    if (!g_ascii_isspace(*style))
      g_string_append_c(plain, g_ascii_tolower(*style));
  return g_string_free(plain, FALSE);
}

static char part_mark(const char *names)
{
  enum { MOST_NAMES = 8 };
  for (guint n = 0; names && *names && n < MOST_NAMES; n++) {
    gsize length = strcspn(names, " ");
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
      if (*parts[i].name == *names && strlen(parts[i].name) == length && memcmp(parts[i].name, names, length) == 0)
        return parts[i].mark;
    names += length + strspn(names + length, " ");
  }
  return 0;
}

static void read_marks(struct html_lines *lines, struct frame *frame, const struct html_attributes *attributes,
                       const char *style)
{
  char mark = part_mark(attributes->id);
  mark = mark ? mark : part_mark(attributes->class);
  if (mark == HTML_DIVIDER)
    lines->next_mark = mark;
  else if (mark && !frame->mark)
    frame->mark = mark;
  else if (style && !lines->next_mark && strstr(style, "border-top:solid"))
    lines->next_mark = HTML_BORDER;
}

static void begin(struct html_lines *lines, guint role)
{
  if (role & TAG_BREAK) {
    lines->newlines += lines->newlines < 3;
    lines->blank = lines->has_mark = FALSE;
  } else if (role & TAG_PARAGRAPH) {
    end_line(lines, 2);
  } else if (role & TAG_BLOCK) {
    end_line(lines, 1);
  } else if (role & TAG_CELL) {
    lines->blank = TRUE;
  }
}

void html_lines_start(struct html_lines *lines, const char *name, const struct html_attributes *attributes)
{
  guint role = role_of(name);
  struct frame frame = { g_str_hash(name), role, 0, top(lines)->mark, top(lines)->hides, top(lines)->keeps_blanks };
  g_autofree char *style = plain_style(attributes->style);
  if (!frame.hides)
    begin(lines, role);
  frame.hides = frame.hides || role & TAG_HIDDEN || attributes->is_hidden ||
                (style && (strstr(style, "display:none") || strstr(style, "visibility:hidden")));
  frame.keeps_blanks = frame.keeps_blanks || role & TAG_PRE;
  if (lines->has_marks && !frame.hides)
    read_marks(lines, &frame, attributes, style);
  if (!frame.hides && role & TAG_ITEM)
    write_mark(lines);
  if (role & TAG_QUOTE)
    lines->quotes++;
  if (!(role & TAG_VOID))
    g_array_append_val(lines->frames, frame);
}

static void pop(struct html_lines *lines)
{
  struct frame *frame = top(lines);
  if (frame->role & TAG_ITEM)
    lines->has_mark = FALSE;
  if (!frame->hides)
    begin(lines, frame->role & (TAG_PARAGRAPH | TAG_BLOCK | TAG_CELL));
  if (frame->role & TAG_QUOTE)
    lines->quotes--;
  g_array_set_size(lines->frames, lines->frames->len - 1);
}

void html_lines_end(struct html_lines *lines, const char *name)
{
  guint32 hash = g_str_hash(name);
  if (role_of(name) & TAG_VOID)
    return;
  for (guint i = lines->frames->len, n = 0; i > 0 && n < SEARCH; i--, n++) {
    if (g_array_index(lines->frames, struct frame, i - 1).name != hash)
      continue;
    while (lines->frames->len >= i)
      pop(lines);
    return;
  }
}

/* Characters that take no room and carry no meaning here: zero-width space, byte order mark, soft hyphen, combining
 * grapheme joiner; mailings pad their hidden previews with them. */
static gsize invisible(const char *p, gsize left)
{
  static const char *const characters[] = { "\xE2\x80\x8B", "\xEF\xBB\xBF", "\xC2\xAD", "\xCD\x8F" };
  for (gsize i = 0; i < G_N_ELEMENTS(characters); i++) {
    gsize length = strlen(characters[i]);
    if (left >= length && memcmp(p, characters[i], length) == 0)
      return length;
  }
  return 0;
}

static void text_as_is(struct html_lines *lines, const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++) {
    if (text[i] == '\n') {
      lines->newlines += lines->newlines < 3;
      continue;
    }
    if (html_is_mark(text[i]))
      continue;
    if (lines->newlines > 0 || lines->out->len == 0 || lines->blank)
      settle(lines);
    g_string_append_c(lines->out, text[i]);
  }
}

void html_lines_text(struct html_lines *lines, const char *text, gsize length)
{
  if (top(lines)->hides)
    return;
  if (top(lines)->keeps_blanks) {
    text_as_is(lines, text, length);
    return;
  }
  for (gsize i = 0; i < length;) {
    gsize skipped = (guint8)text[i] >= 0x80 ? invisible(text + i, length - i) : html_is_mark(text[i]) ? 1 : 0;
    gboolean is_nbsp = length - i >= 2 && memcmp(text + i, "\xC2\xA0", 2) == 0;
    if (skipped > 0) {
      i += skipped;
    } else if (g_ascii_isspace(text[i]) || is_nbsp) {
      lines->blank = lines->blank || (lines->out->len > 0 && lines->newlines == 0 && !lines->has_mark);
      i += is_nbsp ? 2 : 1;
    } else {
      if (lines->newlines > 0 || lines->blank || lines->has_mark || lines->out->len == 0)
        settle(lines);
      g_string_append_c(lines->out, text[i++]);
    }
  }
}
