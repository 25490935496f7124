#include "reply/markdown.h"

#include <cmark.h>
#include <string.h>

#include "base/text.h"

enum { WIDTH = 72, MAX_INDENT = 24 };

void markdown_escape(const char *value, GString *out)
{
  for (const char *p = value; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (g_unichar_iscntrl(c) || c == 0x2028 || c == 0x2029) {
      g_string_append_c(out, ' ');
      continue;
    }
    if (c < 0x80 && g_ascii_ispunct(c))
      g_string_append_c(out, '\\');
    g_string_append_unichar(out, c);
  }
}

static cmark_node *parse(const char *markdown)
{
  cmark_node *document = cmark_parse_document(markdown, strlen(markdown), CMARK_OPT_DEFAULT);
  cmark_iter *iter = cmark_iter_new(document);
  g_autoptr(GPtrArray) raw = g_ptr_array_new();
  for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
    cmark_node_type type = cmark_node_get_type(cmark_iter_get_node(iter));
    if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE)
      g_ptr_array_add(raw, cmark_iter_get_node(iter));
  }
  cmark_iter_free(iter);
  for (guint i = 0; i < raw->len; i++)
    cmark_node_free(g_ptr_array_index(raw, i));
  return document;
}

char *markdown_html(const char *markdown)
{
  cmark_node *document = parse(markdown);
  char *html = cmark_render_html(document, CMARK_OPT_DEFAULT);
  cmark_node_free(document);
  char *copy = g_strdup(html);
  free(html);
  return copy;
}

/* What a line begins with: the first of a block, and all others ("1. " and "   "; "> " and "> "). */
struct writer {
  GString *out;
  GString *first, *rest;
  const cmark_node *signature; /* the last horizontal rule */
};

static void end_line(struct writer *writer)
{
  while (writer->out->len && writer->out->str[writer->out->len - 1] == ' ')
    g_string_truncate(writer->out, writer->out->len - 1);
  g_string_append_c(writer->out, '\n');
}

static void begin_line(struct writer *writer)
{
  g_string_append(writer->out, writer->first->str);
  g_string_assign(writer->first, writer->rest->str);
}

/* How many bytes of `word` fit into `room` columns when it is broken between two wide characters (Japanese and Chinese
 * have no blanks); 0 when it cannot be broken there. */
static gsize wide_break(const char *word, gsize length, unsigned room)
{
  gsize fits = 0;
  unsigned columns = 0;
  gboolean was_wide = FALSE;
  for (const char *p = word; p < word + length; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    gboolean wide = g_unichar_iswide(c) && !g_unichar_ispunct(c);
    if (wide && was_wide)
      fits = p - word;
    columns += g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
    if (columns > room)
      return fits;
    was_wide = wide;
  }
  return length;
}

static unsigned columns_of(const char *text, gsize length)
{
  g_autofree char *copy = g_strndup(text, length);
  return text_columns(copy);
}

static void write_word(struct writer *writer, const char *word, gsize length, unsigned indent, unsigned *used)
{
  unsigned columns = columns_of(word, length);
  unsigned blank = *used ? 1 : 0;
  if (*used && indent + *used + blank + columns > WIDTH) {
    end_line(writer);
    begin_line(writer);
    *used = blank = 0;
  }
  while (indent + columns > WIDTH) {
    gsize part = wide_break(word, length, WIDTH - indent);
    if (!part || part == length)
      break;
    g_string_append_len(writer->out, word, part);
    end_line(writer);
    begin_line(writer);
    word += part;
    length -= part;
    columns = columns_of(word, length);
  }
  if (blank)
    g_string_append_c(writer->out, ' ');
  g_string_append_len(writer->out, word, length);
  *used += blank + columns;
}

/* Writes text, "\n" in it being a line end that must stay, wrapped at blanks. */
static void write_wrapped(struct writer *writer, const char *text)
{
  unsigned indent = text_columns(writer->rest->str);
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (char **line = lines; *line; line++) {
    unsigned used = 0;
    begin_line(writer);
    for (const char *p = *line; *p;) {
      gsize length = strcspn(p, " ");
      if (length)
        write_word(writer, p, length, indent, &used);
      p += length + (p[length] == ' ');
    }
    end_line(writer);
  }
}

static void collect(cmark_node *parent, GString *out);

