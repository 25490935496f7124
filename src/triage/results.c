/* The keys of a rule that say what follows from it. */
#include "triage/filters-private.h"

#include "base/problems.h"
#include "base/text.h"
#include "base/yaml.h"
#include "triage/details.h"
#include "triage/negation.h"

#include <string.h>

enum { MAX_TEXT = 500 };

const char *filters_scalar(const struct reader *reader, const struct yaml_node *key, const struct yaml_node *node)
{
  if (node->kind == YAML_SCALAR && node->scalar[0])
    return node->scalar;
  yaml_problem(node, reader->problems, node->kind == YAML_SCALAR ? "%s: an empty value" : "%s: one value is expected",
               key->scalar);
  return NULL;
}

/* Names end up in headers, folders and JSON. */
const char *filters_name(const struct reader *reader, const struct yaml_node *key, const struct yaml_node *node)
{
  const char *name = filters_scalar(reader, key, node);
  if (!name)
    return NULL;
  if (text_is_name(name))
    return name;
  yaml_problem(node, reader->problems, "%s: '%s' is no name; up to %d letters, digits and -_./:+ are", key->scalar, name,
               TEXT_MAX_NAME);
  return NULL;
}

static const char *text_in(const struct reader *reader, const struct yaml_node *key, const struct yaml_node *node)
{
  const char *text = filters_scalar(reader, key, node);
  if (!text)
    return NULL;
  gboolean fits = g_utf8_strlen(text, -1) <= MAX_TEXT;
  for (const char *p = text; fits && *p; p = g_utf8_next_char(p))
    fits = !g_unichar_iscntrl(g_utf8_get_char(p));
  if (fits)
    return text;
  yaml_problem(node, reader->problems, "%s: a text is one line of up to %d characters", key->scalar, MAX_TEXT);
  return NULL;
}

/* -1 after a problem. */
static int yes_or_no(const struct reader *reader, const struct yaml_node *key, const struct yaml_node *node)
{
  const char *text = filters_scalar(reader, key, node);
  if (!text)
    return -1;
  if (!strcmp(text, "yes") || !strcmp(text, "true"))
    return TRUE;
  if (!strcmp(text, "no") || !strcmp(text, "false"))
    return FALSE;
  yaml_problem(node, reader->problems, "%s: '%s' is neither 'yes' nor 'no'", key->scalar, text);
  return -1;
}

void filters_for_each(struct reader *reader, const struct yaml_node *key, const struct yaml_node *node,
                     filters_each *each, gpointer data)
{
  if (node->kind != YAML_LIST) {
    each(reader, key, node, data);
    return;
  }
  if (!node->items->len)
    yaml_problem(node, reader->problems, "%s: an empty list", key->scalar);
  for (guint i = 0; i < node->items->len; i++)
    each(reader, key, node->items->pdata[i], data);
}

static void read_category(struct reader *reader, const struct yaml_node *key, const struct yaml_node *node)
{
  reader->rule->category = g_strdup(filters_name(reader, key, node));
}

static void read_template(struct reader *reader, const struct yaml_node *key, const struct yaml_node *node)
{
  reader->rule->template = g_strdup(filters_name(reader, key, node));
}

static void read_priority(struct reader *reader, const struct yaml_node *key, const struct yaml_node *node)
{
  const char *name = filters_scalar(reader, key, node);
  if (name && (reader->rule->priority = priority_parse(name)) < 0)
    yaml_problem(node, reader->problems, "priority: unknown '%s'; urgent, high, normal or low", name);
}

/* The shipped rules name teams that a desk may not have. */
static void read_team(struct reader *reader, const struct yaml_node *key, const struct yaml_node *node)
{
  const char *id = filters_name(reader, key, node);
  gboolean checked = reader->config && reader->config->teams && reader->config->teams->len;
  if (!id)
    return;
  if (!checked || config_team(reader->config, id))
    reader->rule->team = g_strdup(id);
  else if (!reader->shipped)
    problems_warn(reader->problems, node->file, node->line, node->column,
                  "team: '%s' is not among the teams of the configuration, ignoring", id);
}

static void add_tag(struct reader *reader, const struct yaml_node *key, const struct yaml_node *node, gpointer data)
{
  const char *tag = filters_name(reader, key, node);
  if (tag)
    g_ptr_array_add(data, g_strdup(tag));
}

static void read_tags(struct reader *reader, const struct yaml_node *key, const struct yaml_node *node)
{
  filters_for_each(reader, key, node, add_tag, reader->rule->tags);
}

struct item_target {
  GPtrArray *items;
  const char *language; /* NULL: any */
};

static void add_item(struct reader *reader, const struct yaml_node *key, const struct yaml_node *node, gpointer data)
{
  const struct item_target *target = data;
  const char *text = text_in(reader, key, node);
  if (!text)
    return;
  struct triage_item *item = g_new(struct triage_item, 1);
  item->language = target->language ? g_ascii_strdown(target->language, -1) : NULL;
  item->text = g_strdup(text);
  g_ptr_array_add(target->items, item);
}

