/* What people say of a mail by setting something of its ticket or by moving it into a team's folder. */
#include "desk/corrected.h"

#include "ledger/ledger.h"
#include "mail/mail.h"

#include <string.h>

enum { NOW = 1000000 };

static struct config_desk settings = { .id = (char *)"desk" };

static void decide(const struct ledger_snapshot *snapshot, struct ledger_decision *ret, gpointer data)
{
  (void)snapshot, (void)data;
  *ret = (struct ledger_decision){ .verdict = "none", .reason = "off", .mode = "off", .category = "general", .priority = "normal",
                                   .team = "billing", .language = "en", .explanation = "{}", .opens_ticket = TRUE };
}

static struct mail *make(const char *id, const char *more)
{
  g_autofree char *text = g_strdup_printf("From: jane@customer.example\nMessage-ID: <%s@customer.example>\n%s\nHello\n", id, more);
  g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
  return mail_from_bytes(bytes, NULL);
}

static void claim(struct ledger *ledger, const char *id, guint64 ticket)
{
  g_autoptr(Mail) mail = make(id, "");
  const struct ledger_contact contact = { .key = mail->contact_key, .address = "jane@customer.example", .subject = "Hello",
                                          .tickets = &ticket, .n_tickets = ticket != 0, .arrival = NOW, .now = NOW,
                                          .desk = &settings };
  struct ledger_claimed claimed = { 0 };
  g_assert_true(ledger_claim(ledger, &contact, decide, NULL, &claimed, NULL));
  ledger_claimed_clear(&claimed);
}

/* Of these, "first" opened ticket 1001 and "second" joined it, "set" opened 1002, whose team a person set. */
static struct ledger *ledger_of_four(void)
{
  struct ledger *ledger = ledger_open_scratch(NULL);
  claim(ledger, "first", 0);
  claim(ledger, "set", 0);
  claim(ledger, "second", 1001);
  const char *const values[N_CORRECTION_AXES] = { [CORRECT_TEAM] = "sales" };
  g_assert_true(tickets_correct(ledger, 1002, values, NOW, NULL, NULL));
  return ledger;
}

static void what_was_set_outranks_the_folder_and_the_folder_speaks_of_teams(void)
{
  static const struct config_team billing = { .id = (char *)"billing" };
  static const struct {
    const char *what, *id, *headers;
    enum correction_axis axis;
    const struct config_team *team;
    enum corrected_by by;
    const char *label;
  } cases[] = {
    { "moved", "first", "", CORRECT_TEAM, &billing, CORRECTED_BY_MOVING, "billing" },
    { "not moved", "first", "", CORRECT_TEAM, NULL, CORRECTED_BY_NOBODY, NULL },
    { "of another axis", "first", "", CORRECT_CATEGORY, &billing, CORRECTED_BY_NOBODY, NULL },
    { "a follow-up", "second", "", CORRECT_TEAM, &billing, CORRECTED_BY_NOBODY, NULL },
    { "unknown", "third", "", CORRECT_TEAM, &billing, CORRECTED_BY_NOBODY, NULL },
    { "set", "set", "", CORRECT_TEAM, NULL, CORRECTED_BY_SETTING, "sales" },
    { "set and moved", "set", "", CORRECT_TEAM, &billing, CORRECTED_BY_SETTING, "sales" },
    { "set, of another axis", "set", "", CORRECT_PRIORITY, &billing, CORRECTED_BY_NOBODY, NULL },
    { "filed by a filter", "first", "X-Deskbell-Team: billing\n", CORRECT_TEAM, &billing, CORRECTED_BY_NOBODY, NULL },
    { "filed elsewhere, then moved", "first", "X-Deskbell-Team: sales\n", CORRECT_TEAM, &billing, CORRECTED_BY_MOVING, "billing" },
  };
  g_autoptr(Ledger) ledger = ledger_of_four();
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(Mail) mail = make(cases[i].id, cases[i].headers);
    g_autofree char *label = NULL;
    enum corrected_by by;
    g_test_message("%s", cases[i].what);
    g_assert_true(corrected_label(ledger, mail, cases[i].axis, cases[i].team, &by, &label, NULL));
    g_assert_cmpint(by, ==, cases[i].by);
    g_assert_cmpstr(label, ==, cases[i].label);
  }
}

static struct config_mailbox mailboxes[] = {
  { .url = (char *)"imaps://a", .user = (char *)"us", .folder = (char *)"INBOX", .done = DONE_MOVE, .done_name = (char *)"Done" },
  { .url = (char *)"imaps://a", .user = (char *)"us", .folder = (char *)"Sales", .done = DONE_SEEN },
  { .url = (char *)"imaps://b", .user = (char *)"us", .folder = (char *)"INBOX", .done = DONE_KEYWORD, .done_name = (char *)"Shared" },
};
static struct config_team teams[] = {
  { .id = (char *)"billing", .folder = (char *)"Billing" }, { .id = (char *)"sales", .folder = (char *)"Sales" },
  { .id = (char *)"front", .folder = (char *)"Done" },      { .id = (char *)"desk", .folder = (char *)"inbox" },
  { .id = (char *)"one", .folder = (char *)"Shared" },      { .id = (char *)"two", .folder = (char *)"Shared" },
  { .id = (char *)"none" },
};

/* "Folder:team", "*" before the mailbox's own. */
static char *told(const GArray *folders)
{
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < folders->len; i++) {
    const struct corrected_folder *folder = &g_array_index(folders, struct corrected_folder, i);
    g_string_append_printf(text, "%s%s%s:%s", i ? " " : "", folder->is_own ? "*" : "", folder->name, folder->team ? folder->team->id : "");
  }
  return g_string_free(text, FALSE);
}

static void a_folder_is_a_teams_where_only_people_put_mail(void)
{
  static const char *const expected[] = {
    "*INBOX: Done: Billing:billing Sales: Shared:",
    "*Sales: Billing:billing Done: inbox: Shared:",
    "*INBOX: Billing:billing Sales:sales Done:front Shared:",
  };
  struct config config = { .mailboxes = g_ptr_array_new(), .teams = g_ptr_array_new() };
  for (gsize i = 0; i < G_N_ELEMENTS(mailboxes); i++)
    g_ptr_array_add(config.mailboxes, &mailboxes[i]);
  for (gsize i = 0; i < G_N_ELEMENTS(teams); i++)
    g_ptr_array_add(config.teams, &teams[i]);
  for (gsize i = 0; i < G_N_ELEMENTS(mailboxes); i++) {
    g_autoptr(GArray) folders = corrected_folders(&config, &mailboxes[i]);
    g_autofree char *got = told(folders);
    g_assert_cmpstr(got, ==, expected[i]);
  }
  g_ptr_array_unref(config.mailboxes);
  g_ptr_array_unref(config.teams);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/corrected/label", what_was_set_outranks_the_folder_and_the_folder_speaks_of_teams);
  g_test_add_func("/corrected/folders", a_folder_is_a_teams_where_only_people_put_mail);
  return g_test_run();
}
