/* deskbell: finds the command and starts the program that has it. Needs only libc, because a mail filter starts it for
 * every mail: what decides (deskbell-core) and what talks to servers (deskbell-net) are programs of their own. The filter's
 * front is in here (front/front.h). */
#include "command/table.h"
#include "front/front.h"
#include "front/sibling.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

enum program { CORE, NET, EITHER };

static const struct entry {
  const char *name;
  enum program program;
  const char *summary;
} commands[] = {
#define ENTRY(name, function, program, summary) { #name, program, summary },
  COMMANDS(ENTRY)
#undef ENTRY
};

enum { N_COMMANDS = sizeof commands / sizeof *commands };

static void print_help(FILE *to)
{
  fputs("Usage: deskbell COMMAND [OPTION...] [ARGUMENT...]\n"
        "Answers and sorts the mail of a support desk.\n\nCommands:\n",
        to);
  for (int i = 0; i < N_COMMANDS; i++)
    fprintf(to, "  %-9s %s\n", commands[i].name, commands[i].summary);
  fputs("\nOptions of every command, before or after it:\n"
        "  --config FILE  the configuration (else $DESKBELL_CONFIG,\n"
        "                 ~/.config/deskbell/deskbell.yaml, /etc/deskbell/deskbell.yaml)\n"
        "  --json         print for machines\n"
        "  --dry-run      decide and print, change nothing\n"
        "  --now TIME     as if it were TIME (2026-11-22T09:00:00+09:00)\n"
        "  -v, -q         say more, say less\n"
        "\nTry:  deskbell triage ~/Maildir\n"
        "      deskbell COMMAND --help\n",
        to);
}

/* Options that may stand before the command, and whether they take the next argument. */
static int option_length(const char *argument)
{
  static const char *const with_value[] = { "--config", "--now" };
  for (size_t i = 0; i < sizeof with_value / sizeof *with_value; i++)
    if (!strcmp(argument, with_value[i]))
      return 2;
  return 1;
}

static int find_command(int argc, char **argv)
{
  for (int i = 1; i < argc; i += option_length(argv[i]))
    if (argv[i][0] != '-')
      return i;
  return 0;
}

static const struct entry *look_up(const char *name)
{
  for (int i = 0; i < N_COMMANDS; i++)
    if (!strcmp(commands[i].name, name))
      return &commands[i];
  return NULL;
}

static int needs_server(int argc, char **argv)
{
  for (int i = 1; i < argc; i++) {
    const char *equals = strchr(argv[i], '='), *path = equals ? equals + 1 : argv[i]; /* train's LABEL=PATH */
    if (!strncmp(argv[i], "imap://", 7) || !strncmp(argv[i], "imaps://", 8) || !strncmp(path, "imap://", 7) ||
        !strncmp(path, "imaps://", 8) || !strcmp(argv[i], MAILBOXES_OPTION))
      return 1;
  }
  return 0;
}

static void run(const char *program, char **argv)
{
  sibling_exec(program, argv);
  fprintf(stderr, "deskbell: %s: %s\n", program, strerror(errno));
  exit(EX_UNAVAILABLE);
}

/* "deskbell help poll" is "deskbell poll --help". */
static int help(int argc, char **argv, int at)
{
  const struct entry *about = at + 1 < argc ? look_up(argv[at + 1]) : NULL;
  if (!about) {
    print_help(stdout);
    return EX_OK;
  }
  if (!strcmp(about->name, "filter")) {
    front_help();
    return EX_OK;
  }
  char *arguments[] = { argv[0], argv[at + 1], "--help", NULL };
  run(about->program == NET ? "deskbell-net" : "deskbell-core", arguments);
  return EX_UNAVAILABLE;
}

int main(int argc, char **argv)
{
  int at = find_command(argc, argv);
  if (!at) {
    if (argc > 1 && !strcmp(argv[1], "--version")) {
      puts("deskbell " PACKAGE_VERSION);
      return EX_OK;
    }
    int asked = argc > 1 && (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h"));
    print_help(asked ? stdout : stderr);
    return asked ? EX_OK : EX_USAGE;
  }
  if (!strcmp(argv[at], "help"))
    return help(argc, argv, at);
  const struct entry *command = look_up(argv[at]);
  if (!command) {
    fprintf(stderr, "deskbell: '%s' is no command; 'deskbell --help' lists them\n", argv[at]);
    return EX_USAGE;
  }
  if (!strcmp(command->name, "filter"))
    return front_filter(argc, argv, at);
  int net = command->program == NET || (command->program == EITHER && needs_server(argc, argv));
  run(net ? "deskbell-net" : "deskbell-core", argv);
}
