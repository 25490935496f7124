#include "mail/html.h"

#include "base/library.h"
#include "mail/html-lines.h"

#include <build.h>
#include <string.h>

/* Comments, and the `<![if ...]>` of Outlook that libxml2 would show as text. One that is never closed is only a "<". */
static char *drop_comments(const char *html)
{
  GString *out = g_string_sized_new(strlen(html));
  gboolean may_end = TRUE, may_close = TRUE; /* there may be a "-->", a ">" ahead */
  while (*html) {
    const char *mark = html + strcspn(html, "<");
    g_string_append_len(out, html, mark - html);
    if (!*mark)
      break;
    if (mark[1] != '!') {
      g_string_append_c(out, '<');
      html = mark + 1;
      continue;
    }
    const char *end = NULL;
    if (g_str_has_prefix(mark, "<!--") && may_end) {
      end = strstr(mark + 2, "-->");
      may_end = end != NULL;
      end = end ? end + 3 : NULL;
    } else if (mark[2] == '[' && may_close) {
      end = strchr(mark, '>');
      may_close = end != NULL;
      end = end ? end + 1 : NULL;
    }
    if (!end)
      g_string_append(out, mark[2] == '-' ? "&lt;!" : "<!");
    html = end ? end : mark + 2;
  }
  return g_string_free(out, FALSE);
}

#ifdef HAVE_LIBXML2
#include <libxml/HTMLparser.h>

static struct {
  __typeof__(htmlCreatePushParserCtxt) *create;
  __typeof__(htmlCtxtUseOptions) *use_options;
  __typeof__(htmlParseChunk) *parse;
  __typeof__(htmlFreeParserCtxt) *free;
  __typeof__(xmlFreeDoc) *free_doc;
} xml;

static gboolean open_libxml2(void)
{
  static const struct library_symbol symbols[] = {
    { "htmlCreatePushParserCtxt", (void **)&xml.create }, { "htmlCtxtUseOptions", (void **)&xml.use_options },
    { "htmlParseChunk", (void **)&xml.parse },            { "htmlFreeParserCtxt", (void **)&xml.free },
    { "xmlFreeDoc", (void **)&xml.free_doc },
  };
  return xml.create || library_open(LIBXML2_SONAME, symbols, G_N_ELEMENTS(symbols), NULL);
}

static void on_start(void *data, const xmlChar *name, const xmlChar **attributes)
{
  struct html_attributes known = { NULL, NULL, NULL, FALSE };
  for (gsize i = 0; attributes && attributes[i]; i += 2) {
    const char *attribute = (const char *)attributes[i], *value = (const char *)attributes[i + 1];
    if (strcmp(attribute, "style") == 0)
      known.style = value;
    else if (strcmp(attribute, "class") == 0)
      known.class = value;
    else if (strcmp(attribute, "id") == 0)
      known.id = value;
    else if (strcmp(attribute, "hidden") == 0)
      known.is_hidden = TRUE;
  }
  html_lines_start(data, (const char *)name, &known);
}

static void on_end(void *data, const xmlChar *name)
{
  html_lines_end(data, (const char *)name);
}

static void on_text(void *data, const xmlChar *text, int length)
{
  if (length > 0)
    html_lines_text(data, (const char *)text, (gsize)length);
}

static gboolean has_body(const char *html)
{
  enum { WITHIN = 16 * 1024 };
  g_autofree char *start = g_strndup(html, WITHIN);
  g_autofree char *lower = g_ascii_strdown(start, -1);
  return strstr(lower, "<body") || strstr(lower, "<html");
}

/* libxml2 looks through all open elements for the start of an end tag that has none. */
static guint64 price(const struct html_lines *lines, const char *html, gsize length)
{
  guint64 tags = 0;
  for (gsize i = 0; i < length; i++)
    tags += html[i] == '<';
  return tags * (html_lines_depth(lines) + tags);
}

/* The push parser, because the tree of the other one gives up on deep nesting. FALSE also when the nesting would make it
 * slow. */
