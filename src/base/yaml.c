#include "base/yaml.h"

#include "base/problems.h"
#include "base/text.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <yaml.h>

#define MOST_BYTES (4 * 1024 * 1024)
#define MOST_DEPTH 20
#define MOST_NODES 200000 /* a node costs thirty times the two bytes that it may take in the file */

struct reader {
  yaml_parser_t parser;
  struct problems *problems;
  const char *text;
  char *file; /* handed to the root, which every node borrows it from */
  unsigned nodes;
};

static void node_free(struct yaml_node *node)
{
  if (!node)
    return;
  g_free(node->scalar);
  g_clear_pointer(&node->keys, g_ptr_array_unref);
  g_clear_pointer(&node->items, g_ptr_array_unref);
  g_free(node);
}

void yaml_node_free(struct yaml_node *root)
{
  if (!root)
    return;
  char *file = (char *)root->file;
  node_free(root);
  g_free(file);
}

static struct yaml_node *node_new(struct reader *reader, enum yaml_kind kind, const yaml_mark_t *mark)
{
  struct yaml_node *node = g_new0(struct yaml_node, 1);
  node->kind = kind;
  node->file = reader->file;
  node->line = (unsigned)mark->line + 1;
  node->column = (unsigned)mark->column + 1;
  if (kind == YAML_MAP)
    node->keys = g_ptr_array_new_with_free_func((GDestroyNotify)node_free);
  if (kind != YAML_SCALAR)
    node->items = g_ptr_array_new_with_free_func((GDestroyNotify)node_free);
  reader->nodes++;
  return node;
}

G_GNUC_PRINTF(3, 4)
static void complain(struct reader *reader, const yaml_mark_t *mark, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *what = g_strdup_vprintf(format, args);
  va_end(args);
  problems_add(reader->problems, reader->file, (unsigned)mark->line + 1, (unsigned)mark->column + 1, "%s", what);
}

/* The character at `mark`, 0 past the end. */
static gunichar character_at(const struct reader *reader, const yaml_mark_t *mark)
{
  const char *p = reader->text;
  for (size_t line = 0; p && line < mark->line; line++) {
    p = strchr(p, '\n');
    p = p ? p + 1 : NULL;
  }
  for (size_t column = 0; p && *p && column < mark->column; column++)
    p = g_utf8_next_char(p);
  return p ? g_utf8_get_char(p) : 0;
}

/* Where libyaml's words leave a person guessing: the tab that looks like spaces, the glob that YAML takes for an alias.
 */
static const char *hint(const struct reader *reader)
{
  const yaml_parser_t *parser = &reader->parser;
  if (parser->context && strstr(parser->context, "scanning an alias"))
    return "; quote a text that starts with '*'";
  if (parser->context && strstr(parser->context, "scanning an anchor"))
    return "; quote a text that starts with '&'";
  switch (character_at(reader, &parser->problem_mark)) {
  case '\t':
    return "; a tab stands here, indent with spaces";
  case '@':
  case '`':
  case '%':
    return "; quote the text";
  default:
    return "";
  }
}

/* libyaml's own words, at its place. Its decoder counts bytes, its scanner and parser keep a mark. */
static void complain_syntax(struct reader *reader)
{
  const yaml_parser_t *parser = &reader->parser;
  if (parser->error == YAML_READER_ERROR) {
    yaml_mark_t mark = { 0 };
    for (size_t i = 0; i < parser->problem_offset && reader->text[i]; i++) {
      mark.column += (reader->text[i] & 0xC0) != 0x80;
      if (reader->text[i] == '\n') {
        mark.line++;
        mark.column = 0;
      }
    }
    complain(reader, &mark, "%s; the file must be UTF-8 text", parser->problem);
    return;
  }
  complain(reader, &parser->problem_mark, "%s%s%s%s", parser->problem ? parser->problem : "not YAML",
           parser->context ? " " : "", parser->context ? parser->context : "", hint(reader));
}

static gboolean next_event(struct reader *reader, yaml_event_t *event)
{
  if (yaml_parser_parse(&reader->parser, event))
    return TRUE;
  complain_syntax(reader);
  return FALSE;
}

