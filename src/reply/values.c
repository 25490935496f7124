#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "reply/clean.h"
#include "reply/greeting.h"
#include "reply/locale.h"
#include "reply/particles.h"
#include "reply/variables.h"

enum {
  NAMED_ATTACHMENTS = 4,
  NAME_COLUMNS = 48,
  WORD_COLUMNS = 10,
  MAX_ITEMS = 8,
  MAX_NUMBERS = 3,
  ITEM_COLUMNS = 200,
};

static void put(JsonObject *object, const char *name, const char *value)
{
  if (value && *value)
    json_object_set_string_member(object, name, value);
}

static void flag(JsonObject *object, const char *name, gboolean value)
{
  if (value)
    json_object_set_boolean_member(object, name, TRUE);
}

/* A word with its Korean forms beside it; nothing for an empty one. */
static JsonObject *put_word(JsonObject *object, const char *name, const char *value)
{
  if (!value || !*value)
    return NULL;
  JsonObject *word = json_object_new();
  json_object_set_string_member(word, "text", value);
  for (gsize i = 0; i < n_particles; i++) {
    g_autofree char *joined = particle_join(value, &particles[i]);
    json_object_set_string_member(word, particles[i].name, joined);
  }
  json_object_set_object_member(object, name, word);
  return word;
}

static gboolean is_korean(const char *language)
{
  return g_str_has_prefix(language, "ko") && (!language[2] || language[2] == '-');
}

static void put_name(JsonObject *object, const struct reply_facts *facts, const char *language)
{
  struct greeting greeting = { 0 };
  if (!greeting_from(facts->name, facts->to, &greeting))
    return;
  gboolean whole = greeting.hangul || is_korean(language);
  JsonObject *word = put_word(object, "name", whole ? greeting.full : greeting.given);
  json_object_set_string_member(word, "full", greeting.full);
  json_object_set_string_member(word, "given", greeting.given);
  greeting_clear(&greeting);
}

/* Desks name their categories and tags themselves: texts ask for one by its name. */
static void put_category(JsonObject *object, const char *category)
{
  if (!category)
    return;
  JsonObject *word = json_object_new();
  flag(word, category, TRUE);
  json_object_set_string_member(word, "text", category);
  json_object_set_object_member(object, "category", word);
}

static void put_tags(JsonObject *object, const GPtrArray *tags)
{
  if (!tags || !tags->len)
    return;
  JsonObject *told = json_object_new();
  for (guint i = 0; i < tags->len; i++)
    flag(told, g_ptr_array_index(tags, i), TRUE);
  json_object_set_object_member(object, "tags", told);
}

/* What is answered of how the customer is: one thing, as two would weaken each other. The gravest and the most particular
 * come first, an insult before the anger it comes with; thanks beside a request come last. */
static void put_feeling(JsonObject *object, const GPtrArray *tags, gboolean urgent)
{
  static const char *const by_weight[] = { "vulnerable", "legal", "repeat-contact", "insult", "upset", "worried",
                                           "work-stopped", "money", "deadline", "urgent", "thankful" };
  for (gsize i = 0; i < G_N_ELEMENTS(by_weight); i++) {
    gboolean tagged = tags && g_ptr_array_find_with_equal_func((GPtrArray *)tags, by_weight[i], g_str_equal, NULL);
    if (!tagged && !(urgent && !strcmp(by_weight[i], "urgent")))
      continue;
    JsonObject *told = json_object_new();
    flag(told, by_weight[i], TRUE);
    json_object_set_string_member(told, "text", by_weight[i]);
    json_object_set_object_member(object, "feeling", told);
    return;
  }
}

static void put_attachments(JsonObject *object, const GPtrArray *attachments, const char *language)
{
  if (!attachments || !attachments->len)
    return;
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < attachments->len && names->len < NAMED_ATTACHMENTS; i++) {
    g_autofree char *clean = clean_text(g_ptr_array_index(attachments, i), 0);
    if (*clean)
      g_ptr_array_add(names, text_cut(clean, NAME_COLUMNS));
  }
  if (!names->len)
    return;
  guint more = attachments->len - names->len;
  g_ptr_array_add(names, NULL);
  g_autofree char *plain = g_strjoinv(", ", (char **)names->pdata);
  g_ptr_array_set_size(names, names->len - 1);
  g_autofree char *list = more ? NULL : locale_list(names, language);
  JsonObject *told = json_object_new();
  put(told, "names", list ? list : plain);
  if (more)
    json_object_set_int_member(told, "more", more);
  flag(told, "one", attachments->len == 1);
  json_object_set_object_member(object, "attachments", told);
}

/* Whether the words around say it already. */
static gboolean is_said(const char *value, const struct reply_facts *facts, const char *subject)
{
  for (guint i = 0; facts->quote && i < facts->quote->len; i++)
    if (strstr(facts->quote->pdata[i], value))
      return TRUE;
  return subject && strstr(subject, value);
}

