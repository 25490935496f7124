/* watch_intake() alone, for the tests: intake-server CONFIG SOCKET [ALLOWED...]; says "ready", then what it has to say, on
 * standard error. */
#include "base/fault.h"
#include "base/problems.h"
#include "desk/interrupt.h"
#include "ledger/ledger.h"
#include "watch/watch.h"

#include <stdio.h>
#include <sysexits.h>

G_DEFINE_QUARK(deskbell-watch-error-quark, watch_error)

void watch_ready(G_GNUC_UNUSED const struct watch_child *child)
{
  fputs("ready\n", stderr);
}

static void say(const char *line)
{
  fprintf(stderr, "%s\n", line);
}

int main(int argc, char **argv)
{
  if (argc < 3)
    return EX_USAGE;
  g_autoptr(Problems) problems = problems_new();
  g_autoptr(Config) config = config_load(argv[1], problems);
  if (!config)
    return EX_CONFIG;
  const struct config_desk *desk = config->desks->pdata[0];
  ledger_close(ledger_open(desk->ledger, TRUE, FALSE, NULL)); /* the supervisor's to do */
  g_autoptr(GPtrArray) allow = g_ptr_array_new();
  for (int i = 3; i < argc; i++)
    g_ptr_array_add(allow, argv[i]);
  char *const socket = config->watch.socket;
  GPtrArray *const allowed = config->watch.allow;
  config->watch.socket = argv[2];
  config->watch.allow = allow;
  interrupt_arm();
  g_autoptr(GError) error = NULL;
  gboolean good = watch_intake(NULL, config, NULL, say, &error);
  config->watch.socket = socket;
  config->watch.allow = allowed;
  if (!good)
    say(error->message);
  return fault_exit_status(error);
}
