#include "command/command.h"

#include "base/clock.h"
#include "base/fault.h"
#include "base/paths.h"
#include "base/problems.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

gboolean command_parse(struct command *command, const GOptionEntry *entries, const char *synopsis, const char *help,
                       int argc, char **argv, int *ret_status)
{
  g_autofree char *now = NULL;
  g_auto(GStrv) rest = NULL;
  gboolean wants_help = FALSE;
  const GOptionEntry common[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, &wants_help, "this text", NULL },
    { "config", 0, 0, G_OPTION_ARG_FILENAME, &command->config_path, "the configuration to use", "FILE" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &command->json, "print for machines", NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &command->dry_run, "decide and print, change nothing", NULL },
    { "now", 0, 0, G_OPTION_ARG_STRING, &now, "as if it were TIME", "TIME" },
    { "verbose", 'v', 0, G_OPTION_ARG_NONE, &command->verbose, "say more", NULL },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &command->quiet, "say less", NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &rest, NULL, NULL },
    { NULL },
  };
  g_autoptr(GOptionContext) context = g_option_context_new(synopsis);
  g_option_context_set_help_enabled(context, FALSE);
  g_option_context_set_description(context, help);
  if (entries)
    g_option_context_add_main_entries(context, entries, NULL);
  g_option_context_add_main_entries(context, common, NULL);

  g_autofree char *program = g_strdup_printf("deskbell %s", command->name);
  g_set_prgname(program);
  g_autoptr(GError) error = NULL;
  if (!g_option_context_parse(context, &argc, &argv, &error) || (now && !clock_set(now, &error))) {
    command_complain("%s: %s; see 'deskbell %s --help'", command->name, error->message, command->name);
    *ret_status = EX_USAGE;
    return FALSE;
  }
  if (wants_help) {
    g_autofree char *text = g_option_context_get_help(context, TRUE, NULL);
    fputs(text, stdout);
    *ret_status = EX_OK;
    return FALSE;
  }
  for (char **argument = rest; argument && *argument; argument++)
    g_ptr_array_add(command->arguments, g_strdup(*argument));
  return TRUE;
}

struct config *command_config(const struct command *command, gboolean required, int *ret_status)
{
  g_autofree char *path = paths_config(command->config_path);
  if (!path && required) {
    const char *refused = paths_config_refused();
    if (refused)
      command_complain("no configuration found; %s is closed to this user", refused);
    else
      command_complain("no configuration found; 'deskbell init' writes one, --config names one");
    *ret_status = EX_CONFIG;
    return NULL;
  }
  g_autoptr(Problems) problems = problems_new();
  struct config *config = config_load(path, problems);
  if (!config || command->verbose)
    command_print_problems(problems);
  if (!config)
    *ret_status = path && !g_file_test(path, G_FILE_TEST_EXISTS) ? EX_NOINPUT : EX_CONFIG;
  return config;
}

G_GNUC_PRINTF(1, 0)
static void say(const char *format, va_list args)
{
  g_autofree char *text = g_strdup_vprintf(format, args);
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (char **line = lines; *line; line++) {
    g_autofree char *clean = text_printable(*line, 2000);
    fprintf(stderr, "deskbell: %s\n", clean);
  }
}

void command_complain(const char *format, ...)
{
  va_list args;
  va_start(args, format);
  say(format, args);
  va_end(args);
}

void command_print_problems(const struct problems *problems)
{
  g_autofree char *text = problems_text(problems);
  fputs(text, stderr);
}

int command_fail(const GError *error)
{
  command_complain("%s", error->message);
  return fault_exit_status(error);
}

void command_note(const struct command *command, const char *format, ...)
{
  if (!command->verbose)
    return;
  va_list args;
  va_start(args, format);
  say(format, args);
  va_end(args);
}

int command_worse(int status, int other)
{
  return status > 1 || other == 0 ? status : other;
}
