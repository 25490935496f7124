/* The IMAP source against servers that misbehave: a thread speaks what a table says. */
#include "base/clock.h"
#include "base/fault.h"
#include "fake-imap.h"

#include <string.h>

/* "1:subject 2:bad ...", and the fault at which it ended */
static char *read_all(struct run *run, int *ret_fault)
{
  GString *all = g_string_new(NULL);
  *ret_fault = 0;
  for (;;) {
    g_autoptr(SourceItem) item = NULL;
    g_autoptr(GError) error = NULL;
    enum source_step step = run->source->ops->next(run->source, &item, &error);
    if (step == SOURCE_FAILED)
      *ret_fault = error->code;
    if (step == SOURCE_FAILED || step == SOURCE_END)
      return g_string_free(all, FALSE);
    if (step == SOURCE_BAD_MESSAGE)
      g_assert_error(error, SOURCE_ERROR, FAULT_DATA);
    g_string_append_printf(all, "%s%u:%s", all->len > 0 ? " " : "", item->uid, item->mail ? item->mail->subject : "bad");
  }
}

#define TEXT "(\"text\" \"plain\" NIL NIL NIL \"7bit\" 3 1 NIL NIL NIL NIL)"
#define OUTLINE(n) "* " n " FETCH (UID " n " FLAGS () RFC822.SIZE 17 BODYSTRUCTURE " TEXT ")\r\n"
#define WHOLE(n) "* " n " FETCH (UID " n " BODY[]<0> {17}\r\nSubject: " n "\r\n\r\nx\r\n)\r\n"

static const struct script fails_on_connect[] = {
  { "garbage for a greeting", { { "greeting", "HTTP/1.1 400 Bad Request\r\n\r\n", CLOSE } } },
  { "garbage for capabilities after the login", { { "CAPABILITY", "* CAPABILITY IMAP4rev1\r\n%T OK done\r\n" },
                                                  { "SELECT", "\x01\x02\x03 garbage\r\n%T\r\n" } } },
  { "stalls at SELECT", { { "SELECT", "* 3 EXI", STALL } } },
  { "closes at SELECT", { { "SELECT", "", CLOSE } } },
  { "says goodbye at SELECT", { { "SELECT", "* BYE going down\r\n", CLOSE } } },
  { "floods at SELECT", { { "SELECT", "* OK ", FLOOD } } },
  { "no UIDVALIDITY", { { "SELECT", "* 0 EXISTS\r\n%T OK done\r\n" } } },
};

static void test_connect_failures(void)
{
  for (gsize i = 0; i < G_N_ELEMENTS(fails_on_connect); i++) {
    struct run run = { 0 };
    gint64 begin = g_get_monotonic_time();
    run_start(&run, &fails_on_connect[i], DONE_KEYWORD, "Deskbell");
    g_assert_null(run.source);
    g_assert_cmpint(run.error->code, ==, FAULT_UNAVAILABLE);
    g_assert_true(g_str_has_prefix(run.error->message, "box: "));
    g_assert_cmpint(g_get_monotonic_time() - begin, <, 60 * G_USEC_PER_SEC);
    run_stop(&run);
  }
}

