/* A restored ledger still holds what has left long since: adopting it sends none of that again. */
#include "desk/adopt.h"

#include "base/config.h"
#include "ledger/ledger.h"
#include "ledger/outbox.h"

#include <glib/gstdio.h>

enum { NOW = 1000000 };

static struct config_desk settings = { .id = (char *)"desk", .brake_sender = { 5, 86400 } };

static void decide(const struct ledger_snapshot *snapshot, struct ledger_decision *ret, gpointer data)
{
  (void)snapshot, (void)data;
  *ret = (struct ledger_decision){ .verdict = "send", .queue = TRUE, .mode = "on", .kind = "new",
                                   .to = "jane@customer.example", .category = "general", .priority = "normal",
                                   .language = "en", .not_before = NOW, .facts = "{}", .explanation = "{}",
                                   .opens_ticket = TRUE };
}

static struct ledger *ledger_with_one_waiting(const char *path)
{
  g_autofree char *name = g_strdup_printf("sqlite:%s", path);
  struct ledger *ledger = ledger_open(name, TRUE, FALSE, NULL);
  g_assert_nonnull(ledger);
  const struct ledger_contact contact = { .key = "k", .address = "jane@customer.example", .subject = "Hello",
                                          .arrival = NOW, .now = NOW, .desk = &settings };
  struct ledger_claimed claimed = { 0 };
  g_assert_true(ledger_claim(ledger, &contact, decide, NULL, &claimed, NULL));
  g_assert_cmpuint(claimed.outbox, !=, 0);
  ledger_claimed_clear(&claimed);
  return ledger;
}

static guint waiting(struct ledger *ledger)
{
  guint counts[N_OUTBOX_STATES];
  g_assert_true(outbox_counts(ledger, counts, NULL));
  return counts[OUTBOX_QUEUED];
}

static void check_adopting(gboolean in_doubt, guint still_waiting)
{
  g_autofree char *folder = g_dir_make_tmp("deskbell-XXXXXX", NULL);
  g_autofree char *path = g_build_filename(folder, "state", "ledger.db", NULL);
  struct ledger *ledger = ledger_with_one_waiting(path);
  if (in_doubt) {
    guint32 uid = 7;
    guint unknown;
    g_autoptr(GArray) uids = g_array_new(FALSE, FALSE, sizeof uid);
    g_array_append_val(uids, uid);
    g_assert_true(ledger_compare_marks(ledger, "imaps://x/y/INBOX", 1, uids, &unknown, NULL));
  }
  guint cancelled;
  g_assert_true(desk_adopt(ledger, 0, NOW + 1, &cancelled, NULL));
  g_assert_cmpuint(cancelled, ==, 1 - still_waiting);
  g_assert_cmpuint(waiting(ledger), ==, still_waiting);
  ledger_close(ledger);
  g_autofree char *command = g_strdup_printf("rm -rf '%s'", folder);
  g_assert_true(g_spawn_command_line_sync(command, NULL, NULL, NULL, NULL));
}

static void a_ledger_in_doubt_forgets_what_waited(void)
{
  check_adopting(TRUE, 0);
}

static void a_good_ledger_keeps_it(void)
{
  check_adopting(FALSE, 1);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/adopt/doubt", a_ledger_in_doubt_forgets_what_waited);
  g_test_add_func("/adopt/good", a_good_ledger_keeps_it);
  return g_test_run();
}
