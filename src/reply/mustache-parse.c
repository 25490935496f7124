#include "reply/mustache.h"
#include "reply/mustache-tree.h"

#include <string.h>

#include "base/fault.h"

G_DEFINE_QUARK(deskbell-mustache-error-quark, mustache_error)

struct parser {
  const char *name;
  const char *text, *end; /* the whole template */
  const char *at;         /* what is not parsed yet */
  char *open, *close;     /* the delimiters now */
  GPtrArray *stack;       /* of the lists that are being filled, innermost last; borrowed */
  GPtrArray *sections;    /* struct mustache_node *: the sections they belong to; borrowed */
  const char *counted;    /* as far as lines and columns have been counted, so that no byte is counted twice */
  unsigned line, column;  /* there */
};

/* A tag as it stands in the text, before anything is made of it. */
struct tag {
  const char *start;      /* its opening delimiter */
  const char *after;      /* what follows its closing delimiter */
  char sigil;             /* '#', '^', '/', '!', '>', '=', '&', '{', or 0 for a plain name */
  char *content;          /* trimmed */
};

static void node_free(gpointer data)
{
  struct mustache_node *node = data;
  g_free(node->text);
  g_free(node->indent);
  if (node->children)
    g_ptr_array_unref(node->children);
  g_free(node);
}

static void place_of(struct parser *parser, const char *at, unsigned *line, unsigned *column)
{
  if (at < parser->counted) {
    parser->counted = parser->text;
    parser->line = parser->column = 1;
  }
  for (; parser->counted < at; parser->counted++) {
    if (*parser->counted == '\n') {
      parser->line++;
      parser->column = 1;
    } else if ((*parser->counted & 0xC0) != 0x80) { /* not within a UTF-8 sequence */
      parser->column++;
    }
  }
  *line = parser->line;
  *column = parser->column;
}

static gboolean G_GNUC_PRINTF(4, 5) fail(struct parser *parser, const char *at, GError **error,
                                         const char *format, ...)
{
  unsigned line, column;
  place_of(parser, at, &line, &column);
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *what = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  g_set_error(error, MUSTACHE_ERROR, FAULT_CONFIG, "%s:%u:%u: %s", parser->name, line, column, what);
  return FALSE;
}

static struct mustache_node *add_node(struct parser *parser, enum mustache_kind kind, char *text, const char *at)
{
  struct mustache_node *node = g_new0(struct mustache_node, 1);
  node->kind = kind;
  node->text = text;
  place_of(parser, at, &node->line, &node->column);
  g_ptr_array_add(g_ptr_array_index(parser->stack, parser->stack->len - 1), node);
  return node;
}

static void add_text(struct parser *parser, const char *from, const char *to)
{
  if (to > from)
    add_node(parser, MUSTACHE_TEXT, g_strndup(from, to - from), from);
}

static gboolean is_blank(char c)
{
  return c == ' ' || c == '\t';
}

/* Where the line of `at` begins if nothing but blanks stands before it, else NULL. */
static const char *blank_before(const struct parser *parser, const char *at)
{
  while (at > parser->text && is_blank(at[-1]))
    at--;
  return at == parser->text || at[-1] == '\n' ? at : NULL;
}

/* Behind the line end that follows `at` if nothing but blanks stands before it, else NULL. */
static const char *blank_after(const struct parser *parser, const char *at)
{
  while (at < parser->end && is_blank(*at))
    at++;
  if (at == parser->end)
    return at;
  if (g_str_has_prefix(at, "\r\n"))
    return at + 2;
  return *at == '\n' ? at + 1 : NULL;
}

/* Reads the tag that opens at `start`. The content of a comment may be anything; of the others it is checked later. */
static gboolean read_tag(struct parser *parser, const char *start, struct tag *ret, GError **error)
{
  const char *content = start + strlen(parser->open);
  while (content < parser->end && g_ascii_isspace(*content))
    content++;
  char sigil = *content && strchr("#^/!>=&{", *content) ? *content++ : 0;
  g_autofree char *close = sigil == '{'   ? g_strconcat("}", parser->close, NULL)
                           : sigil == '=' ? g_strconcat("=", parser->close, NULL)
                                          : g_strdup(parser->close);
  const char *stop = strstr(content, close);
  if (!stop)
    return fail(parser, start, error, "tag '%s' is not closed; '%s' should follow", parser->open, close);
  ret->start = start;
  ret->after = stop + strlen(close);
  ret->sigil = sigil;
  ret->content = g_strstrip(g_strndup(content, stop - content));
  return TRUE;
}

static gboolean check_name(struct parser *parser, const struct tag *tag, GError **error)
{
  const char *name = tag->content;
  if (!*name)
    return fail(parser, tag->start, error, "tag has no name");
  for (const char *p = name; *p; p++)
    if (g_ascii_isspace(*p))
      return fail(parser, tag->start, error, "name '%s' has a space in it", name);
  gboolean dots = g_str_has_prefix(name, ".") || g_str_has_suffix(name, ".") || strstr(name, "..");
  if (dots && strcmp(name, ".") && tag->sigil != '>')
    return fail(parser, tag->start, error, "name '%s' has an empty part; a dot should stand between two names", name);
  return TRUE;
}

