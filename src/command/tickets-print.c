#include "command/tickets-print.h"

#include "base/clock.h"
#include "base/json.h"
#include "desk/reasons.h"
#include "ledger/corrections.h"
#include "report/table.h"

#include <stdio.h>
#include <string.h>

static void add_ticket(JsonBuilder *builder, const struct ticket *ticket)
{
  json_builder_begin_object(builder);
  json_add_number(builder, "ticket", (gint64)ticket->number);
  json_add_text(builder, "state", ticket->state);
  json_add_text(builder, "desk", ticket->desk);
  json_add_text(builder, "address", ticket->address);
  json_add_text(builder, "name", ticket->name);
  json_add_text(builder, "subject", ticket->subject);
  json_add_text(builder, "category", ticket->category);
  json_add_text(builder, "priority", ticket->priority);
  json_add_text(builder, "team", ticket->team);
  json_add_text(builder, "language", ticket->language);
  json_add_time(builder, "opened", ticket->opened);
  json_add_time(builder, "closed", ticket->closed);
  json_add_time(builder, "due_first_response", ticket->due_first);
  json_add_time(builder, "due_resolution", ticket->due_resolution);
  json_add_number(builder, "contacts", ticket->contacts);
  json_add_text(builder, "acknowledged", ticket->acknowledged);
}

void tickets_print_json(const struct ticket *ticket, const GPtrArray *events)
{
  g_autoptr(JsonBuilder) builder = json_builder_new();
  add_ticket(builder, ticket);
  if (events)
    json_open_list(builder, "events");
  for (guint i = 0; events && i < events->len; i++) {
    const struct ticket_event *event = events->pdata[i];
    json_builder_begin_object(builder);
    json_add_time(builder, "at", event->at);
    json_add_text(builder, "what", event->what);
    json_add_text(builder, "detail", event->detail);
    json_builder_end_object(builder);
  }
  if (events)
    json_builder_end_array(builder);
  json_builder_end_object(builder);
  g_autofree char *text = json_line(json_builder_get_root(builder));
  puts(text);
}

static char *local_time(const struct config *config, gint64 time)
{
  const struct config_desk *desk = config->desks->pdata[0];
  g_autoptr(GDateTime) local = clock_local(time, desk->timezone);
  return local ? g_date_time_format(local, "%a %Y-%m-%d %H:%M %Z") : g_strdup("-");
}

void tickets_print_table(const struct command *command, const struct config *config, const GPtrArray *tickets)
{
  static const char *const headings[] = { "TICKET",    "STATE",        "PRIORITY", "CATEGORY", "TEAM",
                                          "ANSWER BY", "ACKNOWLEDGED", "FROM",     "SUBJECT",  NULL };
  struct table *table = table_new(headings, "---~--~++", table_terminal_width(), command->colour);
  for (guint i = 0; i < tickets->len; i++) {
    const struct ticket *ticket = tickets->pdata[i];
    g_autofree char *number = g_strdup_printf("%" G_GUINT64_FORMAT, ticket->number);
    g_autofree char *due = local_time(config, ticket->due_first);
    const char *cells[] = { number, ticket->state, ticket->priority, ticket->category, ticket->team, due,
                            ticket->acknowledged, ticket->name ? ticket->name : ticket->address, ticket->subject };
    for (gsize c = 0; c < G_N_ELEMENTS(cells); c++)
      table_cell(table, TABLE_PLAIN, cells[c] ? cells[c] : "-");
  }
  g_autofree char *text = table_finish(table);
  if (tickets->len)
    fputs(text, stdout);
}

static void print_field(const char *label, const char *value)
{
  struct table *one = table_new((const char *const[]){ label, value ? value : "-", NULL }, "-+", 0, FALSE);
  g_autofree char *text = table_finish(one);
  printf("  %s", text);
}

static void print_fields(const struct config *config, const struct ticket *ticket)
{
  g_autofree char *opened = local_time(config, ticket->opened);
  g_autofree char *first = local_time(config, ticket->due_first);
  g_autofree char *resolution = local_time(config, ticket->due_resolution);
  g_autofree char *contacts = g_strdup_printf("%u", ticket->contacts);
  const struct {
    const char *label, *value;
  } fields[] = {
    { "state       ", ticket->state },    { "from        ", ticket->address },   { "name        ", ticket->name },
    { "subject     ", ticket->subject },  { "category    ", ticket->category },  { "priority    ", ticket->priority },
    { "team        ", ticket->team },     { "language    ", ticket->language },  { "opened      ", opened },
    { "answer by   ", first },            { "solve by    ", resolution },        { "mails       ", contacts },
    { "acknowledged", ticket->acknowledged },
  };
  printf("Ticket %" G_GUINT64_FORMAT "\n", ticket->number);
  for (gsize i = 0; i < G_N_ELEMENTS(fields); i++)
    print_field(fields[i].label, fields[i].value);
}

