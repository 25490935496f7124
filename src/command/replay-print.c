#include "command/replay-print.h"

#include "command/progress.h"

#include "base/clock.h"
#include "base/json.h"
#include "desk/verdict.h"
#include "mail/mail.h"
#include "report/table.h"

#include <stdio.h>
#include <string.h>

static const char *const headings[] = { "ARRIVED", "PRIORITY", "REPLY", "FROM", "SUBJECT", NULL };
static const char *const changed_headings[] = { "ARRIVED", "FROM", "SUBJECT", "WAS", "IS", NULL };

struct replay_print {
  const struct command *command;
  const struct replay *replay;
  guint n_sides, done;
  struct table *table; /* NULL with --json */
  guint listed, copies;
  guint answered, follow_ups;
  GHashTable *held, *refused; /* reason -> number, of the last side */
  guint changes[N_REPLAY_CHANGES];
  gint64 first, last;
};

struct replay_print *replay_print_new(const struct command *command, const struct replay_request *request,
                                      const struct replay *replay)
{
  struct replay_print *print = g_new0(struct replay_print, 1);
  print->command = command;
  print->replay = replay;
  print->n_sides = request->n_sides;
  if (!command->json)
    print->table = request->n_sides == 2 ? table_new(changed_headings, "-++++", table_terminal_width(), command->colour)
                                         : table_new(headings, "---++", table_terminal_width(), command->colour);
  print->held = g_hash_table_new(g_str_hash, g_str_equal);
  print->refused = g_hash_table_new(g_str_hash, g_str_equal);
  print->first = print->last = CLOCK_NONE;
  return print;
}

static void print_node(JsonNode *node)
{
  g_autofree char *text = json_line(node);
  puts(text);
}

void replay_print_error(const char *path, guint index, const char *reason)
{
  const struct verdict_place place = { path, index };
  print_node(verdict_error_json(&place, reason));
}

static char *answer_word(const struct replay_outcome *outcome)
{
  return outcome->copy ? g_strdup("no: copy") : verdict_reply_word(outcome->decision);
}

static void count_reason(GHashTable *reasons, const char *reason)
{
  guint n = GPOINTER_TO_UINT(g_hash_table_lookup(reasons, reason));
  g_hash_table_insert(reasons, (gpointer)g_intern_string(reason), GUINT_TO_POINTER(n + 1));
}

static void count(struct replay_print *print, const struct replay_result *result)
{
  const struct replay_outcome *outcome = &result->sides[print->n_sides - 1];
  print->first = print->done++ ? print->first : result->arrival;
  print->last = result->arrival;
  for (guint i = 0; i < N_REPLAY_CHANGES; i++)
    print->changes[i] += result->changes >> i & 1;
  if (outcome->copy) {
    print->copies++;
    return;
  }
  const struct decision *decision = outcome->decision;
  if (outcome->answered) {
    print->answered++;
    print->follow_ups += !strcmp(decision->kind, "follow-up");
  } else
    count_reason(strcmp(decision->verdict, "held") ? print->refused : print->held, decision->reason);
}

static void add_cells(struct replay_print *print, const char *const *cells, gsize n, enum table_colour colour)
{
  for (gsize i = 0; i < n; i++)
    table_cell(print->table, colour, cells[i]);
  print->listed++;
}

static char *local_time(gint64 time, GTimeZone *zone)
{
  g_autoptr(GDateTime) local = clock_local(time, zone);
  return local ? g_date_time_format(local, "%Y-%m-%d %H:%M") : g_strdup("-");
}

static const char *who(const struct mail *mail)
{
  const char *from = mail->from.name ? mail->from.name : mail->from.address;
  return from ? from : "(unusable)";
}

static const char *what(const struct mail *mail)
{
  return *mail->subject ? mail->subject : "(none)";
}

static void row(struct replay_print *print, const struct replay_result *result)
{
  const struct replay_outcome *outcome = &result->sides[0];
  g_autofree char *arrived = local_time(result->arrival, outcome->desk->timezone);
  g_autofree char *word = answer_word(outcome);
  const char *cells[] = { arrived, priority_names[outcome->decision->triage->priority], word, who(result->mail),
                          what(result->mail) };
  add_cells(print, cells, G_N_ELEMENTS(cells), outcome->answered ? TABLE_PLAIN : TABLE_DIM);
}