static gboolean set_delimiters(struct parser *parser, const struct tag *tag, GError **error)
{
  g_auto(GStrv) words = g_strsplit_set(tag->content, " \t\r\n", -1);
  const char *found[2] = { NULL, NULL };
  unsigned n = 0;
  for (char **word = words; *word; word++) {
    if (!**word)
      continue;
    if (n < 2)
      found[n] = *word;
    n++;
  }
  if (n != 2 || strchr(tag->content, '='))
    return fail(parser, tag->start, error, "delimiters '%s' cannot be used; there should be two, without '='",
                tag->content);
  g_free(parser->open);
  g_free(parser->close);
  parser->open = g_strdup(found[0]);
  parser->close = g_strdup(found[1]);
  return TRUE;
}

static gboolean open_section(struct parser *parser, const struct tag *tag, GError **error)
{
  if (parser->sections->len >= MUSTACHE_MAX_DEPTH)
    return fail(parser, tag->start, error, "section '%s' is nested deeper than %d", tag->content, MUSTACHE_MAX_DEPTH);
  struct mustache_node *node = add_node(parser, tag->sigil == '#' ? MUSTACHE_SECTION : MUSTACHE_INVERTED,
                                        g_strdup(tag->content), tag->start);
  node->children = g_ptr_array_new_with_free_func(node_free);
  g_ptr_array_add(parser->sections, node);
  g_ptr_array_add(parser->stack, node->children);
  return TRUE;
}

static gboolean close_section(struct parser *parser, const struct tag *tag, GError **error)
{
  if (!parser->sections->len)
    return fail(parser, tag->start, error, "section '%s' is closed but was not opened", tag->content);
  const struct mustache_node *node = g_ptr_array_index(parser->sections, parser->sections->len - 1);
  if (strcmp(node->text, tag->content))
    return fail(parser, tag->start, error, "section '%s' is closed where '%s' (line %u) is open", tag->content,
                node->text, node->line);
  g_ptr_array_set_size(parser->sections, parser->sections->len - 1);
  g_ptr_array_set_size(parser->stack, parser->stack->len - 1);
  return TRUE;
}

static gboolean make_of_tag(struct parser *parser, const struct tag *tag, const char *indent, GError **error)
{
  if (tag->sigil == '!')
    return TRUE;
  if (tag->sigil == '=')
    return set_delimiters(parser, tag, error);
  if (!check_name(parser, tag, error))
    return FALSE;
  switch (tag->sigil) {
  case '#':
  case '^':
    return open_section(parser, tag, error);
  case '/':
    return close_section(parser, tag, error);
  case '>': {
    struct mustache_node *node = add_node(parser, MUSTACHE_PARTIAL, g_strdup(tag->content), tag->start);
    node->indent = indent ? g_strndup(indent, tag->start - indent) : NULL;
    return TRUE;
  }
  default:
    add_node(parser, tag->sigil ? MUSTACHE_RAW : MUSTACHE_ESCAPED, g_strdup(tag->content), tag->start);
    return TRUE;
  }
}

/* Parses the tag that opens at `start` and the text before it. A tag that alone stands on its line takes the line with
 * it, unless it is one that leaves something behind. */
static gboolean parse_tag(struct parser *parser, const char *start, GError **error)
{
  struct tag tag = { 0 };
  if (!read_tag(parser, start, &tag, error))
    return FALSE;
  const char *before = NULL, *after = NULL;
  if (tag.sigil && tag.sigil != '&' && tag.sigil != '{') {
    before = blank_before(parser, start);
    after = blank_after(parser, tag.after);
  }
  gboolean alone = before && after;
  add_text(parser, parser->at, alone ? before : start);
  parser->at = alone ? after : tag.after;
  gboolean ok = make_of_tag(parser, &tag, alone ? before : NULL, error);
  g_free(tag.content);
  return ok;
}

static gboolean parse_all(struct parser *parser, GError **error)
{
  if (parser->end - parser->text > MUSTACHE_MAX_TEXT)
    return fail(parser, parser->text, error, "template is larger than %d bytes", MUSTACHE_MAX_TEXT);
  if (!g_utf8_validate(parser->text, -1, NULL))
    return fail(parser, parser->text, error, "template is not UTF-8");
  const char *start;
  while ((start = strstr(parser->at, parser->open)))
    if (!parse_tag(parser, start, error))
      return FALSE;
  add_text(parser, parser->at, parser->end);
  if (!parser->sections->len)
    return TRUE;
  const struct mustache_node *node = g_ptr_array_index(parser->sections, parser->sections->len - 1);
  g_set_error(error, MUSTACHE_ERROR, FAULT_CONFIG, "%s:%u:%u: section '%s' is not closed; '%s/%s%s' should follow",
              parser->name, node->line, node->column, node->text, parser->open, node->text, parser->close);
  return FALSE;
}

struct mustache *mustache_parse(const char *name, const char *text, GError **error)
{
  g_autoptr(Mustache) template = g_new0(struct mustache, 1);
  template->name = g_strdup(name);
  template->nodes = g_ptr_array_new_with_free_func(node_free);
  g_autoptr(GPtrArray) stack = g_ptr_array_new();
  g_autoptr(GPtrArray) sections = g_ptr_array_new();
  g_ptr_array_add(stack, template->nodes);
  struct parser parser = { .name = name, .text = text, .end = text + strlen(text), .at = text, .open = g_strdup("{{"),
                           .close = g_strdup("}}"), .stack = stack, .sections = sections, .counted = text,
                           .line = 1, .column = 1 };
  gboolean ok = parse_all(&parser, error);
  g_free(parser.open);
  g_free(parser.close);
  return ok ? g_steal_pointer(&template) : NULL;
}

void mustache_free(struct mustache *template)
{
  if (!template)
    return;
  g_ptr_array_unref(template->nodes);
  g_free(template->name);
  g_free(template);
}
