#include "command/command.h"
#include "command/open.h"
#include "command/probe.h"

#include "base/clock.h"
#include "base/fault.h"
#include "base/json.h"
#include "base/paths.h"
#include "base/problems.h"
#include "desk/desk.h"
#include "learn/model.h"
#include "ledger/identity.h"
#include "ledger/ledger.h"
#include "ledger/outbox.h"
#include "ledger/tickets.h"
#include "reply/reply.h"
#include "report/table.h"
#include "send/send.h"
#include "source/imap.h"

#include <stdio.h>
#include <sysexits.h>

static const char help[] =
    "Checks configuration, filters, templates, calendars, key and ledger; with\n"
    "--connect it also logs in to every server, and asks the\n"
    "sending one (MAIL, RCPT) whether it would take our mail; nothing is sent.\n\n"
    "Example:  deskbell check --connect\n";

static const char *const headings[] = { "WHAT", "STATE", "DETAIL", NULL };

enum { DAY = 86400 };

/* One line of the result a part checked. */
struct check {
  const struct command *command;
  struct table *table; /* NULL with --json */
  JsonBuilder *parts;  /* with --json: a list */
  int status;
};

static void note(struct check *check, const char *what, int status, const char *detail)
{
  check->status = command_worse(check->status, status);
  if (!check->table) {
    json_builder_begin_object(check->parts);
    json_add_text(check->parts, "what", what);
    json_add_flag(check->parts, "ok", status == EX_OK);
    json_add_text(check->parts, "detail", detail);
    json_builder_end_object(check->parts);
    return;
  }
  /* A detail of several lines (a list of problems) takes a row each. */
  g_auto(GStrv) lines = g_strsplit(detail, "\n", -1);
  for (char **line = lines; *line; line++) {
    if (line != lines && !**line)
      continue;
    table_cell(check->table, TABLE_PLAIN, line == lines ? what : "");
    table_cell(check->table, status ? TABLE_RED : TABLE_GREEN, line != lines ? "" : status ? "wrong" : "ok");
    table_cell(check->table, TABLE_PLAIN, *line);
  }
}

static void note_error(struct check *check, const char *what, GError *error)
{
  note(check, what, fault_exit_status(error), error->message);
  g_error_free(error);
}

/* Everything wrong and every warning; warnings alone do not make a part wrong. */
static void note_problems(struct check *check, const char *what, const struct problems *problems, const char *otherwise)
{
  g_autofree char *text = problems_text(problems);
  note(check, what, problems_count(problems) ? EX_CONFIG : EX_OK, *text ? text : otherwise);
}

static struct config *check_config(struct check *check)
{
  g_autofree char *path = paths_config(check->command->config_path);
  g_autoptr(Problems) problems = problems_new();
  if (path && !g_file_test(path, G_FILE_TEST_EXISTS)) {
    g_autofree char *missing = g_strdup_printf("%s: no such file", path);
    note(check, "configuration", EX_NOINPUT, missing);
    return NULL;
  }
  struct config *config = config_load(path, problems);
  const char *refused = path ? NULL : paths_config_refused();
  g_autofree char *used = path      ? g_strdup(path)
                          : refused ? g_strdup_printf("the built-in one: %s is closed to this user", refused)
                                    : g_strdup("none found: the built-in one");
  note_problems(check, "configuration", problems, used);
  return config;
}

/* Whether triage could follow it, as far as the configuration tells: rules may have teams of their own. */
static gboolean is_known_label(const struct config *config, const char *axis, const char *label)
{
  g_autofree char *small = g_utf8_strdown(label, -1);
  if (!strcmp(axis, "priority"))
    return priority_parse(small) >= 0;
  gboolean known = strcmp(axis, "team") || !config->teams->len;
  for (guint i = 0; !known && i < config->teams->len; i++) {
    g_autofree char *team = g_utf8_strdown(((const struct config_team *)config->teams->pdata[i])->id, -1);
    known = !strcmp(team, small);
  }
  return known;
}

static void tell_model(GString *told, const struct config *config, const struct model *model, const char *path)
{
  g_string_append_printf(told, "%s%s: %s of", told->len ? "\n" : "", path, model_axis(model));
  for (guint i = 0; i < model_labels(model); i++)
    g_string_append_printf(told, "%s %s%s", i ? "," : "", model_label(model, i),
                           is_known_label(config, model_axis(model), model_label(model, i)) ? "" : " (there is none)");
}