static const struct {
  struct script script;
  const char *mails;
  int fault;
} reads[] = {
  { { "all is well", { { "BODYSTRUCTURE", OUTLINE("1") OUTLINE("2") OUTLINE("3") "%T OK done\r\n" },
                       { "BODY.PEEK[]", WHOLE("1") WHOLE("2") WHOLE("3") "%T OK done\r\n" } } },
    "1:1 2:2 3:3", 0 },
  { { "lists UIDs twice, unsorted, and others",
      { { "UID SEARCH", "* SEARCH 3 1 9 3 0\r\n%T OK done\r\n" },
        { "BODYSTRUCTURE", OUTLINE("3") OUTLINE("1") "%T OK done\r\n" },
        { "BODY.PEEK[]", WHOLE("1") WHOLE("3") "%T OK done\r\n" } } },
    "1:1 3:3", 0 },
  { { "no UIDNEXT",
      { { "SELECT", "* 3 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n%T OK done\r\n" },
        { "UID SEARCH UID *", "* SEARCH 3\r\n%T OK done\r\n" },
        { "UID SEARCH UID 1:3", "* SEARCH 3\r\n%T OK done\r\n" },
        { "BODYSTRUCTURE", OUTLINE("3") "%T OK done\r\n" },
        { "BODY.PEEK[]", WHOLE("3") "%T OK done\r\n" } } },
    "3:3", 0 },
  { { "expunged before and between", { { "BODYSTRUCTURE", OUTLINE("1") OUTLINE("3") "* 2 EXPUNGE\r\n%T OK done\r\n" },
                                       { "BODY.PEEK[]", WHOLE("3") "%T NO [EXPUNGEISSUED] gone\r\n" } } },
    "3:3", 0 },
  { { "somebody else changes flags", { { "BODYSTRUCTURE", OUTLINE("3") "* 2 FETCH (FLAGS (\\Seen))\r\n%T OK done\r\n" },
                                       { "BODY.PEEK[]", "* 3 FETCH (FLAGS (\\Seen) UID 3)\r\n" WHOLE("3") "%T OK done\r\n" } } },
    "3:3", 0 },
  { { "a structure that nobody can parse",
      { { "FETCH 1:3 (UID FLAGS INTERNALDATE RFC822.SIZE BODYSTRUCTURE",
          OUTLINE("1") "* 2 FETCH (UID 2 BODYSTRUCTURE oops)\r\n%T OK done\r\n" },
        { "FETCH 1 (UID FLAGS INTERNALDATE RFC822.SIZE BODYSTRUCTURE", OUTLINE("1") "%T OK done\r\n" },
        { "FETCH 2 (UID FLAGS INTERNALDATE RFC822.SIZE BODYSTRUCTURE", "* 2 FETCH (UID 2 BODYSTRUCTURE oops)\r\n%T OK done\r\n" },
        { "FETCH 3 (UID FLAGS INTERNALDATE RFC822.SIZE BODYSTRUCTURE", OUTLINE("3") "%T OK done\r\n" },
        { "FETCH 2 (UID FLAGS", "* 2 FETCH (UID 2 RFC822.SIZE 17)\r\n%T OK done\r\n" },
        { "BODY.PEEK[]", WHOLE("1") WHOLE("2") WHOLE("3") "%T OK done\r\n" } } },
    "1:1 2:2 3:3", 0 },
  { { "a message that cannot be had at all",
      { { "FETCH 1:3 (UID FLAGS", OUTLINE("1") OUTLINE("2") OUTLINE("3") "%T OK done\r\n" },
        { "FETCH 1:3 (UID BODY.PEEK[]", "%T NO internal error\r\n" },
        { "FETCH 1 (UID BODY.PEEK[]", WHOLE("1") "%T OK done\r\n" },
        { "FETCH 2 (UID BODY.PEEK[]", "* 2 FETCH (UID 2 BODY[]<0> (oops))\r\n%T OK done\r\n" },
        { "FETCH 3 (UID BODY.PEEK[]", WHOLE("3") "%T OK done\r\n" } } },
    "1:1 2:bad 3:3", 0 },
  { { "has no time for structures", { { "BODYSTRUCTURE", "%T NO [UNAVAILABLE] try again later\r\n" } } }, "", FAULT_TEMPORARY },
  { { "has no time for bodies", { { "BODYSTRUCTURE", OUTLINE("1") OUTLINE("2") OUTLINE("3") "%T OK done\r\n" },
                                  { "BODY.PEEK[]", WHOLE("1") "%T NO [inuse] locked\r\n" } } },
    "", FAULT_TEMPORARY },
  { { "stalls in a literal", { { "BODYSTRUCTURE", OUTLINE("1") "%T OK done\r\n" },
                               { "BODY.PEEK[]", "* 1 FETCH (UID 1 BODY[]<0> {17}\r\nSubj", STALL } } },
    "", FAULT_UNAVAILABLE },
  { { "closes in a literal", { { "BODYSTRUCTURE", OUTLINE("1") "%T OK done\r\n" },
                               { "BODY.PEEK[]", "* 1 FETCH (UID 1 BODY[]<0> {17}\r\nSubj", CLOSE } } },
    "", FAULT_UNAVAILABLE },
  { { "announces an endless literal", { { "UID SEARCH", "* SEARCH 1\r\n%T OK done\r\n" },
                                        { "BODYSTRUCTURE", OUTLINE("1") "%T OK done\r\n" },
                                        { "BODY.PEEK[]", "* 1 FETCH (UID 1 BODY[]<0> {4294967295}\r\n", FLOOD } } },
    "1:bad", 0 },
  { { "opens parentheses for ever",
      { { "UID SEARCH", "* SEARCH 1\r\n%T OK done\r\n" }, { "BODYSTRUCTURE", "* 1 FETCH (BODYSTRUCTURE ((((((((((((", FLOOD },
        { "FETCH 1 (UID FLAGS", "* 1 FETCH (UID 1 RFC822.SIZE 17)\r\n%T OK done\r\n" },
        { "BODY.PEEK[]", WHOLE("1") "%T OK done\r\n" } } },
    "1:1", 0 },
  { { "the folder is made anew meanwhile",
      { { "SELECT", "* 3 EXISTS\r\n* OK [UIDVALIDITY 6] x\r\n* OK [UIDNEXT 4] x\r\n%T OK done\r\n", GO_ON, 1 },
        { "BODYSTRUCTURE", "* 1 FETCH (\r\n%T OK done\r\n" } } },
    "", FAULT_TEMPORARY },
  { { "nothing it says can be parsed", { { "FETCH", "* 1 FETCH (\r\n%T OK done\r\n" } } }, "1:bad 2:bad 3:bad", 0 },
};

