/* Waiting for mail at a server that pushes, cannot push, or means no good. */
#include "base/fault.h"
#include "fake-imap.h"

#include <string.h>

#define CAN_IDLE { "CAPABILITY", "* CAPABILITY IMAP4rev1 UIDPLUS IDLE\r\n%T OK done\r\n" }
#define SELECTED(uidvalidity, uidnext) \
  "* 3 EXISTS\r\n* OK [PERMANENTFLAGS (\\*)] x\r\n* OK [UIDVALIDITY " uidvalidity "] x\r\n* OK [UIDNEXT " uidnext "] x\r\n%T OK done\r\n"
#define THEN(uidvalidity, uidnext) { "SELECT", SELECTED("7", "4"), GO_ON, 1 }, { "SELECT", SELECTED(uidvalidity, uidnext) }

static const struct {
  struct script script;
  guint32 uidvalidity, uidnext;  /* afterwards; 0: the connection is lost */
  const char *commands;          /* from the first one of waiting on; NULL: any */
  unsigned seconds;
} waits[] = {
  { { "a push", { CAN_IDLE, THEN("7", "5"), { "IDLE", "+ idling\r\n* 4 EXISTS\r\n* 1 RECENT\r\n" } } },
    7, 5, "IDLE\nDONE\nSELECT INBOX\n", 20 },
  { { "a push between the lines", { CAN_IDLE, THEN("7", "5"), { "IDLE", "* 4 EXISTS\r\n+ idling\r\n" } } },
    7, 5, "IDLE\nDONE\nSELECT INBOX\n", 20 },
  { { "lower case", { CAN_IDLE, THEN("7", "5"), { "IDLE", "+\r\n* 4 exists\r\n" } } },
    7, 5, "IDLE\nDONE\nSELECT INBOX\n", 20 },
  { { "an expunge", { CAN_IDLE, THEN("7", "4"), { "IDLE", "+ idling\r\n* 1 EXPUNGE\r\n" } } },
    7, 4, "IDLE\nDONE\nSELECT INBOX\n", 20 },
  { { "nothing for as long as it takes", { CAN_IDLE, { "IDLE", "+ idling\r\n* OK Still here\r\n* 1 FETCH (FLAGS ())\r\n" } } },
    7, 4, "IDLE\nDONE\nSELECT INBOX\n", 1 },
  { { "the folder was made anew", { CAN_IDLE, THEN("8", "2"), { "IDLE", "+ idling\r\n* 0 EXISTS\r\n" } } },
    8, 2, "IDLE\nDONE\nSELECT INBOX\n", 20 },
  { { "more after the last line", { CAN_IDLE, THEN("7", "6"), { "IDLE", "+ idling\r\n* 4 EXISTS\r\n" },
                                    { "DONE", "* 5 EXISTS\r\n%T OK done\r\n* 6 EXISTS\r\n* OK he" },
                                    { "SELECT", "llo\r\n" SELECTED("7", "6") } } },
    7, 6, NULL, 20 },
  { { "told while mail was read", { CAN_IDLE, THEN("7", "5"), { "UID SEARCH", "* SEARCH\r\n* 4 EXISTS\r\n%T OK done\r\n" } } },
    7, 5, "SELECT INBOX\n", 20 },
  { { "cannot push", { THEN("7", "5"), { "NOOP", "%T OK done\r\n", GO_ON, 2 }, { "NOOP", "* 4 EXISTS\r\n%T OK done\r\n" } } },
    7, 5, "NOOP\nNOOP\nNOOP\nSELECT INBOX\n", 20 },
  { { "promised too much", { CAN_IDLE, THEN("7", "5"), { "IDLE", "%T BAD what?\r\n" }, { "NOOP", "* 4 EXISTS\r\n%T OK done\r\n" } } },
    7, 5, "IDLE\nNOOP\nSELECT INBOX\n", 20 },
  { { "a goodbye", { CAN_IDLE, { "IDLE", "+ idling\r\n* BYE too long\r\n", STALL } } }, 0, 0, "IDLE\n", 20 },
  { { "hangs up", { CAN_IDLE, { "IDLE", "+ idling\r\n", CLOSE } } }, 0, 0, "IDLE\n", 20 },
  { { "hangs up instead", { CAN_IDLE, { "IDLE", "", CLOSE } } }, 0, 0, "IDLE\n", 20 },
  { { "hangs up at NOOP", { { "NOOP", "", CLOSE } } }, 0, 0, "NOOP\n", 20 },
  { { "floods with lines", { CAN_IDLE, { "IDLE", "+ idling\r\n", FLOOD_LINES } } }, 0, 0, NULL, 20 },
  { { "floods with one line", { CAN_IDLE, { "IDLE", "+ idling\r\n", FLOOD } } }, 0, 0, "IDLE\n", 20 },
  { { "floods at NOOP", { { "NOOP", "", FLOOD_LINES } } }, 0, 0, "NOOP\n", 20 },
  { { "announces an endless literal", { CAN_IDLE, { "IDLE", "+ idling\r\n* 1 FETCH (BODY[] {4294967295}\r\n", STALL } } },
    0, 0, "IDLE\n", 20 },
  { { "half a line, and silence", { CAN_IDLE, { "IDLE", "+ idling\r\n* 4 EXI", STALL } } }, 0, 0, "IDLE\n", 20 },
  { { "never lets begin", { CAN_IDLE, { "IDLE", "" } } }, 0, 0, "IDLE\n", 20 },
  { { "never lets go", { CAN_IDLE, { "IDLE", "+ idling\r\n* 4 EXISTS\r\n" }, { "DONE", "", STALL } } }, 0, 0, "IDLE\nDONE\n", 20 },
};

