#include "base/problems.h"
#include "mails.h"
#include "triage/manual.h"

#include "../folder.h"

#include <string.h>

/* A folder with the files that are put into it. */
static char *folder_new(void)
{
  g_autoptr(GError) error = NULL;
  char *folder = g_dir_make_tmp("deskbell-filters-XXXXXX", &error);
  g_assert_no_error(error);
  return folder;
}

static void folder_put(const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename(folder, name, NULL);
  g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void folder_free(char *folder)
{
  folder_remove(folder);
  g_free(folder);
}

static struct filters *load(const char *text)
{
  char *folder = folder_new();
  folder_put(folder, "rules.yaml", text);
  g_autoptr(Problems) problems = problems_new();
  struct filters *filters = filters_load(folder, NULL, problems);
  g_autofree char *said = problems_text(problems);
  g_assert_cmpstr(said, ==, "");
  folder_free(folder);
  return filters;
}

static void every_mistake_is_named_with_its_place(void)
{
  static const struct {
    const char *text, *problem;
  } cases[] = {
    { "- rule: a\n  when: {subjct: x}\n", "rules.yaml:2:10: unknown condition 'subjct'; did you mean 'subject'?" },
    { "- rule: a\n  when: {not-txt: x}\n", "2:10: unknown condition 'not-txt'; did you mean 'not-text'?" },
    { "- rule: a\n  when: {weather: x}\n", "unknown condition 'weather'; there are from, to, subject" },
    { "- rule: a\n  when: {header.: x}\n", "unknown condition 'header.'" },
    { "- rule: a\n  prority: high\n", "2:3: unknown key 'prority'; did you mean 'priority'?" },
    { "- rule: a\n  priority: hihg\n", "2:13: priority: unknown 'hihg'; urgent, high, normal or low" },
    { "- rule: a\n  when: {text: /500}\n", "2:16: text: '/500': an expression that starts with '/' must end with '/'" },
    { "- rule: a\n  when:\n    text: ['/a(b/']\n", "3:12: text: '/a(b/': bad expression at character 4: missing" },
    { "- rule: a\n  when: {size: 10}\n", "2:16: size: '10': no size; write '>1M'" },
    { "- rule: a\n  when: {hours: night}\n", "neither 'inside' nor 'outside'" },
    { "- rule: a\n  when: {language: '한국어'}\n", "no language" },
    { "- rule: a\n  when: {text: []}\n", "text: an empty list" },
    { "- rule: a\n  when: {text: ''}\n", "text: an empty value" },
    { "- rule: a\n  when: {text: {en: x}}\n", "text: one value is expected" },
    { "- rule: a\n  when: urgent\n", "when: conditions are expected" },
    { "- rule: a\n  when: {signal: b}\n- rule: b\n", "2:18: signal: no rule 'b' stands before this one" },
    { "- rule: a\n- rule: a\n", "2:9: rule 'a' stands at " },
    { "- category: x\n", "1:3: a rule without a name" },
    { "- rule: a b\n", "rule: 'a b' is no name" },
    { "- rule: a\n  category: 'x y'\n", "category: 'x y' is no name" },
    { "- rule: a\n  stop: maybe\n", "stop: 'maybe' is neither 'yes' nor 'no'" },
    { "- rule: a\n  ask: {en?: x}\n", "ask: 'en?' is no language" },
    { "- rule: a\n  ask: \"one\\ntwo\"\n", "ask: a text is one line" },
    { "- rule: a\n  needs: [ordernumber]\n", "2:11: needs: unknown 'ordernumber'; did you mean 'order-number'?" },
    { "rule: a\n", "1:1: a list of rules is expected" },
    { "- outage\n", "1:3: a rule is expected" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    char *folder = folder_new();
    folder_put(folder, "rules.yaml", cases[i].text);
    g_autoptr(Problems) problems = problems_new();
    g_assert_null(filters_load(folder, NULL, problems));
    g_autofree char *said = problems_text(problems);
    if (!strstr(said, cases[i].problem))
      g_error("expected '%s', got '%s'", cases[i].problem, said);
    folder_free(folder);
  }
}

static void all_mistakes_of_a_folder_are_told_at_once(void)
{
  char *folder = folder_new();
  folder_put(folder, "10.yaml", "- rule: a\n  priority: x\n  colour: y\n");
  folder_put(folder, "20.yaml", "- rule: a\n  when: {text: /x}\n");
  g_autoptr(Problems) problems = problems_new();
  g_assert_null(filters_load(folder, NULL, problems));
  g_assert_cmpuint(problems_count(problems), ==, 4);
  folder_free(folder);
}

static void files_are_read_in_the_order_of_their_names(void)
{
  char *folder = folder_new();
  folder_put(folder, "20.yaml", "- rule: second\n  category: b\n  tags: late\n");
  folder_put(folder, "10.yaml", "- rule: first\n  category: a\n");
  folder_put(folder, "15.txt", "no rules");
  folder_put(folder, ".30.yaml", "no rules");
  folder_put(folder, "40.yaml", "");
  g_autoptr(Problems) problems = problems_new();
  g_autoptr(Filters) filters = filters_load(folder, NULL, problems);
  g_autoptr(TriageVerdict) verdict = decide(filters, "", "x");
  g_assert_cmpstr(verdict->category, ==, "a");
  g_assert_cmpuint(verdict->tags->len, ==, 1);
  folder_free(folder);
}

static void a_folder_that_is_not_there_is_a_problem(void)
{
  g_autoptr(Problems) problems = problems_new();
  g_assert_null(filters_load("/nonexistent/filters", NULL, problems));
  g_assert_cmpuint(problems_count(problems), ==, 1);
}

static void a_team_that_the_desk_lacks_is_dropped_with_a_warning(void)
{
  char *folder = folder_new();
  folder_put(folder, "a.yaml", "- rule: a\n  team: sales\n- rule: b\n  team: billing\n");
  struct config_team billing = { .id = (char *)"billing" };
  g_autoptr(GPtrArray) teams = g_ptr_array_new();
  struct config config = { .teams = teams };
  g_autoptr(Problems) problems = problems_new();

  g_autoptr(Filters) unchecked = filters_load(folder, &config, problems);
  g_autoptr(TriageVerdict) any = decide(unchecked, "", "x");
  g_assert_cmpstr(any->team, ==, "sales");

  g_ptr_array_add(teams, &billing);
  g_autoptr(Filters) checked = filters_load(folder, &config, problems);
  g_autoptr(TriageVerdict) known = decide(checked, "", "x");
  g_assert_cmpstr(known->team, ==, "billing");
  g_assert_cmpuint(problems_count(problems), ==, 0);
  g_autofree char *said = problems_text(problems);
  if (!strstr(said, "a.yaml:2:9: warning: team: 'sales' is not among the teams"))
    g_error("got: %s", said);
  folder_free(folder);
}

static void a_tier_that_no_desk_has_is_warned_of(void)
{
  char *folder = folder_new();
  folder_put(folder, "a.yaml", "- rule: a\n  when: {tier: gold}\n- rule: b\n  when: {not-tier: 'g*'}\n- rule: c\n  when: {tier: golden}\n");
  struct config_tier gold = { .name = (char *)"gold" };
  g_autoptr(GPtrArray) tiers = g_ptr_array_new(), desks = g_ptr_array_new();
  struct config_desk desk = { .tiers = tiers };
  struct config config = { .desks = desks };
  g_ptr_array_add(tiers, &gold);
  g_ptr_array_add(desks, &desk);
  g_autoptr(Problems) problems = problems_new();
  g_autoptr(Filters) filters = filters_load(folder, &config, problems);
  g_assert_nonnull(filters);
  g_assert_cmpuint(problems_count(problems), ==, 0);
  g_autofree char *said = problems_text(problems);
  g_assert_nonnull(strstr(said, "a.yaml:6:16: warning: tier: 'golden' is not among the tiers"));
  g_assert_null(strstr(said, "'gold'"));
  g_assert_null(strstr(said, "'g*'"));
  folder_free(folder);
}

/* One rule with the condition; does it match the mail below? */
static void conditions_say_what_they_mean(void)
{
  struct mail_header priority = { (char *)"X-Priority", (char *)"1 (Highest)" };
  g_autoptr(GPtrArray) headers = g_ptr_array_new();
  g_ptr_array_add(headers, &priority);
  struct mail_address support = { NULL, (char *)"support@acme.example" }, boss = { (char *)"The Boss", (char *)"boss@acme.example" };
  g_autoptr(GPtrArray) to = g_ptr_array_new();
  g_ptr_array_add(to, &support);
  g_autoptr(GPtrArray) cc = g_ptr_array_new();
  g_ptr_array_add(cc, &boss);
  g_autoptr(GPtrArray) envelope = g_ptr_array_new();
  g_ptr_array_add(envelope, (gpointer) "vip@acme.example");
  struct mail_attachment log = { (char *)"Server.LOG", (char *)"text/plain", 2 * 1024 * 1024 };
  g_autoptr(GPtrArray) attachments = g_ptr_array_new();
  g_ptr_array_add(attachments, &log);
  struct mail mail = { .headers = headers,
                       .envelope = { .to = envelope },
                       .from = { (char *)"홍길동 (ACME)", (char *)"hong@shop.example" },
                       .to = to,
                       .cc = cc,
                       .subject = (char *)"Refund please",
                       .text = (char *)"I want my money back for order 7.\n> where is it",
                       .request = (char *)"I want my money back for order 7.",
                       .attachments = attachments };
  struct triage_facts facts = { .inside_hours = FALSE, .tier = "gold" };
  static const struct {
    const char *when;
    gboolean matches;
  } cases[] = {
    { "from: '*@shop.example'", TRUE },      { "from: hong@shop.example", TRUE },
    { "from: '*@other.example'", FALSE },    { "not-from: '*@other.example'", TRUE },
    { "from: shop.example", TRUE },          { "from: example", FALSE },
    { "from: 홍길동", TRUE },                 { "from: acme", TRUE },
    { "from: 김철수", FALSE },                { "to: support@acme.example", TRUE },
    { "to: boss", TRUE },                    { "to: 'vip@*'", TRUE },
    { "to: 'nobody@*'", FALSE },             { "subject: refund", TRUE },
    { "subject: money", FALSE },             { "not-subject: money", TRUE },
    { "text: refund", FALSE },               { "text: money back", TRUE },
    { "text: where is it", FALSE },          { "text: [nothing, money]", TRUE },
    { "not-text: [nothing, money]", FALSE }, { "subject-or-text: refund", TRUE },
    { "subject-or-text: money", TRUE },      { "header.x-priority: '/^[12]/'", TRUE },
    { "header.X-Priority: highest", TRUE },  { "header.X-Priority: '*'", TRUE },
    { "header.X-Other: '*'", FALSE },        { "not-header.X-Other: '*'", TRUE },
    { "language: en", TRUE },                { "language: [ko, en]", TRUE },
    { "language: de", FALSE },
    { "size: '>1M'", TRUE },                 { "size: '<1M'", FALSE },
    { "size: '> 3m'", FALSE },               { "attachment: yes", TRUE },
    { "attachment: no", FALSE },             { "attachment: '*.log'", TRUE },
    { "attachment: text/*", TRUE },          { "attachment: '*.png'", FALSE },
    { "hours: outside", TRUE },              { "hours: inside", FALSE },
    { "tier: gold", TRUE },                  { "tier: silver", FALSE },
    { "not-tier: silver", TRUE },            { "signal: before", TRUE },
    { "not-signal: before", FALSE },         { "{}", TRUE },
    { "{subject: refund, text: refund}", FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *rules = g_strdup_printf("- rule: before\n- rule: tried\n  when: %s%s\n  category: met\n",
                                             cases[i].when[0] == '{' ? "" : "\n    ", cases[i].when);
    g_autoptr(Filters) filters = load(rules);
    g_autoptr(TriageVerdict) verdict = triage_decide(filters, &mail, &facts);
    if (g_str_equal(verdict->category, "met") != cases[i].matches)
      g_error("%s: %s", cases[i].when, cases[i].matches ? "did not match" : "matched");
  }
}

static void all_rules_that_match_contribute(void)
{
  g_autoptr(Filters) filters = load("- rule: one\n"
                                    "  when: {text: alpha}\n"
                                    "  category: first\n"
                                    "  priority: normal\n"
                                    "  tags: [x, y]\n"
                                    "  ask: {en: [a, b], ko: 가}\n"
                                    "- rule: two\n"
                                    "  when: {text: beta}\n"
                                    "  category: second\n"
                                    "  priority: urgent\n"
                                    "  team: ops\n"
                                    "  tags: [y, z]\n"
                                    "  ask: {en: [b, c]}\n"
                                    "  links: https://acme.example/status\n"
                                    "  template: outage\n"
                                    "- rule: three\n"
                                    "  when: {text: beta}\n"
                                    "  team: sales\n"
                                    "  priority: low\n"
                                    "  reply: no\n"
                                    "  stop: yes\n"
                                    "- rule: four\n"
                                    "  reply: yes\n");
  g_autoptr(TriageVerdict) verdict = decide(filters, "", "ALPHA and Beta");
  g_assert_cmpstr(verdict->category, ==, "first");
  g_assert_cmpint(verdict->priority, ==, PRIORITY_URGENT);
  g_assert_cmpstr(verdict->team, ==, "ops");
  g_assert_cmpstr(verdict->template, ==, "outage");
  g_assert_cmpint(verdict->reply, ==, -1);
  g_assert_cmpuint(verdict->tags->len, ==, 3);
  g_assert_cmpuint(verdict->rules->len, ==, 3);
  g_assert_cmpstr(verdict->rules->pdata[2], ==, "three");
  g_assert_cmpuint(verdict->ask->len, ==, 3); /* rule two has another category */
  const struct triage_item *korean = verdict->ask->pdata[2];
  g_assert_cmpstr(korean->language, ==, "ko");
  g_assert_cmpuint(verdict->links->len, ==, 1);
  g_assert_null(((const struct triage_item *)verdict->links->pdata[0])->language);
  const struct triage_signal *signal = verdict->signals->pdata[0];
  g_assert_cmpuint(verdict->signals->len, ==, 3);
  g_assert_cmpstr(signal->code, ==, "one");
  g_assert_cmpstr(signal->evidence, ==, "ALPHA");
  g_assert_cmpstr(signal->where, ==, "text");

  g_autoptr(TriageVerdict) none = decide(filters, "", "gamma");
  g_assert_cmpstr(none->category, ==, "general");
  g_assert_cmpint(none->priority, ==, PRIORITY_NORMAL);
  g_assert_null(none->team);
  g_assert_cmpint(none->reply, ==, 1);
  g_assert_cmpuint(none->signals->len, ==, 0);
}

static void a_guard_looks_at_every_place(void)
{
  g_autoptr(Filters) filters = load("- rule: urgent\n"
                                    "  when: {subject-or-text: [urgent, '/\\burgency\\b/']}\n"
                                    "  unless-negated: yes\n"
                                    "  category: urgent\n");
  static const struct {
    const char *subject, *text, *category;
  } cases[] = {
    { "", "This is urgent", "urgent" },
    { "", "This is not urgent", "general" },
    { "Not urgent", "The invoice is not urgent, but the parcel is urgent", "urgent" },
    { "", "There is no urgency", "general" },
    { "", "There is some urgency", "urgent" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(TriageVerdict) verdict = decide(filters, cases[i].subject, cases[i].text);
    g_assert_cmpstr(verdict->category, ==, cases[i].category);
  }
}

static void the_manual_names_every_condition_and_result(void)
{
  g_autofree char *manual = triage_rules_manual();
  static const char *const names[] = { ".BR from ",   ".BR header.NAME ",  ".BR subject\\-or\\-text ", ".BR hours ",
                                       ".BR category ", ".BR unless\\-negated ", ".BR stop " };
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
    if (!strstr(manual, names[i]))
      g_error("%s is missing", names[i]);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/filters/mistakes", every_mistake_is_named_with_its_place);
  g_test_add_func("/filters/all-mistakes", all_mistakes_of_a_folder_are_told_at_once);
  g_test_add_func("/filters/order", files_are_read_in_the_order_of_their_names);
  g_test_add_func("/filters/missing", a_folder_that_is_not_there_is_a_problem);
  g_test_add_func("/filters/teams", a_team_that_the_desk_lacks_is_dropped_with_a_warning);
  g_test_add_func("/filters/a-tier-that-no-desk-has", a_tier_that_no_desk_has_is_warned_of);
  g_test_add_func("/filters/conditions", conditions_say_what_they_mean);
  g_test_add_func("/filters/results", all_rules_that_match_contribute);
  g_test_add_func("/filters/guards", a_guard_looks_at_every_place);
  g_test_add_func("/filters/manual", the_manual_names_every_condition_and_result);
  return g_test_run();
}