/* What can be asked; one that cannot be read was told of with the filters. */
static void check_models(struct check *check, const struct config *config, const struct config_desk *settings)
{
  g_autoptr(GString) told = g_string_new(NULL);
  for (guint i = 0; settings->models && i < settings->models->len; i++) {
    g_autoptr(Model) model = model_open(settings->models->pdata[i], NULL);
    if (model)
      tell_model(told, config, model, settings->models->pdata[i]);
  }
  g_autofree char *label = g_strdup_printf("%s: models", settings->id);
  if (told->len)
    note(check, label, EX_OK, told->str);
}

static void check_desk(struct check *check, const struct config *config, const struct config_desk *settings)
{
  g_autoptr(Problems) problems = problems_new();
  desk_free(desk_new(config, settings, NULL, clock_now(), problems));
  const char *folder = settings->filters ? settings->filters : paths_data("filters");
  g_autofree char *label = g_strdup_printf("%s: filters, calendars", settings->id);
  note_problems(check, label, problems, folder ? folder : "");
  check_models(check, config, settings);

  g_autoptr(Problems) text_problems = problems_new();
  templates_free(templates_load(paths_data("templates"), settings->templates, text_problems));
  g_autofree char *texts = g_strdup_printf("%s: templates", settings->id);
  note_problems(check, texts, text_problems, settings->templates ? settings->templates : "the shipped ones");
}

static void check_key(struct check *check, const struct config *config, const struct config_desk *settings)
{
  if (!g_file_test(settings->key_file, G_FILE_TEST_EXISTS)) {
    if (key_was_lost(config))
      note(check, "key", 1, "lost; without it answers and bounces do not find their tickets: put a backup back");
    else
      note(check, "key", EX_OK, "none yet; the first poll makes it");
    return;
  }
  GError *error = NULL;
  g_autoptr(Identity) identity = identity_open(settings->key_file, &error);
  if (identity)
    note(check, "key", EX_OK, settings->key_file);
  else
    note_error(check, "key", error);
}

static void check_ledger(struct check *check, const struct config_desk *settings)
{
  GError *error = NULL;
  g_autoptr(Ledger) ledger = ledger_open(settings->ledger, FALSE, TRUE, &error);
  if (!ledger && error->code == FAULT_NO_INPUT) {
    note(check, "ledger", EX_OK, "none yet; the first poll makes it");
    g_error_free(error);
    return;
  }
  struct ledger_state state = { 0 };
  guint counts[N_OUTBOX_STATES];
  if (!ledger || !ledger_state(ledger, &state, &error) || !outbox_counts(ledger, counts, &error)) {
    note_error(check, "ledger", error);
    return;
  }
  g_free(state.identity);
  guint waiting = counts[OUTBOX_HELD] + counts[OUTBOX_QUEUED];
  g_autofree char *detail = g_strdup_printf(
      "%s%s: %u waiting, %u sent, %u failed, %u uncertain", settings->ledger,
      state.in_doubt ? " is in doubt ('deskbell ledger adopt')" : "", waiting, counts[OUTBOX_SENT], counts[OUTBOX_FAILED],
      counts[OUTBOX_UNCERTAIN]);
  note(check, "ledger", state.in_doubt || counts[OUTBOX_UNCERTAIN] ? 1 : EX_OK, detail);
}

/* What stays silent on purpose is no fault, but a person wants to know. */
static void check_silences(struct check *check, const struct config_desk *settings)
{
  g_autoptr(Ledger) ledger = ledger_open(settings->ledger, FALSE, TRUE, NULL);
  if (!ledger)
    return;
  GError *error = NULL;
  g_autoptr(GPtrArray) held = ledger_held(ledger, clock_now() - DAY, 0, &error);
  g_autoptr(GPtrArray) blocked = held ? ledger_blocked(ledger, clock_now() - settings->bounce_block, &error) : NULL;
  if (!blocked) {
    note_error(check, "ledger", error);
    return;
  }
  g_autofree char *detail = g_strdup_printf("held by brakes in the last day: %u ('deskbell tickets --held'); addresses "
                                            "blocked by bounces: %u ('deskbell ledger blocked')",
                                            held->len, settings->bounce_block ? blocked->len : 0);
  note(check, "held back", EX_OK, detail);
}