static void test_reads(void)
{
  for (gsize i = 0; i < G_N_ELEMENTS(reads); i++) {
    struct run run = { 0 };
    run_start(&run, &reads[i].script, DONE_KEYWORD, "Deskbell");
    g_assert_no_error(run.error);
    int fault = 0;
    g_autofree char *mails = read_all(&run, &fault);
    g_assert_cmpstr(mails, ==, reads[i].mails);
    g_assert_cmpint(fault, ==, reads[i].fault);
    run_stop(&run);
  }
}

#define PNG "(\"image\" \"png\" NIL NIL NIL \"base64\" 5000000 NIL NIL NIL NIL)"
#define MULTI(parts, subtype) "(" parts " \"" subtype "\" NIL NIL NIL NIL)"
#define NESTED(body) "(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 300 (NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL) " body " 9 NIL NIL NIL NIL)"
#define ONE(structure) "* 1 FETCH (UID 1 FLAGS () RFC822.SIZE 9000000 BODYSTRUCTURE " structure ")\r\n%T OK done\r\n"

/* Of what is shown as text, everything; of the rest, headers; of an attachment, never a byte. */
static const struct {
  struct script script;
  const char *commands;
} asks[] = {
  { { "one long text", { { "UID SEARCH", "* SEARCH 1\r\n%T OK done\r\n" },
                         { "BODYSTRUCTURE", ONE("(\"text\" \"plain\" NIL NIL NIL \"7bit\" 9000000 1 NIL NIL NIL NIL)") },
                         { "HEADER", "* 1 FETCH (UID 1 BODY[HEADER]<0> {2}\r\n\r\n)\r\n%T OK done\r\n" } } },
    "UID FETCH 1 (UID BODY.PEEK[HEADER]<0.262144>)\n"
    "UID FETCH 1 (UID BODY.PEEK[1]<0.1048576>)\n" },
  { { "text and picture",
      { { "UID SEARCH", "* SEARCH 1\r\n%T OK done\r\n" },
        { "BODYSTRUCTURE", ONE(MULTI(TEXT PNG, "mixed")) },
        { "HEADER", "* 1 FETCH (UID 1 BODY[HEADER]<0> {31}\r\nContent-Type: multipart/mixed\r\n BODY[1.MIME]<0> {2}\r\n\r\n"
                    " BODY[2.MIME]<0> {27}\r\nContent-Type: image/png\r\n\r\n)\r\n%T OK done\r\n" } } },
    "UID FETCH 1 (UID BODY.PEEK[HEADER]<0.262144> BODY.PEEK[1.MIME]<0.16384> BODY.PEEK[2.MIME]<0.16384>)\n"
    "UID FETCH 1 (UID BODY.PEEK[1]<0.3>)\n" },
  { { "a forwarded mail of two parts",
      { { "UID SEARCH", "* SEARCH 1\r\n%T OK done\r\n" },
        { "BODYSTRUCTURE", ONE(MULTI(PNG NESTED(MULTI(TEXT PNG, "mixed")), "mixed")) },
        { "HEADER",
          "* 1 FETCH (UID 1 BODY[HEADER]<0> {31}\r\nContent-Type: multipart/mixed\r\n"
          " BODY[1.MIME]<0> {27}\r\nContent-Type: image/png\r\n\r\n"
          " BODY[2.MIME]<0> {32}\r\nContent-Type: message/rfc822\r\n\r\n"
          " BODY[2.HEADER]<0> {31}\r\nContent-Type: multipart/mixed\r\n BODY[2.1.MIME]<0> {2}\r\n\r\n"
          " BODY[2.2.MIME]<0> {27}\r\nContent-Type: image/png\r\n\r\n)\r\n%T OK done\r\n" } } },
    "UID FETCH 1 (UID BODY.PEEK[HEADER]<0.262144> BODY.PEEK[1.MIME]<0.16384> BODY.PEEK[2.MIME]<0.16384>"
    " BODY.PEEK[2.HEADER]<0.65536> BODY.PEEK[2.1.MIME]<0.16384> BODY.PEEK[2.2.MIME]<0.16384>)\n"
    "UID FETCH 1 (UID BODY.PEEK[2.1]<0.3>)\n" },
};

