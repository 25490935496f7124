#include "command/open.h"

#include "base/clock.h"
#include "base/fault.h"
#include "base/problems.h"
#include "desk/desk.h"
#include "ledger/identity.h"
#include "ledger/ledger.h"
#include "ledger/tickets.h"

#include <sysexits.h>

gboolean key_was_lost(const struct config *config)
{
  const struct config_desk *desk = config->desks->pdata[0];
  if (!desk->key_file || g_file_test(desk->key_file, G_FILE_TEST_EXISTS))
    return FALSE;
  g_autoptr(Ledger) ledger = ledger_open(desk->ledger, FALSE, TRUE, NULL);
  g_autoptr(GPtrArray) tickets = ledger ? tickets_list(ledger, NULL, 1, NULL) : NULL;
  return tickets && tickets->len;
}

struct identity *open_identity(const struct config *config, int *ret_status)
{
  const struct config_desk *desk = config->desks->pdata[0];
  g_autoptr(GError) error = NULL;
  if (key_was_lost(config))
    command_complain("%s: there was none, and a new key is made: answers and bounces of mail that left before will not find "
                     "their tickets; a backup of the old key, put back, mends that",
                     desk->key_file);
  struct identity *identity = identity_open(desk->key_file, &error);
  if (!identity)
    *ret_status = command_fail(error);
  return identity;
}

struct identity *open_identity_if_there(const struct config *config)
{
  const struct config_desk *desk = config->desks->pdata[0];
  if (!desk->key_file || !g_file_test(desk->key_file, G_FILE_TEST_EXISTS))
    return NULL;
  return identity_open(desk->key_file, NULL);
}

struct ledger *open_ledger(const struct config *config, gboolean create, gboolean read_only, int *ret_status)
{
  const struct config_desk *desk = config->desks->pdata[0];
  g_autoptr(GError) error = NULL;
  struct ledger *ledger = ledger_open(desk->ledger, create, read_only, &error);
  if (!ledger)
    *ret_status = command_fail(error);
  return ledger;
}

struct ledger *open_ledger_to_look(const struct config *config, char **ret_problem)
{
  const struct config_desk *desk = config->desks->pdata[0];
  *ret_problem = NULL;
  if (!config->path)
    return NULL;
  g_autoptr(GError) error = NULL;
  struct ledger *ledger = ledger_open(desk->ledger, FALSE, TRUE, &error);
  if (!ledger)
    *ret_problem = g_strdup(error->code == FAULT_NO_INPUT ? "there is none yet" : error->message);
  return ledger;
}

struct desk *open_desk(const struct command *command, const struct config *config, const struct config_desk *settings,
                       const struct identity *identity, int *ret_status)
{
  g_autoptr(Problems) problems = problems_new();
  struct desk *desk = desk_new(config, settings, identity, clock_now(), problems);
  if (!desk || command->verbose)
    command_print_problems(problems);
  if (!desk)
    *ret_status = EX_CONFIG;
  return desk;
}