/* "order 12345" is the number of an order. */
static JsonObject *number_of(const char *fact, const char **ret_value)
{
  static const char *const kinds[] = { "order", "invoice", "tracking" };
  for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
    gsize length = strlen(kinds[i]);
    if (strncmp(fact, kinds[i], length) || fact[length] != ' ')
      continue;
    *ret_value = fact + length + 1;
    JsonObject *number = json_object_new();
    flag(number, kinds[i], TRUE);
    return number;
  }
  return NULL;
}

static void put_numbers(JsonObject *object, const struct reply_facts *facts, const char *subject, const char *language)
{
  g_autoptr(JsonArray) items = json_array_new();
  g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; facts->numbers && i < facts->numbers->len && values->len < MAX_NUMBERS; i++) {
    const char *value;
    g_autofree char *fact = clean_text(facts->numbers->pdata[i], NAME_COLUMNS);
    g_autoptr(JsonObject) number = number_of(fact, &value);
    if (!number || is_said(value, facts, subject))
      continue;
    json_object_set_string_member(number, "value", value);
    flag(number, "more", values->len > 0);
    g_ptr_array_add(values, g_strdup(value));
    json_array_add_object_element(items, g_steal_pointer(&number));
  }
  g_autofree char *list = values->len ? locale_list(values, language) : NULL;
  if (!list)
    return;
  JsonObject *told = json_object_new();
  json_object_set_string_member(told, "text", list);
  json_object_set_array_member(told, "items", g_steal_pointer(&items));
  json_object_set_object_member(object, "numbers", told);
}

/* The texts leave out the subject of an upset customer, and one that the quote says again. */
static gboolean shows_subject(JsonObject *object)
{
  JsonObject *tags = json_object_has_member(object, "tags") ? json_object_get_object_member(object, "tags") : NULL;
  JsonObject *quote = json_object_has_member(object, "quote") ? json_object_get_object_member(object, "quote") : NULL;
  return !(tags && json_object_has_member(tags, "upset")) && !(quote && json_object_has_member(quote, "enough"));
}

static void put_needs(JsonObject *object, const GPtrArray *needs)
{
  if (!needs || !needs->len)
    return;
  JsonObject *told = json_object_new();
  for (guint i = 0; i < needs->len; i++)
    flag(told, needs->pdata[i], TRUE);
  json_object_set_object_member(object, "needs", told);
}

/* What is needed is asked for as well, though the text has the words for it. */
static void put_ask(JsonObject *object, const GPtrArray *ask, const GPtrArray *needs)
{
  g_autoptr(JsonArray) items = json_array_new();
  for (guint i = 0; ask && i < ask->len && i < MAX_ITEMS; i++) {
    g_autofree char *clean = clean_text(g_ptr_array_index(ask, i), ITEM_COLUMNS);
    if (*clean)
      json_array_add_string_element(items, clean);
  }
  if (!json_array_get_length(items) && (!needs || !needs->len))
    return;
  JsonObject *told = json_object_new();
  json_object_set_array_member(told, "items", g_steal_pointer(&items));
  json_object_set_object_member(object, "ask", told);
}

/* Letters and digits alone, without case. */
static char *bare_words(const char *text)
{
  g_autofree char *folded = g_utf8_casefold(text, -1);
  GString *out = g_string_new(NULL);
  for (const char *p = folded; *p; p = g_utf8_next_char(p))
    if (g_unichar_isalnum(g_utf8_get_char(p)))
      g_string_append_unichar(out, g_utf8_get_char(p));
  return g_string_free(out, FALSE);
}

/* Whether one is in the other, and most of it. */
static gboolean says_the_same(const char *a, const char *b)
{
  g_autofree char *x = bare_words(a), *y = bare_words(b);
  const char *shorter = strlen(x) < strlen(y) ? x : y, *longer = shorter == x ? y : x;
  return *shorter && strlen(shorter) * 2 >= strlen(longer) && strstr(longer, shorter);
}

static void put_quote(JsonObject *object, const GPtrArray *quote, const char *subject)
{
  gboolean enough = text_columns(subject) <= WORD_COLUMNS && !strpbrk(subject, " 0123456789"); /* "Question" */
  g_autoptr(JsonArray) lines = json_array_new();
  for (guint i = 0; quote && i < quote->len && i < MAX_ITEMS; i++) {
    g_autofree char *clean = clean_text(g_ptr_array_index(quote, i), 0);
    if (!*clean)
      continue;
    json_array_add_string_element(lines, clean);
    enough = enough || says_the_same(subject, clean);
  }
  if (!json_array_get_length(lines))
    return;
  JsonObject *told = json_object_new();
  json_object_set_array_member(told, "lines", g_steal_pointer(&lines));
  flag(told, "enough", enough);
  json_object_set_object_member(object, "quote", told);
}

static gboolean is_address(const char *text)
{
  return g_str_has_prefix(text, "https://") || g_str_has_prefix(text, "http://") || g_str_has_prefix(text, "mailto:");
}