/* As after a pass. */
static void read_to_the_end(struct run *run)
{
  g_autoptr(SourceItem) item = NULL;
  g_autoptr(GError) error = NULL;
  g_assert_no_error(run->error);
  g_assert_cmpint(run->source->ops->next(run->source, &item, &error), ==, SOURCE_END);
}

static void waits_as_long_as_it_should(void)
{
  for (gsize i = 0; i < G_N_ELEMENTS(waits); i++) {
    struct run run = { 0 };
    g_autoptr(GError) error = NULL;
    run_start(&run, &waits[i].script, DONE_KEYWORD, "Deskbell");
    read_to_the_end(&run);
    gint64 begin = g_get_monotonic_time();
    gboolean fine = run.source->ops->wait(run.source, waits[i].seconds, NULL, &error);
    g_assert_cmpint(g_get_monotonic_time() - begin, <, 15 * G_USEC_PER_SEC);
    if (waits[i].uidvalidity) {
      g_assert_no_error(error);
      g_assert_true(fine);
      struct imap_state state = source_imap_state(run.source);
      g_assert_cmpuint(state.uidvalidity, ==, waits[i].uidvalidity);
      g_assert_cmpuint(state.uidnext, ==, waits[i].uidnext);
      g_assert_true(state.keeps_keywords);
    } else {
      g_assert_error(error, SOURCE_ERROR, FAULT_UNAVAILABLE);
      g_assert_false(fine);
    }
    source_close(g_steal_pointer(&run.source));
    const char *from = strstr(run.server.transcript->str, "UID FETCH");
    from = strchr(from ? from : strstr(run.server.transcript->str, "UID SEARCH"), '\n') + 1;
    if (waits[i].commands)
      g_assert_cmpstr(from, ==, waits[i].commands);
    run_stop(&run);
  }
}

static gint64 signal_at;

static gboolean is_signalled(void)
{
  return g_get_monotonic_time() >= signal_at;
}

static void a_signal_ends_it_at_once(void)
{
  static const struct script scripts[] = {
    { "IDLE", { CAN_IDLE, { "IDLE", "+ idling\r\n" } } },
    { "never lets begin", { CAN_IDLE, { "IDLE", "", STALL } } },
    { "never lets go", { CAN_IDLE, { "IDLE", "+ idling\r\n", STALL } } },
    { "NOOP", { { NULL } } },
  };
  int patience = imap_wire_patience, interval = imap_noop_interval;
  imap_wire_patience = imap_noop_interval = 20 * 1000;
  for (gsize i = 0; i < G_N_ELEMENTS(scripts); i++) {
    struct run run = { 0 };
    g_autoptr(GError) error = NULL;
    run_start(&run, &scripts[i], DONE_KEYWORD, "Deskbell");
    read_to_the_end(&run);
    gint64 begin = g_get_monotonic_time();
    signal_at = begin + G_USEC_PER_SEC / 5;
    g_assert_true(run.source->ops->wait(run.source, 1000, is_signalled, &error));
    g_assert_no_error(error);
    source_close(g_steal_pointer(&run.source));
    g_assert_cmpint(g_get_monotonic_time() - begin, <, 4 * G_USEC_PER_SEC);
    run_stop(&run);
  }
  imap_wire_patience = patience;
  imap_noop_interval = interval;
}

/* On one connection over and over: nothing is left behind in any buffer. */
static void one_connection_waits_many_times(void)
{
  static const struct script script = { "many times", { CAN_IDLE, { "IDLE", "+ idling\r\n* 4 EXISTS\r\n* OK more\r\n" } } };
  struct run run = { 0 };
  run_start(&run, &script, DONE_KEYWORD, "Deskbell");
  for (int i = 0; i < 100; i++) {
    g_autoptr(GError) error = NULL;
    read_to_the_end(&run);
    g_assert_true(run.source->ops->wait(run.source, 20, NULL, &error));
    g_assert_no_error(error);
  }
  run_stop(&run);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  imap_wire_patience = 2000; /* long enough for a loaded machine */
  imap_noop_interval = 200;
  g_test_add_func("/imap-idle/waits", waits_as_long_as_it_should);
  g_test_add_func("/imap-idle/signal", a_signal_ends_it_at_once);
  g_test_add_func("/imap-idle/many-times", one_connection_waits_many_times);
  return g_test_run();
}