static void test_asks_for(void)
{
  for (gsize i = 0; i < G_N_ELEMENTS(asks); i++) {
    struct run run = { 0 };
    run_start(&run, &asks[i].script, DONE_KEYWORD, "Deskbell");
    g_assert_no_error(run.error);
    int fault = 0;
    g_free(read_all(&run, &fault));
    g_assert_cmpint(fault, ==, 0);
    const char *outline = strstr(run.server.transcript->str, "BODYSTRUCTURE)\n");
    g_assert_nonnull(outline);
    g_assert_cmpstr(outline + strlen("BODYSTRUCTURE)\n"), ==, asks[i].commands);
    run_stop(&run);
  }
}

static void test_keyword_that_would_break_the_line(void)
{
  static const struct script script = { .name = "keyword with a line break" };
  struct run run = { 0 };
  run_start(&run, &script, DONE_KEYWORD, "x)\r\nA1 DELETE INBOX");
  g_assert_null(run.source);
  g_assert_error(run.error, SOURCE_ERROR, FAULT_CONFIG);
  run_stop(&run);
}

static const struct {
  struct script script;
  enum config_done done;
  const char *done_name, *commands;
} marks[] = {
  { { "keyword", { { NULL } } }, DONE_KEYWORD, "Deskbell", "UID STORE 1:2 +FLAGS.SILENT (Deskbell)\n" },
  { { "keywords are not kept",
      { { "SELECT", "* 3 EXISTS\r\n* OK [PERMANENTFLAGS (\\Seen)] x\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 4] x\r\n%T OK done\r\n" } } },
    DONE_KEYWORD, "Deskbell", "" },
  { { "seen", { { NULL } } }, DONE_SEEN, NULL, "UID STORE 1:2 +FLAGS.SILENT (\\Seen)\n" },
  { { "MOVE", { { "CAPABILITY", "* CAPABILITY IMAP4rev1 MOVE\r\n%T OK done\r\n" } } }, DONE_MOVE, "처리 \"됨\"",
    "UID MOVE 1:2 \"&zJi5rA- \\\"&tCg-\\\"\"\n" },
  { { "no MOVE, and no folder yet", { { "UID COPY", "%T NO [TRYCREATE] no such folder\r\n", GO_ON, 1 } } },
    DONE_MOVE, "Handled",
    "UID COPY 1:2 Handled\nCREATE Handled\nUID COPY 1:2 Handled\nUID STORE 1:2 +FLAGS.SILENT (\\Deleted)\n"
    "UID EXPUNGE 1:2\n" },
  { { "a folder that cannot be made", { { "UID COPY", "%T NO [TRYCREATE] no such folder\r\n" } } }, DONE_MOVE, "Handled", NULL },
};