static gboolean parse_by_libxml2(struct html_lines *lines, const char *html, gsize length)
{
  enum { CHUNK = 4 * 1024, BUDGET = 200 * 1000 * 1000 };
  if (!open_libxml2())
    return FALSE;
  htmlSAXHandler handler = { .startElement = on_start, .endElement = on_end, .characters = on_text };
  htmlParserCtxtPtr parser = xml.create(&handler, lines, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
  if (!parser)
    return FALSE;
  xml.use_options(parser, HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                              HTML_PARSE_IGNORE_ENC);
  if (!has_body(html)) /* else libxml2 makes a paragraph of the first words */
    xml.parse(parser, "<body>", (int)strlen("<body>"), FALSE);
  guint64 spent = 0;
  for (gsize i = 0; i < length && spent < BUDGET; i += CHUNK) {
    gsize chunk = MIN(length - i, (gsize)CHUNK);
    spent += price(lines, html + i, chunk);
    if (spent < BUDGET)
      xml.parse(parser, html + i, (int)chunk, FALSE);
  }
  if (spent < BUDGET)
    xml.parse(parser, "", 0, TRUE);
  if (parser->myDoc)
    xml.free_doc(parser->myDoc);
  xml.free(parser);
  return spent < BUDGET;
}
#else
static gboolean parse_by_libxml2(struct html_lines *lines, const char *html, gsize length)
{
  (void)lines, (void)html, (void)length;
  return FALSE;
}
#endif

static gsize read_entity(const char *p, GString *out)
{
  static const struct {
    const char *name, *text;
  } entities[] = {
    { "&amp;", "&" },  { "&lt;", "<" },          { "&gt;", ">" },          { "&quot;", "\"" },
    { "&apos;", "'" }, { "&nbsp;", "\xC2\xA0" }, { "&copy;", "\xC2\xA9" }, { "&euro;", "\xE2\x82\xAC" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(entities); i++)
    if (g_str_has_prefix(p, entities[i].name)) {
      g_string_append(out, entities[i].text);
      return strlen(entities[i].name);
    }
  if (p[1] == '#') {
    gboolean is_hex = p[2] == 'x' || p[2] == 'X';
    char *end;
    guint64 code = g_ascii_strtoull(p + (is_hex ? 3 : 2), &end, is_hex ? 16 : 10);
    if (*end == ';' && code > 0 && code <= 0x10FFFF && g_unichar_validate((gunichar)code)) {
      g_string_append_unichar(out, (gunichar)code);
      return (gsize)(end + 1 - p);
    }
  }
  g_string_append_c(out, '&');
  return 1;
}

static void plain_text(struct html_lines *lines, const char *from, const char *to)
{
  GString *text = g_string_sized_new((gsize)(to - from));
  while (from < to) {
    if (*from == '&')
      from += read_entity(from, text);
    else
      g_string_append_c(text, *from++);
  }
  html_lines_text(lines, text->str, text->len);
  g_string_free(text, TRUE);
}

/* Where libxml2 cannot be had: keeps every word, and the lines of well-formed pages. */
static void parse_plainly(struct html_lines *lines, const char *html)
{
  gboolean may_close = TRUE; /* there may be a ">" ahead */
  while (*html) {
    const char *mark = html + strcspn(html, "<");
    plain_text(lines, html, mark);
    if (!*mark)
      return;
    gboolean is_end = mark[1] == '/';
    const char *name = mark + 1 + is_end;
    gsize length = 0;
    while (g_ascii_isalnum(name[length]) && length < 40)
      length++;
    const char *close = length > 0 && may_close ? strchr(name, '>') : NULL;
    may_close = may_close && (length == 0 || close);
    if (!close) { /* "1 < 2" */
      html_lines_text(lines, "<", 1);
      html = mark + 1;
      continue;
    }
    g_autofree char *tag = g_ascii_strdown(name, (gssize)length);
    g_autofree char *attributes = g_strndup(name + length, (gsize)(close - name) - length);
    if (is_end)
      html_lines_end(lines, tag);
    else
      html_lines_start(lines, tag, &(struct html_attributes){ .style = strstr(attributes, "style") });
    html = close + 1;
  }
}

static char *read_page(const char *html, gboolean has_marks)
{
  g_autofree char *clean = drop_comments(html);
  struct html_lines *lines = html_lines_new(has_marks);
  if (!parse_by_libxml2(lines, clean, strlen(clean))) {
    g_free(html_lines_free(lines));
    lines = html_lines_new(has_marks);
    parse_plainly(lines, clean);
  }
  return html_lines_free(lines);
}

char *html_to_text(const char *html)
{
  return read_page(html, FALSE);
}

char *html_to_marked_text(const char *html)
{
  return read_page(html, TRUE);
}

gboolean html_is_mark(char character)
{
  return character >= HTML_QUOTED && character <= HTML_SIGNATURE;
}

void html_drop_marks(char *text)
{
  char *to = strpbrk(text, (const char[]){ HTML_QUOTED, HTML_DIVIDER, HTML_BORDER, HTML_SIGNATURE, '\0' });
  for (const char *from = to; from && *from; from++)
    if (!html_is_mark(*from))
      *to++ = *from;
  if (to)
    *to = '\0';
}