/* "https://acme.example/help", or "Help page https://acme.example/help". What is no address is left out: the text offers
 * pages to open. */
static void put_links(JsonObject *object, const GPtrArray *links)
{
  g_autoptr(JsonArray) items = json_array_new();
  for (guint i = 0; links && i < links->len && i < MAX_ITEMS; i++) {
    g_autofree char *clean = clean_text(g_ptr_array_index(links, i), 0);
    char *blank = strrchr(clean, ' ');
    const char *url = blank ? blank + 1 : clean;
    if (!is_address(url))
      continue;
    JsonObject *link = json_object_new();
    json_object_set_string_member(link, "url", url);
    if (blank)
      *blank = '\0';
    json_object_set_string_member(link, "title", blank ? clean : url);
    json_array_add_object_element(items, link);
  }
  if (!json_array_get_length(items))
    return;
  JsonObject *told = json_object_new();
  json_object_set_array_member(told, "items", g_steal_pointer(&items));
  json_object_set_object_member(object, "links", told);
}

static void put_moment(JsonObject *object, const char *name, gint64 time, const struct reply_context *context,
                       const char *language)
{
  g_autofree char *moment = locale_moment(time, context->zone, context->zone_name, language);
  put(object, name, moment);
}

/* A promise is made only for the future: a mail that was held or retried may leave after the deadline it speaks of. */
static void put_times(JsonObject *object, const struct reply_facts *facts, const struct reply_context *context,
                      const char *language)
{
  if (facts->due_first != CLOCK_NONE && facts->due_first > context->now)
    put_moment(object, "deadline", facts->due_first, context, language);
  flag(object, "overdue", facts->due_first != CLOCK_NONE && facts->due_first <= context->now);
  if (context->next_open != CLOCK_NONE && context->next_open > context->now)
    put_moment(object, "next_open", context->next_open, context, language);
  if (facts->arrival != CLOCK_NONE)
    put_moment(object, "arrival", facts->arrival, context, language);
}

/* The desk's everyday hours: the team's calendar, else the one of normal requests. Nothing is claimed where nobody
 * configured a calendar. */
static void put_hours(JsonObject *object, const struct config_team *team, const struct reply_context *context,
                      const char *language)
{
  const struct config *config = context->config;
  const char *name = team && team->calendar ? team->calendar : config->targets[PRIORITY_NORMAL].calendar;
  if (!config->path || !config->calendars || !config->calendars->len || !name)
    return;
  const struct config_calendar *calendar = config_calendar(config, name);
  g_autofree char *hours = calendar ? locale_hours(calendar, language, context->now) : NULL;
  put(object, "hours", hours);
  flag(object, "always", !calendar && !strcmp(name, "always"));
}

static void put_variant(JsonObject *object, guint64 ticket)
{
  JsonObject *variant = json_object_new();
  flag(variant, ticket % 2 ? "b" : "a", TRUE);
  json_object_set_object_member(object, "variant", variant);
}

/* What the mail says, and what filters made of it: nothing of this is in a bare acknowledgement, whatever its text asks
 * for. */
static void put_mail(JsonObject *object, const struct reply_facts *facts, const struct reply_context *context,
                     const struct config_team *team, const struct reply_names *names, const char *language)
{
  const char *team_name = team ? config_text_in(&team->name, language, context->desk->language) : NULL;
  int priority = facts->priority ? priority_parse(facts->priority) : -1;
  put_name(object, facts, language);
  put_word(object, "team", team_name);
  if (!facts->encrypted)
    put(object, "subject", names->subject);
  flag(object, "encrypted", facts->encrypted);
  put_category(object, facts->category);
  put_tags(object, facts->tags);
  put(object, "priority", facts->priority);
  gboolean urgent = priority == PRIORITY_URGENT || priority == PRIORITY_HIGH;
  flag(object, "urgent", urgent);
  put_feeling(object, facts->tags, urgent);
  put_attachments(object, facts->attachments, language);
  put_quote(object, facts->quote, names->subject);
  put_numbers(object, facts, shows_subject(object) ? names->subject : NULL, language);
  put_needs(object, facts->needs);
  put_ask(object, facts->ask, facts->needs);
  put_links(object, facts->links);
}

JsonNode *variables_values(const struct reply_facts *facts, const struct reply_context *context,
                           const struct reply_names *names, const char *language)
{
  JsonObject *object = json_object_new();
  const struct config_team *team = facts->team ? config_team(context->config, facts->team) : NULL;
  if (!facts->bare)
    put_mail(object, facts, context, team, names, language);
  put_word(object, "desk", names->desk);
  put_word(object, "ticket", names->ticket);
  put(object, "tag", names->tag);
  put(object, "kind", facts->kind);
  put(object, "language", language);
  put_times(object, facts, context, language);
  put_hours(object, team, context, language);
  put_variant(object, facts->ticket);
  JsonNode *node = json_node_new(JSON_NODE_OBJECT);
  json_node_take_object(node, object);
  return node;
}