static void test_marks(void)
{
  for (gsize i = 0; i < G_N_ELEMENTS(marks); i++) {
    struct run run = { 0 };
    run_start(&run, &marks[i].script, marks[i].done, marks[i].done_name);
    g_assert_no_error(run.error);
    struct source_item item = { .uid = 1 };
    g_string_truncate(run.server.transcript, 0);
    g_assert_true(run.source->ops->done(run.source, &item, NULL));
    item.uid = 2;
    g_assert_true(run.source->ops->done(run.source, &item, NULL));
    g_autoptr(GError) error = NULL;
    gboolean flushed = run.source->ops->flush(run.source, &error);
    if (marks[i].commands) {
      g_assert_no_error(error);
      g_assert_true(flushed);
      g_assert_cmpstr(run.server.transcript->str, ==, marks[i].commands);
    } else {
      g_assert_error(error, SOURCE_ERROR, FAULT_REFUSED);
      g_assert_cmpstr(run.server.transcript->str, ==, "UID COPY 1:2 Handled\nCREATE Handled\nUID COPY 1:2 Handled\n");
    }
    run_stop(&run);
  }
}

#define HUGE(n) "* " n " FETCH (UID " n " FLAGS () RFC822.SIZE 9000000 BODYSTRUCTURE " TEXT ")\r\n"

/* What was dealt with before the connection was lost is not marked by luck, in whatever folder is there now. */
static void test_marks_after_a_lost_connection(void)
{
  static const struct script scripts[] = {
    { "no second login", { { "LOGIN", "%T OK done\r\n", GO_ON, 1 },
                           { "LOGIN", "%T NO [UNAVAILABLE] later\r\n" },
                           { "BODYSTRUCTURE", HUGE("1") HUGE("2") "%T OK done\r\n" },
                           { "FETCH 1 (UID BODY.PEEK[]", WHOLE("1") "%T OK done\r\n" },
                           { "FETCH 2 (UID BODY.PEEK[]", "* 2 FETCH (oops\r\n%T OK done\r\n" } } },
    { "another folder", { { "SELECT", "* 3 EXISTS\r\n* OK [UIDVALIDITY 6] x\r\n* OK [UIDNEXT 4] x\r\n* OK [PERMANENTFLAGS (\\*)] x\r\n%T OK done\r\n", GO_ON, 1 },
                          { "BODYSTRUCTURE", HUGE("1") HUGE("2") "%T OK done\r\n" },
                          { "FETCH 1 (UID BODY.PEEK[]", WHOLE("1") "%T OK done\r\n" },
                          { "FETCH 2 (UID BODY.PEEK[]", "* 2 FETCH (oops\r\n%T OK done\r\n" } } },
  };
  guint32 whole_max = imap_whole_max;
  imap_whole_max = G_MAXUINT32;
  for (gsize i = 0; i < G_N_ELEMENTS(scripts); i++) {
    struct run run = { 0 };
    run_start(&run, &scripts[i], DONE_KEYWORD, "Deskbell");
    g_assert_no_error(run.error);
    g_autoptr(SourceItem) first = NULL;
    g_autoptr(SourceItem) second = NULL;
    g_autoptr(GError) lost = NULL;
    g_autoptr(GError) error = NULL;
    g_assert_cmpint(run.source->ops->next(run.source, &first, &lost), ==, SOURCE_ITEM);
    g_assert_true(run.source->ops->done(run.source, first, NULL));
    g_assert_cmpint(run.source->ops->next(run.source, &second, &lost), ==, SOURCE_FAILED);
    g_assert_false(run.source->ops->flush(run.source, &error));
    g_assert_error(error, SOURCE_ERROR, FAULT_UNAVAILABLE);
    g_assert_null(strstr(run.server.transcript->str, "STORE"));
    run_stop(&run);
  }
  imap_whole_max = whole_max;
}

/* More messages that nobody can parse than connections are made for: those before them are handed over all the same, so
 * that the next time goes on behind them. */
static void test_a_batch_full_of_nonsense_comes_to_an_end(void)
{
  static const struct script script = {
    "fifty structures that nobody can parse",
    { { "SELECT", "* 50 EXISTS\r\n* OK [PERMANENTFLAGS (\\*)] x\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 51] x\r\n%T OK done\r\n" },
      { "UID SEARCH", "* SEARCH 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36"
                      " 37 38 39 40 41 42 43 44 45 46 47 48 49 50\r\n%T OK done\r\n" },
      { "FETCH", "* 1 FETCH (oops\r\n%T OK done\r\n" } }
  };
  struct run run = { 0 };
  run_start(&run, &script, DONE_KEYWORD, "Deskbell");
  g_assert_no_error(run.error);
  int fault = 0;
  g_autofree char *mails = read_all(&run, &fault);
  g_assert_true(g_str_has_prefix(mails, "1:bad 2:bad 3:bad "));
  g_assert_cmpint(fault, ==, FAULT_UNAVAILABLE);
  run_stop(&run);
}

