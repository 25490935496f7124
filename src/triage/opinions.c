#include "triage/opinions.h"

#include "base/mask.h"
#include "base/text.h"
#include "learn/model.h"
#include "triage/filters-private.h"

#include <string.h>

enum { MOST_WORDS = 3 };

struct asked {
  struct triage_verdict *verdict;
  const struct filters *filters;
  const struct triage_facts *facts;
  const char *open_subject, *open_text; /* without secrets: words of them are kept and shown */
};

static gboolean is_same(const char *known, const char *label)
{
  if (!known)
    return FALSE;
  g_autofree char *left = g_utf8_casefold(known, -1), *right = g_utf8_casefold(label, -1);
  return !strcmp(left, right);
}

/* The rules' spelling of it. Categories are free: a name that no rule knows is one all the same. */
static char *known_category(const struct asked *asked, const char *label)
{
  for (guint i = 0; i < asked->filters->rules->len; i++) {
    const struct rule *rule = asked->filters->rules->pdata[i];
    if (is_same(rule->category, label))
      return g_strdup(rule->category);
  }
  return text_is_name(label) ? g_utf8_strdown(label, -1) : NULL;
}

static char *known_team(const struct asked *asked, const char *label)
{
  for (guint i = 0; asked->facts->teams && i < asked->facts->teams->len; i++) {
    const struct config_team *team = asked->facts->teams->pdata[i];
    if (is_same(team->id, label))
      return g_strdup(team->id);
  }
  for (guint i = 0; i < asked->filters->rules->len; i++) {
    const struct rule *rule = asked->filters->rules->pdata[i];
    if (is_same(rule->team, label))
      return g_strdup(rule->team);
  }
  return NULL;
}

static char *known_priority(G_GNUC_UNUSED const struct asked *asked, const char *label)
{
  for (guint i = 0; i < N_PRIORITIES; i++)
    if (is_same(priority_names[i], label))
      return g_strdup(priority_names[i]);
  return NULL;
}

static const char *said_category(const struct triage_verdict *verdict)
{
  return verdict->category;
}

static const char *said_team(const struct triage_verdict *verdict)
{
  return verdict->team;
}

static const char *said_priority(const struct triage_verdict *verdict)
{
  return verdict->priority < N_PRIORITIES ? priority_names[verdict->priority] : NULL;
}

static void follow_category(struct triage_verdict *verdict, const char *name)
{
  verdict->category = g_strdup(name);
}

static void follow_team(struct triage_verdict *verdict, const char *name)
{
  verdict->team = g_strdup(name);
}

static void follow_priority(struct triage_verdict *verdict, const char *name)
{
  for (guint i = 0; i < N_PRIORITIES; i++)
    if (!strcmp(priority_names[i], name))
      verdict->priority = (enum priority)i;
}

static const struct axis {
  const char *name;
  char *(*known)(const struct asked *asked, const char *label); /* NULL: no such thing */
  const char *(*said)(const struct triage_verdict *verdict);    /* NULL: nothing yet */
  void (*follow)(struct triage_verdict *verdict, const char *name);
} axes[] = {
  { "category", known_category, said_category, follow_category },
  { "priority", known_priority, said_priority, follow_priority },
  { "team", known_team, said_team, follow_team },
};

static const struct axis *axis_named(const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS(axes); i++)
    if (!strcmp(axes[i].name, name))
      return &axes[i];
  return NULL;
}

/* Why the opinion is not followed; NULL: it is. `name` is what its label is known as. */
static char *objection(const struct asked *asked, const struct axis *axis, const struct triage_opinion *opinion,
                       const char *name)
{
  if (!axis)
    return g_strdup("triage has no such axis");
  const char *said = axis->said(asked->verdict);
  if (said)
    return g_strdup_printf("'%s' was said already, and that outranks it", said);
  if (!name)
    return g_strdup_printf("there is no such %s", axis->name);
  if (opinion->confidence < asked->facts->confidence)
    return g_strdup_printf("below %.0f %%", asked->facts->confidence * 100);
  return NULL;
}

static void ask(const struct asked *asked, const struct model *model, const char *subject, const char *text)
{
  struct triage_opinion *opinion = g_new0(struct triage_opinion, 1);
  guint label = model_predict(model, subject, text, &opinion->confidence, NULL);
  const struct axis *axis = axis_named(model_axis(model));
  g_autofree char *name = axis ? axis->known(asked, model_label(model, label)) : NULL;
  opinion->axis = g_strdup(model_axis(model));
  opinion->label = g_strdup(name ? name : model_label(model, label));
  opinion->words = model_words(model, asked->open_subject, asked->open_text, label, MOST_WORDS);
  opinion->why = objection(asked, axis, opinion, name);
  opinion->followed = !opinion->why;
  g_ptr_array_add(asked->verdict->opinions, opinion);
  if (!opinion->followed)
    return;
  axis->follow(asked->verdict, name);
  opinion->why = g_strdup("no rule said anything");
}

void opinions_add(struct triage_verdict *verdict, const struct filters *filters, const char *subject, const char *text,
                  const struct triage_facts *facts)
{
  if (!facts->models || !facts->models->len)
    return;
  g_autofree char *open_subject = mask_secrets(subject), *open_text = mask_secrets(text);
  const struct asked asked = { verdict, filters, facts, open_subject, open_text };
  for (guint i = 0; i < facts->models->len; i++)
    ask(&asked, facts->models->pdata[i], subject, text);
}