static void read_items(struct reader *reader, const struct yaml_node *key, const struct yaml_node *node,
                       GPtrArray *items)
{
  struct item_target target = { items, NULL };
  if (node->kind != YAML_MAP) {
    filters_for_each(reader, key, node, add_item, &target);
    return;
  }
  for (guint i = 0; i < node->keys->len; i++) {
    const struct yaml_node *language = node->keys->pdata[i];
    target.language = language->scalar;
    if (strspn(language->scalar, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") <
            strlen(language->scalar) ||
        strlen(language->scalar) < 2)
      yaml_problem(language, reader->problems, "%s: '%s' is no language; write a tag such as 'ko'", key->scalar,
                   language->scalar);
    else
      filters_for_each(reader, key, node->items->pdata[i], add_item, &target);
  }
}

static void read_ask(struct reader *reader, const struct yaml_node *key, const struct yaml_node *node)
{
  read_items(reader, key, node, reader->rule->ask);
}

static void read_links(struct reader *reader, const struct yaml_node *key, const struct yaml_node *node)
{
  read_items(reader, key, node, reader->rule->links);
}

static char *known_needs(void)
{
  const char *names[N_DETAIL_KINDS + 1] = { NULL };
  for (guint i = 0; i < N_DETAIL_KINDS; i++)
    names[i] = detail_names[i];
  return g_strjoinv(", ", (char **)names);
}

static void add_need(struct reader *reader, const struct yaml_node *key, const struct yaml_node *node, gpointer data)
{
  const char *name = filters_name(reader, key, node), *meant = NULL;
  if (!name)
    return;
  for (guint i = 0; i < N_DETAIL_KINDS; i++) {
    if (!strcmp(name, detail_names[i])) {
      g_ptr_array_add(data, g_strdup(name));
      return;
    }
    meant = text_likelier(name, detail_names[i], meant);
  }
  g_autofree char *known = known_needs();
  if (meant)
    yaml_problem(node, reader->problems, "needs: unknown '%s'; did you mean '%s'?", name, meant);
  else
    yaml_problem(node, reader->problems, "needs: unknown '%s'; there are %s", name, known);
}

static void read_needs(struct reader *reader, const struct yaml_node *key, const struct yaml_node *node)
{
  filters_for_each(reader, key, node, add_need, reader->rule->needs);
}

static void read_reply(struct reader *reader, const struct yaml_node *key, const struct yaml_node *node)
{
  static const int replies[] = { 0, -1, +1 };
  reader->rule->reply = replies[yes_or_no(reader, key, node) + 1];
}

static void read_stop(struct reader *reader, const struct yaml_node *key, const struct yaml_node *node)
{
  reader->rule->stop = yes_or_no(reader, key, node) == TRUE;
}

static void add_guard(struct reader *reader, const struct yaml_node *key, const struct yaml_node *node,
                      guard_function *guard)
{
  if (yes_or_no(reader, key, node) != TRUE)
    return;
  guint n = 0;
  while (reader->rule->guards[n])
    n++;
  reader->rule->guards[n] = guard;
}

static void read_unless_negated(struct reader *reader, const struct yaml_node *key, const struct yaml_node *node)
{
  add_guard(reader, key, node, negation_near);
}

static void read_unless_hypothetical(struct reader *reader, const struct yaml_node *key, const struct yaml_node *node)
{
  add_guard(reader, key, node, negation_hypothetical);
}

static const struct {
  struct rule_key key;
  void (*read)(struct reader *reader, const struct yaml_node *key, const struct yaml_node *node);
} keys[] = {
  { { "category", "name", "What the mail is about. The first rule that says so wins; general when none does." },
    read_category },
  { { "priority", "urgent, high, normal or low", "The highest of all rules that match wins; normal when none says one." },
    read_priority },
  { { "team", "name", "Whose it is: a key of teams in the configuration. The first rule that says so wins." }, read_team },
  { { "tags", "names", "Added to those of the other rules." }, read_tags },
  { { "template", "name", "The text to answer with instead of the usual one. The first rule wins." }, read_template },
  { { "ask", "texts, or texts by language",
      "Details to ask the customer for, at most four. Those of a rule with another category than the mail's are left out." },
    read_ask },
  { { "needs", NULL,
      "Details to ask the customer for unless the mail gives them, at most four. Those of a rule with another category than "
      "the mail's are left out." },
    read_needs },
  { { "links", "texts, or texts by language", "Pages that may help, offered in the acknowledgement." }, read_links },
  { { "reply", "yes or no",
      "no: never acknowledge such a mail; yes: overrule a refusal that may be overruled. no is stronger." },
    read_reply },
  { { "stop", "yes or no", "yes: no later rule is tried." }, read_stop },
  { { "unless-negated", "yes or no",
      "yes: words that are denied close by (\\(lqnot urgent\\(rq) do not count." },
    read_unless_negated },
  { { "unless-hypothetical", "yes or no",
      "yes: words in a condition or a what-if question (\\(lqif the site is down\\(rq) do not count." },
    read_unless_hypothetical },
};

gboolean filters_read_key(struct reader *reader, const struct yaml_node *key, const struct yaml_node *node)
{
  for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
    if (!strcmp(key->scalar, keys[i].key.name)) {
      keys[i].read(reader, key, node);
      return TRUE;
    }
  return FALSE;
}

const struct rule_key *filters_key(guint n)
{
  return n < G_N_ELEMENTS(keys) ? &keys[n].key : NULL;
}
