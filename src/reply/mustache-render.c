#include "reply/mustache.h"
#include "reply/mustache-tree.h"

#include <string.h>

#include "base/fault.h"

struct render {
  GPtrArray *stack; /* JsonNode *, innermost last; borrowed */
  mustache_escape escape;
  mustache_partial partial;
  gpointer data;
  GHashTable *partials; /* indent, line end and name -> struct mustache *: each is parsed once a rendering */
  GString *out;
  unsigned depth, steps;
};

void mustache_escape_html(const char *value, GString *out)
{
  for (const char *p = value; *p; p++) {
    switch (*p) {
    case '&':
      g_string_append(out, "&amp;");
      break;
    case '<':
      g_string_append(out, "&lt;");
      break;
    case '>':
      g_string_append(out, "&gt;");
      break;
    case '"':
      g_string_append(out, "&quot;");
      break;
    case '\'':
      g_string_append(out, "&#39;");
      break;
    default:
      g_string_append_c(out, *p);
    }
  }
}

static JsonNode *member_of(JsonNode *node, const char *name, gsize length)
{
  if (!node || !JSON_NODE_HOLDS_OBJECT(node))
    return NULL;
  g_autofree char *key = g_strndup(name, length);
  return json_object_get_member(json_node_get_object(node), key);
}

/* The first part of a dotted name is looked for in every context, the others only in what was found. */
static JsonNode *look_up(const struct render *render, const char *name)
{
  if (!strcmp(name, "."))
    return g_ptr_array_index(render->stack, render->stack->len - 1);
  JsonNode *found = NULL;
  gsize length = strcspn(name, ".");
  for (guint i = render->stack->len; i-- && !found;)
    found = member_of(g_ptr_array_index(render->stack, i), name, length);
  while (found && name[length]) {
    name += length + 1;
    length = strcspn(name, ".");
    found = member_of(found, name, length);
  }
  return found;
}

/* The shortest decimal that reads back as the same number, whatever the locale. */
static char *number_text(double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd(buffer, sizeof buffer, "%.15g", number);
  if (g_ascii_strtod(buffer, NULL) != number)
    g_ascii_formatd(buffer, sizeof buffer, "%.17g", number);
  return g_strdup(buffer);
}

/* A value as text. An object stands for its member `text`, so that a value may have forms of its own beside it. */
static char *text_of(JsonNode *node)
{
  if (node && JSON_NODE_HOLDS_OBJECT(node))
    node = member_of(node, "text", strlen("text"));
  if (!node || !JSON_NODE_HOLDS_VALUE(node))
    return g_strdup("");
  GType type = json_node_get_value_type(node);
  if (type == G_TYPE_STRING)
    return g_strdup(json_node_get_string(node));
  if (type == G_TYPE_BOOLEAN)
    return g_strdup(json_node_get_boolean(node) ? "true" : "false");
  if (type == G_TYPE_DOUBLE)
    return number_text(json_node_get_double(node));
  return g_strdup_printf("%" G_GINT64_FORMAT, json_node_get_int(node));
}

/* False: nothing, null, false, 0, the empty string and the empty list. */
static gboolean is_true(JsonNode *node)
{
  if (!node || JSON_NODE_HOLDS_NULL(node))
    return FALSE;
  if (JSON_NODE_HOLDS_ARRAY(node))
    return json_array_get_length(json_node_get_array(node)) > 0;
  if (JSON_NODE_HOLDS_OBJECT(node))
    return TRUE;
  GType type = json_node_get_value_type(node);
  if (type == G_TYPE_STRING)
    return *json_node_get_string(node) != '\0';
  if (type == G_TYPE_BOOLEAN)
    return json_node_get_boolean(node);
  return json_node_get_double(node) != 0;
}

static gboolean render_nodes(struct render *render, const struct mustache *template, const GPtrArray *nodes,
                             GError **error);

static gboolean fail(const struct mustache *template, const struct mustache_node *node, const char *what,
                     GError **error)
{
  g_set_error(error, MUSTACHE_ERROR, FAULT_CONFIG, "%s:%u:%u: %s", template->name, node->line, node->column, what);
  return FALSE;
}

