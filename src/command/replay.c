#include "command/command.h"
#include "command/open.h"
#include "command/progress.h"
#include "command/replay-print.h"
#include "command/source.h"

#include "base/clock.h"
#include "base/fault.h"
#include "base/problems.h"
#include "desk/interrupt.h"
#include "ledger/identity.h"

#include <stdio.h>
#include <sysexits.h>

static const char help[] =
    "Old mail, in order of arrival, as if deskbell had been there: each mail is decided\n"
    "at the time of its arrival, and tickets, brakes and follow-ups are remembered from\n"
    "one to the next, in a temporary file. PATH is as in 'deskbell triage --help'.\n"
    "Nothing is sent, marked or kept. With --against, only mail is listed that the\n"
    "configuration in use treats otherwise than OLDCONFIG: answered or not, priority,\n"
    "category, team, deadline, language, text. TIME is 2026-11-22 or RFC 3339.\n\n"
    "Example:  deskbell replay ~/Maildir\n"
    "          deskbell replay --against old.yaml --since 2026-10-01 archive.mbox\n";

struct run {
  const struct command *command;
  struct replay *replay;
  const char *ca_file;
  guint unreadable;
  int status;
};

static void skip(struct run *run, const char *path, guint index, const GError *problem)
{
  run->unreadable++;
  if (run->command->json)
    replay_print_error(path, index, problem->message);
  command_complain("%s, skipping", problem->message);
  run->status = command_worse(run->status, fault_exit_status(problem));
}

/* FALSE: the run is over. */
static gboolean read_source(struct run *run, struct source *source, const char *path)
{
  while (!interrupted()) {
    g_autoptr(SourceItem) item = NULL;
    g_autoptr(GError) problem = NULL;
    enum source_step step = source->ops->next(source, &item, &problem);
    if (step == SOURCE_END)
      return TRUE;
    if (step == SOURCE_ITEM && !replay_add(run->replay, item, &problem)) {
      run->status = command_fail(problem);
      return FALSE;
    }
    if (step != SOURCE_ITEM)
      skip(run, item && item->path ? item->path : path, item ? item->index : 0, problem);
    if (step == SOURCE_FAILED)
      return TRUE;
    progress("mails read", replay_count(run->replay), source->ops->count ? source->ops->count(source) : 0);
  }
  return FALSE;
}

static gboolean read_paths(struct run *run)
{
  for (guint i = 0; i < run->command->arguments->len; i++) {
    const char *path = run->command->arguments->pdata[i];
    g_autoptr(GError) error = NULL;
    g_autoptr(Source) source = command_source(path, run->ca_file, &error);
    if (!source)
      skip(run, path, 0, error);
    else if (!read_source(run, source, path))
      return FALSE;
  }
  return TRUE;
}

static int run_replay(struct run *run, const struct replay_request *request)
{
  g_autoptr(Problems) problems = problems_new();
  g_autoptr(GError) error = NULL;
  g_autoptr(Replay) replay = replay_new(request, problems, &error);
  if (!replay || run->command->verbose)
    command_print_problems(problems);
  if (!replay)
    return command_fail(error);
  run->replay = replay;
  gboolean read = read_paths(run);
  progress_end();
  if (!read)
    return run->status ? run->status : EX_TEMPFAIL;
  struct replay_print *print = replay_print_new(run->command, request, replay);
  gboolean done = replay_run(replay, replay_print_mail, print, &error);
  progress_end();
  replay_print_finish(print, run->unreadable);
  if (!done)
    return command_fail(error);
  /* A path that is not there spoils the whole only when nothing else was. */
  return run->status == EX_NOINPUT && replay_count(replay) ? EX_DATAERR : run->status;
}

/* A date is a midnight of the desk; NULL is no limit. */
static gboolean parse_time(const char *option, const char *text, GTimeZone *zone, gint64 *ret)
{
  *ret = CLOCK_NONE;
  int year, month, day, end = 0;
  if (!text)
    return TRUE;
  if (sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &end) == 3 && !text[end]) {
    g_autoptr(GDateTime) midnight = g_date_time_new(zone, year, month, day, 0, 0, 0);
    if (midnight)
      *ret = g_date_time_to_unix(midnight);
  } else
    *ret = clock_parse(text);
  if (*ret == CLOCK_NONE)
    command_complain("replay: %s: '%s' is not a time, such as 2026-11-22 or 2026-11-22T09:00:00+09:00", option, text);
  return *ret != CLOCK_NONE;
}

static struct config *other_config(const struct command *command, const char *path, int *ret_status)
{
  struct command other = *command;
  other.config_path = (char *)path;
  return command_config(&other, TRUE, ret_status);
}

/* `id` NULL: each mail's own. */
static gboolean desk_of_mailbox(const struct config *config, const char *id, const struct config_desk **ret)
{
  if (!id)
    return TRUE;
  const struct config_mailbox *mailbox = config_mailbox(config, id);
  *ret = mailbox ? mailbox->desk : NULL;
  if (!mailbox)
    command_complain("replay: no mailbox '%s' in %s", id, config->path ? config->path : "the built-in configuration");
  return mailbox != NULL;
}

int command_replay(struct command *command, int argc, char **argv)
{
  gboolean any_recipient = FALSE;
  g_autofree char *ca_file = NULL, *against = NULL, *since = NULL, *until = NULL, *mailbox = NULL;
  const GOptionEntry entries[] = {
    { "against", 0, 0, G_OPTION_ARG_FILENAME, &against, "list only what differs from this configuration", "OLDCONFIG" },
    { "since", 0, 0, G_OPTION_ARG_STRING, &since, "only mail that arrived at TIME or later", "TIME" },
    { "until", 0, 0, G_OPTION_ARG_STRING, &until, "only mail that arrived before TIME", "TIME" },
    { "mailbox", 0, 0, G_OPTION_ARG_STRING, &mailbox, "as if all of it had come into this mailbox", "NAME" },
    { "any-recipient", 0, 0, G_OPTION_ARG_NONE, &any_recipient, "every mail counts as addressed to us", NULL },
    CA_FILE_OPTION(ca_file),
    { NULL },
  };
  int status;
  if (!command_parse(command, entries, "PATH... - old mail through the present rules", help, argc, argv, &status))
    return status;
  if (!command->arguments->len) {
    command_complain("replay: no PATH given; see 'deskbell replay --help'");
    return EX_USAGE;
  }
  g_autoptr(Config) config = command_config(command, FALSE, &status);
  g_autoptr(Config) old = config && against ? other_config(command, against, &status) : NULL;
  if (!config || (against && !old))
    return status;
  g_autoptr(Identity) identity = open_identity_if_there(config);
  g_autoptr(Identity) old_identity = old ? open_identity_if_there(old) : NULL;

  struct replay_request request = {
    .any_recipient = any_recipient, .keep_text = command->json && !old, .now = clock_now(), .n_sides = old ? 2 : 1
  };
  struct replay_side *present = &request.sides[old ? 1 : 0];
  present->config = config;
  present->identity = identity;
  if (old) {
    request.sides[0].config = old;
    request.sides[0].identity = old_identity;
  }
  GTimeZone *zone = ((const struct config_desk *)config->desks->pdata[0])->timezone;
  for (guint i = 0; i < request.n_sides; i++)
    if (!desk_of_mailbox(request.sides[i].config, mailbox, &request.sides[i].desk))
      return EX_USAGE;
  if (!parse_time("--since", since, zone, &request.since) || !parse_time("--until", until, zone, &request.until))
    return EX_USAGE;
  struct run run = { .command = command, .ca_file = ca_file };
  return run_replay(&run, &request);
}