/* What of a side differs from the other, "no: list-id, priority low". */
static char *side_words(const struct replay_outcome *outcome, guint changes)
{
  const struct decision *decision = outcome->decision;
  const struct triage_verdict *triage = decision->triage;
  g_autofree char *reply = answer_word(outcome);
  g_autofree char *due = decision->has_due ? local_time(decision->first.due, outcome->desk->timezone) : g_strdup("none");
  g_autofree char *solve = decision->has_due ? local_time(decision->resolution.due, outcome->desk->timezone) : NULL;
  g_autofree char *both = g_strdup_printf("%s%s%s", due, solve ? " and " : "", solve ? solve : "");
  const struct {
    guint change;
    const char *label, *value;
  } parts[] = {
    { REPLAY_GAINS | REPLAY_LOSES | REPLAY_TEXT, "", reply },
    { REPLAY_TEXT, "template ", triage->template ? triage->template : decision->kind },
    { REPLAY_PRIORITY, "priority ", priority_names[triage->priority] },
    { REPLAY_CATEGORY, "category ", triage->category },
    { REPLAY_TEAM, "team ", triage->team ? triage->team : "none" },
    { REPLAY_DEADLINE, "due ", both },
    { REPLAY_LANGUAGE, "language ", triage->language },
    { REPLAY_RECIPIENT, "to ", decision->policy->to },
  };
  GString *words = g_string_new(NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
    if (parts[i].change & changes)
      g_string_append_printf(words, "%s%s%s", words->len ? ", " : "", parts[i].label, parts[i].value);
  return g_string_free(words, FALSE);
}

static void changed_row(struct replay_print *print, const struct replay_result *result)
{
  g_autofree char *arrived = local_time(result->arrival, result->sides[1].desk->timezone);
  g_autofree char *was = side_words(&result->sides[0], result->changes);
  g_autofree char *is = side_words(&result->sides[1], result->changes);
  const char *cells[] = { arrived, who(result->mail), what(result->mail), was, is };
  enum table_colour colour = result->changes & REPLAY_GAINS   ? TABLE_GREEN
                             : result->changes & REPLAY_LOSES ? TABLE_RED
                                                              : TABLE_PLAIN;
  add_cells(print, cells, G_N_ELEMENTS(cells), colour);
}

static void print_mail(const struct replay_result *result)
{
  const struct replay_outcome *outcome = &result->sides[0];
  const struct verdict_place place = { result->path, result->index };
  JsonNode *node = verdict_json(result->mail, outcome->decision, &place);
  JsonObject *object = json_node_get_object(node);
  g_autofree char *arrived = clock_format(result->arrival, NULL);
  json_object_set_string_member(object, "arrival", arrived);
  json_object_set_int_member(object, "ticket", (gint64)outcome->ticket);
  json_object_set_boolean_member(object, "copy", outcome->copy);
  print_node(node);
}

static void add_side(JsonBuilder *builder, const char *name, const struct replay_outcome *outcome)
{
  const struct decision *decision = outcome->decision;
  json_open_object(builder, name);
  json_add_text(builder, "verdict", decision->verdict);
  json_add_text(builder, "reason", outcome->copy ? "copy" : decision->reason);
  json_add_text(builder, "kind", decision->kind);
  json_add_text(builder, "to", decision->policy->to);
  json_add_text(builder, "template", decision->triage->template);
  json_add_text(builder, "priority", priority_names[decision->triage->priority]);
  json_add_text(builder, "category", decision->triage->category);
  json_add_text(builder, "team", decision->triage->team);
  json_add_text(builder, "language", decision->triage->language);
  json_add_time(builder, "due_first_response", decision->has_due ? decision->first.due : CLOCK_NONE);
  json_add_time(builder, "due_resolution", decision->has_due ? decision->resolution.due : CLOCK_NONE);
  json_add_number(builder, "ticket", (gint64)outcome->ticket);
  json_builder_end_object(builder);
}

static void print_changed(const struct replay_result *result)
{
  g_autoptr(JsonBuilder) builder = json_builder_new();
  json_builder_begin_object(builder);
  json_add_number(builder, "schema", 1);
  json_add_text(builder, "path", result->path);
  json_add_number(builder, "index", result->index);
  json_add_text(builder, "message_id", result->mail->message_id);
  json_add_time(builder, "arrival", result->arrival);
  json_add_text(builder, "from", result->mail->from.address);
  json_add_text(builder, "subject", result->mail->subject);
  json_open_list(builder, "changes");
  for (guint i = 0; i < N_REPLAY_CHANGES; i++)
    if (result->changes >> i & 1)
      json_builder_add_string_value(builder, replay_change_names[i]);
  json_builder_end_array(builder);
  add_side(builder, "was", &result->sides[0]);
  add_side(builder, "is", &result->sides[1]);
  json_builder_end_object(builder);
  print_node(json_builder_get_root(builder));
}

gboolean replay_print_mail(const struct replay_result *result, gpointer data)
{
  struct replay_print *print = data;
  count(print, result);
  progress("mails decided", print->done, replay_count(print->replay));
  if (print->n_sides == 2 && !result->changes)
    return TRUE;
  if (!print->table)
    (print->n_sides == 2 ? print_changed : print_mail)(result);
  else
    (print->n_sides == 2 ? changed_row : row)(print, result);
  return !ferror(stdout);
}

static gint by_number(gconstpointer a, gconstpointer b, gpointer data)
{
  const char *left = *(const char *const *)a, *right = *(const char *const *)b;
  guint n = GPOINTER_TO_UINT(g_hash_table_lookup(data, left)), m = GPOINTER_TO_UINT(g_hash_table_lookup(data, right));
  return n != m ? (n > m ? -1 : 1) : strcmp(left, right);
}

/* The most frequent first. */
static GPtrArray *sorted(GHashTable *reasons)
{
  GPtrArray *names = g_ptr_array_new();
  GHashTableIter iter;
  gpointer name;
  for (g_hash_table_iter_init(&iter, reasons); g_hash_table_iter_next(&iter, &name, NULL);)
    g_ptr_array_add(names, name);
  g_ptr_array_sort_with_data(names, by_number, reasons);
  return names;
}

static guint number_of(GHashTable *reasons, const char *reason)
{
  return GPOINTER_TO_UINT(g_hash_table_lookup(reasons, reason));
}

static void add_reasons(JsonBuilder *builder, const char *name, GHashTable *reasons)
{
  g_autoptr(GPtrArray) names = sorted(reasons);
  json_open_object(builder, name);
  for (guint i = 0; i < names->len; i++)
    json_add_number(builder, names->pdata[i], number_of(reasons, names->pdata[i]));
  json_builder_end_object(builder);
}

static void print_summary_json(const struct replay_print *print, guint unreadable)
{
  g_autoptr(JsonBuilder) builder = json_builder_new();
  json_builder_begin_object(builder);
  json_add_number(builder, "schema", 1);
  json_open_object(builder, "summary");
  json_add_number(builder, "mails", print->done);
  json_add_time(builder, "first", print->first);
  json_add_time(builder, "last", print->last);
  json_add_number(builder, "answered", print->answered);
  json_add_number(builder, "follow_ups", print->follow_ups);
  add_reasons(builder, "held", print->held);
  add_reasons(builder, "refused", print->refused);
  json_add_number(builder, "copies", print->copies);
  json_add_number(builder, "earlier_tickets", replay_earlier_tickets(print->replay, print->n_sides - 1));
  json_add_number(builder, "unreadable", unreadable);
  if (print->n_sides == 2) {
    json_open_object(builder, "changes");
    for (guint i = 0; i < N_REPLAY_CHANGES; i++)
      json_add_number(builder, replay_change_names[i], print->changes[i]);
    json_builder_end_object(builder);
  }
  json_builder_end_object(builder);
  json_builder_end_object(builder);
  print_node(json_builder_get_root(builder));
}

static void print_reasons(const char *label, GHashTable *reasons)
{
  g_autoptr(GPtrArray) names = sorted(reasons);
  guint sum = 0;
  g_autoptr(GString) list = g_string_new(NULL);
  for (guint i = 0; i < names->len; i++) {
    guint n = number_of(reasons, names->pdata[i]);
    sum += n;
    g_string_append_printf(list, "%s%s %u", i ? ", " : ": ", (const char *)names->pdata[i], n);
  }
  printf("%-14s %u%s\n", label, sum, list->str);
}

static void print_changes(const struct replay_print *print)
{
  static const char *const labels[N_REPLAY_CHANGES] = {
    "gain an answer", "lose one", "priority", "category", "team", "deadline", "language", "text", "recipient"
  };
  printf("%-14s %u of %u\n", "differ", print->listed, print->done);
  for (guint i = 0; i < N_REPLAY_CHANGES; i++)
    if (print->changes[i] || i < 2)
      printf("%-14s %u\n", labels[i], print->changes[i]);
}

static void print_summary(const struct replay_print *print, guint unreadable)
{
  if (print->n_sides == 2) {
    print_changes(print);
    return;
  }
  printf("%-14s %u\n", "mails", print->done);
  printf("%-14s %u, follow-ups among them: %u\n", "answered", print->answered, print->follow_ups);
  print_reasons("held", print->held);
  print_reasons("not answered", print->refused);
  if (print->copies)
    printf("%-14s %u\n", "copies", print->copies);
  guint earlier = replay_earlier_tickets(print->replay, 0);
  if (earlier)
    printf("%-14s %u\n", "older tickets", earlier);
  if (unreadable)
    printf("%-14s %u\n", "not readable", unreadable);
}

void replay_print_finish(struct replay_print *print, guint unreadable)
{
  if (print->table) {
    g_autofree char *text = table_finish(print->table);
    if (print->listed)
      printf("%s\n", text);
    if (print->done)
      print_summary(print, unreadable);
    else
      command_note(print->command, "no mail there");
  } else
    print_summary_json(print, unreadable);
  g_hash_table_unref(print->held);
  g_hash_table_unref(print->refused);
  g_free(print);
}