/* `text <address>`, and the address alone where it is the text. */
static void collect_link(cmark_node *node, GString *out)
{
  const char *url = cmark_node_get_url(node);
  g_autoptr(GString) text = g_string_new(NULL);
  collect(node, text);
  const char *shown = g_str_has_prefix(url, "mailto:") ? url + strlen("mailto:") : url;
  if (!text->len || !strcmp(text->str, shown) || !strcmp(text->str, url))
    g_string_append(out, shown);
  else if (*shown)
    g_string_append_printf(out, "%s <%s>", text->str, shown);
  else
    g_string_append(out, text->str);
}

static void collect(cmark_node *parent, GString *out)
{
  for (cmark_node *node = cmark_node_first_child(parent); node; node = cmark_node_next(node)) {
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE:
      g_string_append(out, cmark_node_get_literal(node));
      break;
    case CMARK_NODE_SOFTBREAK:
      g_string_append_c(out, ' ');
      break;
    case CMARK_NODE_LINEBREAK:
      g_string_append_c(out, '\n');
      break;
    case CMARK_NODE_LINK:
      collect_link(node, out);
      break;
    default:
      collect(node, out);
    }
  }
}

static void write_blocks(struct writer *writer, cmark_node *parent, gboolean tight);

static void write_within(struct writer *writer, cmark_node *node, const char *first, const char *rest, gboolean tight)
{
  gsize rest_length = writer->rest->len;
  gboolean room = rest_length + strlen(rest) <= MAX_INDENT; /* deeper quotes and lists stay where they are */
  if (room) {
    g_string_append(writer->first, first);
    g_string_append(writer->rest, rest);
  }
  if (cmark_node_first_child(node)) {
    write_blocks(writer, node, tight);
  } else {
    begin_line(writer);
    end_line(writer);
  }
  g_string_truncate(writer->rest, rest_length);
  g_string_assign(writer->first, writer->rest->str);
}

static void write_list(struct writer *writer, cmark_node *list)
{
  gboolean tight = cmark_node_get_list_tight(list);
  gboolean ordered = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST;
  int number = cmark_node_get_list_start(list);
  for (cmark_node *item = cmark_node_first_child(list); item; item = cmark_node_next(item), number++) {
    g_autofree char *mark = ordered ? g_strdup_printf("%d. ", number) : g_strdup("- ");
    g_autofree char *rest = g_strnfill(strlen(mark), ' ');
    if (!tight && cmark_node_previous(item)) {
      g_string_append(writer->out, writer->rest->str);
      end_line(writer);
    }
    write_within(writer, item, mark, rest, tight);
  }
}

static void write_code(struct writer *writer, const char *literal)
{
  g_auto(GStrv) lines = g_strsplit(literal, "\n", -1);
  for (char **line = lines; *line && (line[1] || **line); line++) {
    begin_line(writer);
    g_string_append_printf(writer->out, "    %s", *line);
    end_line(writer);
  }
}

static void write_block(struct writer *writer, cmark_node *node)
{
  switch (cmark_node_get_type(node)) {
  case CMARK_NODE_LIST:
    write_list(writer, node);
    break;
  case CMARK_NODE_BLOCK_QUOTE:
    write_within(writer, node, "> ", "> ", FALSE);
    break;
  case CMARK_NODE_CODE_BLOCK:
    write_code(writer, cmark_node_get_literal(node));
    break;
  case CMARK_NODE_THEMATIC_BREAK:
    begin_line(writer);
    g_string_append(writer->out, node == writer->signature ? "-- \n" : "---\n");
    break;
  default: {
    g_autoptr(GString) text = g_string_new(NULL);
    collect(node, text);
    write_wrapped(writer, text->str);
  }
  }
}

static void write_blocks(struct writer *writer, cmark_node *parent, gboolean tight)
{
  for (cmark_node *node = cmark_node_first_child(parent); node; node = cmark_node_next(node)) {
    cmark_node *before = cmark_node_previous(node);
    if (before && !tight && before != writer->signature) {
      g_string_append(writer->out, writer->rest->str);
      end_line(writer);
    }
    write_block(writer, node);
  }
}

char *markdown_text(const char *markdown)
{
  cmark_node *document = parse(markdown);
  struct writer writer = { .out = g_string_new(NULL), .first = g_string_new(NULL), .rest = g_string_new(NULL) };
  for (cmark_node *node = cmark_node_first_child(document); node; node = cmark_node_next(node))
    if (cmark_node_get_type(node) == CMARK_NODE_THEMATIC_BREAK)
      writer.signature = node;
  write_blocks(&writer, document, FALSE);
  cmark_node_free(document);
  g_string_free(writer.first, TRUE);
  g_string_free(writer.rest, TRUE);
  return g_string_free(writer.out, FALSE);
}