static gboolean render_within(struct render *render, const struct mustache *template,
                              const struct mustache_node *node, JsonNode *context, GError **error)
{
  if (++render->steps > MUSTACHE_MAX_STEPS) /* also where a section is empty */
    return fail(template, node, "rendering takes too many steps", error);
  g_ptr_array_add(render->stack, context);
  gboolean ok = render_nodes(render, template, node->children, error);
  g_ptr_array_set_size(render->stack, render->stack->len - 1);
  return ok;
}

static gboolean render_section(struct render *render, const struct mustache *template,
                               const struct mustache_node *node, GError **error)
{
  JsonNode *value = look_up(render, node->text);
  if (node->kind == MUSTACHE_INVERTED)
    return is_true(value) || render_nodes(render, template, node->children, error);
  if (!is_true(value))
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY(value))
    return render_within(render, template, node, value, error);
  JsonArray *list = json_node_get_array(value);
  for (guint i = 0; i < json_array_get_length(list); i++)
    if (!render_within(render, template, node, json_array_get_element(list, i), error))
      return FALSE;
  return TRUE;
}

/* The specification indents a partial before it is parsed, so lines that values bring along stay as they are. */
static char *indented(const char *text, const char *indent)
{
  if (!indent || !*indent)
    return g_strdup(text);
  GString *out = g_string_new(NULL);
  for (const char *line = text; *line;) {
    const char *end = strchr(line, '\n');
    gsize length = end ? (gsize)(end + 1 - line) : strlen(line);
    g_string_append(out, indent);
    g_string_append_len(out, line, length);
    line += length;
  }
  return g_string_free(out, FALSE);
}

static gboolean render_partial(struct render *render, const struct mustache_node *node, GError **error)
{
  const char *text = render->partial ? render->partial(node->text, render->data) : NULL;
  if (!text)
    return TRUE;
  g_autofree char *key = g_strconcat(node->indent ? node->indent : "", "\n", node->text, NULL);
  struct mustache *template = g_hash_table_lookup(render->partials, key);
  if (!template) {
    g_autofree char *source = indented(text, node->indent);
    template = mustache_parse(node->text, source, error);
    if (!template)
      return FALSE;
    g_hash_table_insert(render->partials, g_steal_pointer(&key), template);
  }
  return render_nodes(render, template, template->nodes, error);
}

static gboolean render_node(struct render *render, const struct mustache *template, const struct mustache_node *node,
                            GError **error)
{
  switch (node->kind) {
  case MUSTACHE_TEXT:
    g_string_append(render->out, node->text);
    return TRUE;
  case MUSTACHE_ESCAPED:
  case MUSTACHE_RAW: {
    g_autofree char *value = text_of(look_up(render, node->text));
    if (node->kind == MUSTACHE_RAW)
      g_string_append(render->out, value);
    else
      render->escape(value, render->out);
    return TRUE;
  }
  case MUSTACHE_PARTIAL:
    return render_partial(render, node, error);
  default:
    return render_section(render, template, node, error);
  }
}

static gboolean render_nodes(struct render *render, const struct mustache *template, const GPtrArray *nodes,
                             GError **error)
{
  gboolean ok = TRUE;
  render->depth++;
  for (guint i = 0; i < nodes->len && ok; i++) {
    const struct mustache_node *node = g_ptr_array_index(nodes, i);
    if (render->depth > MUSTACHE_MAX_DEPTH)
      ok = fail(template, node, "sections and partials are nested too deeply", error);
    else if (++render->steps > MUSTACHE_MAX_STEPS)
      ok = fail(template, node, "rendering takes too many steps", error);
    else
      ok = render_node(render, template, node, error);
    if (ok && render->out->len > MUSTACHE_MAX_TEXT)
      ok = fail(template, node, "what is rendered is too long", error);
  }
  render->depth--;
  return ok;
}

char *mustache_render(const struct mustache *template, JsonNode *values, mustache_escape escape,
                      mustache_partial partial, gpointer data, GError **error)
{
  g_autoptr(GPtrArray) stack = g_ptr_array_new();
  g_autoptr(GHashTable) partials =
      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)mustache_free);
  g_autoptr(GString) out = g_string_new(NULL);
  g_ptr_array_add(stack, values);
  struct render render = { .stack = stack, .escape = escape, .partial = partial, .data = data, .partials = partials,
                           .out = out };
  if (!render_nodes(&render, template, template->nodes, error))
    return NULL;
  return g_string_free(g_steal_pointer(&out), FALSE);
}