/* "could not be delivered to jane@customer.example: 5.1.1 no such user" */
static char *bounce_words(const struct ticket_event *event)
{
  g_autoptr(JsonNode) node = event->detail ? json_from_string(event->detail, NULL) : NULL;
  if (!node || !JSON_NODE_HOLDS_OBJECT(node))
    return NULL;
  static const char *const names[] = { "address", "status", "diagnostic" };
  const char *values[G_N_ELEMENTS(names)];
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
    values[i] = json_object_get_string_member_with_default(json_node_get_object(node), names[i], NULL);
  gboolean repeats = values[1] && values[2] && strstr(values[2], values[1]);
  return g_strdup_printf("%s to %s%s%s%s%s",
                         strcmp(event->what, "bounce.hard") ? "came back and may work later" : "could not be delivered",
                         values[0] ? values[0] : "somebody", values[1] || values[2] ? ": " : "",
                         values[1] && !repeats ? values[1] : "", values[1] && values[2] && !repeats ? " " : "",
                         values[2] ? values[2] : "");
}

/* "contact.claimed, names ACME-1042 without proof that it is its sender's" */
static char *mention_words(const struct ticket_event *event)
{
  g_autoptr(JsonNode) node = event->detail ? json_from_string(event->detail, NULL) : NULL;
  JsonObject *root = node && JSON_NODE_HOLDS_OBJECT(node) ? json_node_get_object(node) : NULL;
  JsonObject *reply =
      root && json_object_has_member(root, "reply") ? json_object_get_object_member(root, "reply") : NULL;
  JsonArray *evidence = reply && json_object_has_member(reply, "evidence")
                            ? json_object_get_array_member(reply, "evidence")
                            : NULL;
  for (guint i = 0; evidence && i < json_array_get_length(evidence); i++) {
    JsonObject *piece = json_array_get_object_element(evidence, i);
    if (!g_strcmp0(json_object_get_string_member_with_default(piece, "code", NULL), REASON_MENTIONS))
      return g_strdup_printf("%s, names %s without proof that it is its sender's", event->what,
                             json_object_get_string_member_with_default(piece, "value", "a ticket"));
  }
  return NULL;
}

/* "priority is high now, was normal" */
static char *set_words(const struct ticket_event *event)
{
  g_autoptr(JsonNode) node = event->detail ? json_from_string(event->detail, NULL) : NULL;
  JsonObject *root = node && JSON_NODE_HOLDS_OBJECT(node) ? json_node_get_object(node) : NULL;
  if (!root || !json_object_has_member(root, "set") || !json_object_has_member(root, "was"))
    return NULL;
  JsonObject *set = json_object_get_object_member(root, "set"), *was = json_object_get_object_member(root, "was");
  g_autoptr(GString) words = g_string_new(NULL);
  for (gsize i = 0; i < N_CORRECTION_AXES; i++) {
    const char *now = json_object_get_string_member_with_default(set, correction_axes[i], NULL);
    const char *before = json_object_get_string_member_with_default(was, correction_axes[i], NULL);
    if (now && !g_strcmp0(now, before))
      g_string_append_printf(words, "%s%s confirmed by hand: %s", words->len ? "; " : "", correction_axes[i], now);
    else if (now)
      g_string_append_printf(words, "%s%s set by hand: %s, was %s", words->len ? "; " : "", correction_axes[i], now,
                             before ? before : "not set");
  }
  return g_string_free(g_steal_pointer(&words), FALSE);
}

static char *event_words(const struct ticket_event *event)
{
  char *words = g_str_has_prefix(event->what, "bounce.")  ? bounce_words(event)
                : !strcmp(event->what, "contact.claimed") ? mention_words(event)
                : !strcmp(event->what, "ticket.set")      ? set_words(event)
                                                          : NULL;
  return words ? words : g_strdup(event->what);
}

void tickets_print(const struct config *config, const struct ticket *ticket, const GPtrArray *events)
{
  print_fields(config, ticket);
  puts("History");
  for (guint i = 0; i < events->len; i++) {
    const struct ticket_event *event = events->pdata[i];
    g_autofree char *at = local_time(config, event->at);
    g_autofree char *words = event_words(event);
    print_field(at, words);
  }
}