static void connect_mailbox(struct check *check, const struct config_mailbox *mailbox)
{
  g_autofree char *label = g_strdup_printf("mailbox %s", mailbox->id);
  const struct imap_request request = { .mailbox = mailbox, .read_only = FALSE };
  struct imap_state state;
  GError *error = NULL;
  g_autoptr(Source) source = source_open_imap(&request, &state, &error);
  if (!source) {
    note_error(check, label, error);
    return;
  }
  const char *remark = "";
  if (mailbox->done == DONE_KEYWORD && !state.keeps_keywords)
    remark = "; keywords are not kept there, so only the ledger remembers";
  else if (!source_imap_has_done_folder(source, &error) && !error)
    remark = "; the folder for done mail is not there, and the first poll that moves mail makes it";
  if (error) {
    note_error(check, label, error);
    return;
  }
  g_autofree char *detail = g_strdup_printf("%s %s: %u mails%s", mailbox->url, mailbox->folder, state.exists, remark);
  note(check, label, EX_OK, detail);
}

static void connect_sender(struct check *check, const struct config *config)
{
  if (!config->send.url) {
    note(check, "send", EX_CONFIG, "the configuration has no 'send:' section");
    return;
  }
  GError *error = NULL;
  g_autoptr(Sender) sender = sender_new(&config->send, &error);
  if (!sender || !sender_check(sender, &error)) {
    note_error(check, "send", error);
    return;
  }
  note(check, "send", EX_OK, config->send.url);
  g_autoptr(GPtrArray) findings = probe_sender(sender, &config->send, check->command->verbose, &error);
  if (!findings)
    note_error(check, "send", error);
  for (guint i = 0; findings && i < findings->len; i++) {
    const struct probe_finding *finding = findings->pdata[i];
    note(check, finding->what, finding->status, finding->detail);
  }
}

static int finish(struct check *check)
{
  if (check->table) {
    g_autofree char *text = table_finish(check->table);
    if (!check->command->quiet || check->status)
      fputs(text, stdout);
    return check->status;
  }
  g_autoptr(JsonBuilder) parts = check->parts;
  g_autoptr(JsonBuilder) builder = json_builder_new();
  json_builder_end_array(parts);
  json_builder_begin_object(builder);
  json_add_flag(builder, "ok", check->status == EX_OK);
  json_builder_set_member_name(builder, "parts");
  json_builder_add_value(builder, json_builder_get_root(parts));
  json_builder_end_object(builder);
  g_autofree char *text = json_line(json_builder_get_root(builder));
  puts(text);
  return check->status;
}

int command_check(struct command *command, int argc, char **argv)
{
  gboolean connects = FALSE;
  const GOptionEntry entries[] = {
    { "connect", 0, 0, G_OPTION_ARG_NONE, &connects, "log in to the servers as well", NULL },
    { NULL },
  };
  int status;
  if (!command_parse(command, entries, "- everything that a run would stumble over", help, argc, argv, &status))
    return status;
  if (command->arguments->len) {
    command_complain("check: takes no arguments; see 'deskbell check --help'");
    return EX_USAGE;
  }
  struct check check = { .command = command };
  if (command->json) {
    check.parts = json_builder_new();
    json_builder_begin_array(check.parts);
  } else {
    check.table = table_new(headings, "--+", 0, command->colour);
  }
  g_autoptr(Config) config = check_config(&check);
  if (!config)
    return finish(&check);
  for (guint i = 0; i < config->desks->len; i++)
    check_desk(&check, config, config->desks->pdata[i]);
  if (config->path) {
    check_key(&check, config, config->desks->pdata[0]);
    check_ledger(&check, config->desks->pdata[0]);
    check_silences(&check, config->desks->pdata[0]);
  }
  if (connects) {
    for (guint i = 0; i < config->mailboxes->len; i++)
      connect_mailbox(&check, config->mailboxes->pdata[i]);
    connect_sender(&check, config);
  }
  return finish(&check);
}