static const struct script hangs[] = {
  { "at the greeting", { { "greeting", "", GO_ON } } },
  { "at the login", { { "LOGIN", "", STALL } } },
  { "at SELECT", { { "SELECT", "* 3 EXI", STALL } } },
  { "at SEARCH", { { "UID SEARCH", "", STALL } } },
  { "in a literal", { { "BODYSTRUCTURE", OUTLINE("1") "%T OK done\r\n" },
                      { "BODY.PEEK[]", "* 1 FETCH (UID 1 BODY[]<0> {17}\r\nSubj", STALL } } },
  { "at the goodbye", { { "BODYSTRUCTURE", OUTLINE("1") OUTLINE("2") OUTLINE("3") "%T OK done\r\n" },
                        { "BODY.PEEK[]", WHOLE("1") WHOLE("2") WHOLE("3") "%T OK done\r\n" },
                        { "LOGOUT", "", STALL } } },
};

static gint64 signal_at;

static gboolean is_signalled(void)
{
  return g_get_monotonic_time() >= signal_at;
}

static void test_a_signal_ends_the_wait_for_a_server_that_hangs(void)
{
  int patience = imap_wire_patience;
  imap_wire_patience = 30 * 1000;
  run_interrupted = is_signalled;
  for (gsize i = 0; i < G_N_ELEMENTS(hangs); i++) {
    struct run run = { 0 };
    gint64 begin = g_get_monotonic_time();
    signal_at = begin + G_USEC_PER_SEC / 5;
    run_start(&run, &hangs[i], DONE_KEYWORD, "Deskbell");
    enum source_step step = run.source ? SOURCE_ITEM : SOURCE_FAILED;
    while (step == SOURCE_ITEM) {
      g_autoptr(SourceItem) item = NULL;
      g_autoptr(GError) error = NULL;
      step = run.source->ops->next(run.source, &item, &error);
    }
    source_close(g_steal_pointer(&run.source));
    g_assert_cmpint(g_get_monotonic_time() - begin, <, 6 * G_USEC_PER_SEC);
    run_stop(&run);
  }
  run_interrupted = NULL;
  imap_wire_patience = patience;
}

/* A server that is at work gets the time to end it. */
static void test_a_signal_does_not_end_a_response_that_comes(void)
{
  static const struct script fine = { "fine", { { "BODYSTRUCTURE", OUTLINE("1") OUTLINE("2") OUTLINE("3") "%T OK done\r\n" },
                                                { "BODY.PEEK[]", WHOLE("1") WHOLE("2") WHOLE("3") "%T OK done\r\n" } } };
  struct run run = { 0 };
  signal_at = G_MAXINT64;
  run_interrupted = is_signalled;
  run_start(&run, &fine, DONE_KEYWORD, "Deskbell");
  signal_at = 0;
  int fault;
  g_autofree char *mails = read_all(&run, &fault);
  g_assert_cmpstr(mails, ==, "1:1 2:2 3:3");
  run_stop(&run);
  run_interrupted = NULL;
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  imap_wire_patience = 2000; /* long enough for a loaded machine */
  g_test_add_func("/imap-server/connect-failures", test_connect_failures);
  g_test_add_func("/imap-server/reads", test_reads);
  g_test_add_func("/imap-server/asks-for", test_asks_for);
  g_test_add_func("/imap-server/keyword-that-would-break-the-line", test_keyword_that_would_break_the_line);
  g_test_add_func("/imap-server/marks", test_marks);
  g_test_add_func("/imap-server/marks-after-a-lost-connection", test_marks_after_a_lost_connection);
  g_test_add_func("/imap-server/batch-of-nonsense", test_a_batch_full_of_nonsense_comes_to_an_end);
  g_test_add_func("/imap-server/signal-while-it-hangs", test_a_signal_ends_the_wait_for_a_server_that_hangs);
  g_test_add_func("/imap-server/signal-while-it-works", test_a_signal_does_not_end_a_response_that_comes);
  return g_test_run();
}
