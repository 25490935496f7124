/* Watches one mailbox without a supervisor: "ready", "lost ...", "status ..." and "say ..." on standard output as they come.
 *
 *   mailbox-runner CONFIG MAILBOX */
#include "base/fault.h"
#include "base/problems.h"
#include "desk/interrupt.h"
#include "ledger/ledger.h"
#include "watch/watch.h"

#include <stdio.h>

G_DEFINE_QUARK(deskbell-watch-error-quark, watch_error)

void watch_ready(const struct watch_child *child)
{
  (void)child;
  puts("ready");
}

G_GNUC_PRINTF(2, 0)
static void print(const char *word, const char *format, va_list arguments)
{
  printf("%s ", word);
  vprintf(format, arguments);
  putchar('\n');
}

void watch_lost(const struct watch_child *child, const char *format, ...)
{
  (void)child;
  va_list arguments;
  va_start(arguments, format);
  print("lost", format, arguments);
  va_end(arguments);
}

void watch_status(const struct watch_child *child, const char *format, ...)
{
  (void)child;
  va_list arguments;
  va_start(arguments, format);
  print("status", format, arguments);
  va_end(arguments);
}

static void say(const char *line)
{
  printf("say %s\n", line);
}

int main(int argc, char **argv)
{
  if (argc != 3)
    return 64;
  setvbuf(stdout, NULL, _IOLBF, 0);
  g_autoptr(Problems) problems = problems_new();
  g_autoptr(Config) config = config_load(argv[1], problems);
  if (!config)
    return 78;
  const struct config_desk *desk = config->desks->pdata[0];
  ledger_close(ledger_open(desk->ledger, TRUE, FALSE, NULL)); /* the supervisor's to do */
  interrupt_arm();
  g_autoptr(GError) error = NULL;
  if (watch_mailbox(NULL, config, argv[2], say, &error))
    return 0;
  printf("error %s\n", error->message);
  return fault_exit_status(error);
}
