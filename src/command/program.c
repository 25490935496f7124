/* The main() of deskbell-core and, with PROGRAM_NET, of deskbell-net. */
#include "command/command.h"
#include "command/table.h"

#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#define HERE_CORE(name, function) { #name, function },
#define HERE_EITHER(name, function) { #name, function },
#ifdef PROGRAM_NET
#define HERE_NET(name, function) { #name, function },
#else
#define HERE_NET(name, function)
#endif

static const struct {
  const char *name;
  command_function function;
} commands[] = {
#define ENTRY(name, function, program, summary) HERE_##program(name, function)
  COMMANDS(ENTRY)
#undef ENTRY
};

static gboolean takes_value(const char *argument)
{
  return !strcmp(argument, "--config") || !strcmp(argument, "--now");
}

/* A closed standard descriptor would be given to the next file or connection, and what is printed would go there. Read-only,
 * so that printing still fails. */
static void fill_standard_descriptors(void)
{
  int fd;
  while ((fd = open("/dev/null", O_RDONLY)) >= 0 && fd <= STDERR_FILENO)
    ;
  if (fd > STDERR_FILENO)
    close(fd);
}

/* What could not be printed was not done. */
static int flushed(int status)
{
  gboolean lost = fflush(stdout) != 0 || ferror(stdout);
  return lost && status == EX_OK ? EX_IOERR : status;
}

int main(int argc, char **argv)
{
  fill_standard_descriptors();
  setlocale(LC_CTYPE, "");
  signal(SIGPIPE, SIG_IGN);
  int at = 1;
  while (at < argc && argv[at][0] == '-')
    at += takes_value(argv[at]) ? 2 : 1;
  if (at >= argc) {
    command_complain("no command given; this program is started by deskbell");
    return EX_USAGE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS(commands); i++) {
    if (strcmp(commands[i].name, argv[at]))
      continue;
    /* Options that stood before the command join those after it. */
    memmove(&argv[at], &argv[at + 1], (argc - at) * sizeof *argv);
    struct command command = { .name = commands[i].name,
                               .colour = isatty(STDOUT_FILENO) && !g_getenv("NO_COLOR"),
                               .arguments = g_ptr_array_new_with_free_func(g_free) };
    int status = flushed(commands[i].function(&command, argc - 1, argv));
    g_ptr_array_unref(command.arguments);
    g_free(command.config_path);
    return status;
  }
  command_complain("'%s' is no command of this program", argv[at]);
  return EX_USAGE;
}