static void refuse_decoration(struct reader *reader, const yaml_mark_t *mark, const yaml_char_t *anchor,
                              const yaml_char_t *tag)
{
  if (anchor)
    complain(reader, mark, "anchor '&%s' is not accepted; write the value out", (const char *)anchor);
  if (tag)
    complain(reader, mark, "tag '%s' is not accepted; every value is a plain string", (const char *)tag);
}

static struct yaml_node *read_scalar(struct reader *reader, const yaml_event_t *event)
{
  refuse_decoration(reader, &event->start_mark, event->data.scalar.anchor, event->data.scalar.tag);
  if (memchr(event->data.scalar.value, '\0', event->data.scalar.length))
    complain(reader, &event->start_mark, "a NUL character is not accepted");
  struct yaml_node *node = node_new(reader, YAML_SCALAR, &event->start_mark);
  node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
  node->scalar = g_strdup((const char *)event->data.scalar.value);
  return node;
}

static struct yaml_node *read_node(struct reader *reader, const yaml_event_t *event, unsigned depth);

/* Reads the next node, or leaves NULL in `ret` at the end of the collection; FALSE when reading cannot go on. */
static gboolean read_next(struct reader *reader, unsigned depth, struct yaml_node **ret)
{
  yaml_event_t event;
  *ret = NULL;
  if (!next_event(reader, &event))
    return FALSE;
  gboolean at_end = event.type == YAML_SEQUENCE_END_EVENT || event.type == YAML_MAPPING_END_EVENT;
  if (!at_end)
    *ret = read_node(reader, &event, depth);
  yaml_event_delete(&event);
  return at_end || *ret;
}

static gboolean read_list(struct reader *reader, struct yaml_node *list, unsigned depth)
{
  struct yaml_node *item;
  while (read_next(reader, depth, &item)) {
    if (!item)
      return TRUE;
    g_ptr_array_add(list->items, item);
  }
  return FALSE;
}

static void check_key(struct reader *reader, GHashTable *seen, struct yaml_node *key)
{
  if (key->kind != YAML_SCALAR) {
    yaml_problem(key, reader->problems, "a key must be a single word or text, not a %s",
                 key->kind == YAML_LIST ? "list" : "map");
    return;
  }
  const struct yaml_node *first = g_hash_table_lookup(seen, key->scalar);
  g_autofree char *name = text_printable(key->scalar, 60);
  if (first)
    yaml_problem(key, reader->problems, "key '%s' stands twice; the first is on line %u", name, first->line);
  else
    g_hash_table_insert(seen, key->scalar, key);
}

static gboolean read_map(struct reader *reader, struct yaml_node *map, unsigned depth)
{
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  struct yaml_node *key, *value;
  while (read_next(reader, depth, &key)) {
    if (!key)
      return TRUE;
    check_key(reader, seen, key);
    g_ptr_array_add(map->keys, key);
    if (!read_next(reader, depth, &value))
      return FALSE;
    g_ptr_array_add(map->items, value);
  }
  return FALSE;
}

static gboolean within_limits(struct reader *reader, const yaml_mark_t *mark, unsigned depth)
{
  if (depth >= MOST_DEPTH) {
    complain(reader, mark, "lists and maps are nested deeper than %d levels", MOST_DEPTH);
    return FALSE;
  }
  if (reader->nodes >= MOST_NODES) {
    complain(reader, mark, "more than %d values; split the file", MOST_NODES);
    return FALSE;
  }
  return TRUE;
}

/* NULL when reading cannot go on. What is merely not accepted is noted, and reading goes on behind it. */
static struct yaml_node *read_node(struct reader *reader, const yaml_event_t *event, unsigned depth)
{
  if (!within_limits(reader, &event->start_mark, depth))
    return NULL;
  struct yaml_node *node;
  gboolean complete;
  switch (event->type) {
  case YAML_SCALAR_EVENT:
    return read_scalar(reader, event);
  case YAML_ALIAS_EVENT:
    complain(reader, &event->start_mark,
             "alias '*%s' is not accepted; write the value out, or quote a text that starts with *",
             (const char *)event->data.alias.anchor);
    node = node_new(reader, YAML_SCALAR, &event->start_mark);
    node->scalar = g_strdup("");
    return node;
  case YAML_SEQUENCE_START_EVENT:
    refuse_decoration(reader, &event->start_mark, event->data.sequence_start.anchor, event->data.sequence_start.tag);
    node = node_new(reader, YAML_LIST, &event->start_mark);
    complete = read_list(reader, node, depth + 1);
    break;
  case YAML_MAPPING_START_EVENT:
    refuse_decoration(reader, &event->start_mark, event->data.mapping_start.anchor, event->data.mapping_start.tag);
    node = node_new(reader, YAML_MAP, &event->start_mark);
    complete = read_map(reader, node, depth + 1);
    break;
  default:
    complain(reader, &event->start_mark, "not YAML");
    return NULL;
  }
  if (!complete)
    g_clear_pointer(&node, node_free);
  return node;
}

/* The one document, NULL when there is none or it cannot be read to its end. */
static struct yaml_node *read_document(struct reader *reader)
{
  struct yaml_node *root = NULL;
  gboolean at_end = FALSE;
  while (!at_end) {
    yaml_event_t event;
    if (!next_event(reader, &event))
      break;
    at_end = event.type == YAML_STREAM_END_EVENT;
    switch (event.type) {
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
    case YAML_DOCUMENT_END_EVENT:
      break;
    case YAML_DOCUMENT_START_EVENT:
      if (root) {
        complain(reader, &event.start_mark, "a second document begins; one file holds one");
        at_end = TRUE;
      } else if (event.data.document_start.version_directive ||
                 event.data.document_start.tag_directives.start != event.data.document_start.tag_directives.end) {
        complain(reader, &event.start_mark, "directives (%%) are not accepted");
      }
      break;
    default:
      root = read_node(reader, &event, 0);
      at_end = !root;
    }
    yaml_event_delete(&event);
  }
  return root;
}

static struct yaml_node *empty_map(struct reader *reader)
{
  yaml_mark_t start = { 0 };
  return node_new(reader, YAML_MAP, &start);
}

struct yaml_node *yaml_parse(const char *name, const char *text, gsize length, struct problems *problems)
{
  if (length > MOST_BYTES) {
    problems_add(problems, name, 0, 0, "larger than %d MiB", MOST_BYTES / 1024 / 1024);
    return NULL;
  }
  if (length >= 3 && !memcmp(text, "\xEF\xBB\xBF", 3)) { /* libyaml would count the mark as a column */
    text += 3;
    length -= 3;
  }
  unsigned before = problems_count(problems);
  g_autofree char *terminated = g_strndup(text, length);
  struct reader reader = { .problems = problems, .text = terminated, .file = g_strdup(name) };
  if (!yaml_parser_initialize(&reader.parser))
    g_error("yaml_parser_initialize: out of memory");
  yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&reader.parser, (const unsigned char *)text, length);
  struct yaml_node *root = read_document(&reader);
  yaml_parser_delete(&reader.parser);
  gboolean sound = problems_count(problems) == before;
  if (sound && (!root || (root->kind == YAML_SCALAR && !root->quoted && !*root->scalar))) {
    node_free(root);
    root = empty_map(&reader);
  }
  if (!sound) {
    node_free(root);
    g_free(reader.file);
    return NULL;
  }
  return root;
}

struct yaml_node *yaml_load(const char *path, struct problems *problems)
{
  FILE *file = fopen(path, "re");
  if (!file) {
    problems_add(problems, path, 0, 0, "cannot be opened: %s", g_strerror(errno));
    return NULL;
  }
  g_autofree char *text = g_malloc(MOST_BYTES + 1);
  gsize length = fread(text, 1, MOST_BYTES + 1, file);
  gboolean failed = ferror(file);
  int reason = errno;
  fclose(file);
  if (failed) {
    problems_add(problems, path, 0, 0, "cannot be read: %s", g_strerror(reason));
    return NULL;
  }
  return yaml_parse(path, text, length, problems);
}

const struct yaml_node *yaml_get(const struct yaml_node *node, const char *key)
{
  if (!node || node->kind != YAML_MAP)
    return NULL;
  for (guint i = 0; i < node->keys->len; i++) {
    const struct yaml_node *at = node->keys->pdata[i];
    if (at->kind == YAML_SCALAR && g_str_equal(at->scalar, key))
      return node->items->pdata[i];
  }
  return NULL;
}

void yaml_problem(const struct yaml_node *node, struct problems *problems, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *what = g_strdup_vprintf(format, args);
  va_end(args);
  problems_add(problems, node->file, node->line, node->column, "%s", what);
}
