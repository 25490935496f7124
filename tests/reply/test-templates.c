#include <locale.h>
#include <string.h>

#include "base/clock.h"
#include "base/problems.h"
#include "base/text.h"
#include "fixture.h"
#include "reply/manual.h"

#include "../folder.h"

/* What a mail may or may not have; all combinations of it are rendered. */
enum {
  HAS_NAME = 1, HAS_SUBJECT = 2, HAS_TEAM = 4, HAS_FILES = 8, HAS_ASK = 16, HAS_LINKS = 32, IS_URGENT = 64,
  ODD_TICKET = 128, IS_OVERDUE = 256, NO_DEADLINE = 512, OPENS_LATER = 1024, ALL = 2048,
};

static void arrange(struct fixture *fixture, unsigned what)
{
  struct reply_facts *facts = fixture->facts;
  gboolean korean = !strcmp(facts->language, "ko");
  if (!(what & HAS_NAME))
    fixture_set(&facts->name, NULL);
  if (!(what & HAS_SUBJECT))
    fixture_set(&facts->subject, NULL);
  if (!(what & HAS_TEAM))
    fixture_set(&facts->team, NULL);
  if (what & HAS_FILES) {
    fixture_add(facts->attachments, "statement_2026-11.pdf");
    fixture_add(facts->numbers, "order 20458-77");
    fixture_add(facts->numbers, "tracking RR473124829GB");
    fixture_add(facts->attachments, korean ? "화면 캡처.png" : "screenshot.png");
  }
  if (what & HAS_ASK) {
    fixture_add(facts->ask, korean ? "결제에 사용하신 카드사" : "the date of the second charge");
    fixture_add(facts->ask, korean ? "구독 시작일" : "when the subscription began");
    fixture_add(facts->needs, "order-number");
    fixture_add(facts->needs, "screenshot");
  }
  if (what & HAS_LINKS)
    fixture_add(facts->links, korean ? "결제 안내 https://acme.example/ko/billing" : "https://acme.example/help/billing");
  if (what & IS_URGENT)
    fixture_set(&facts->priority, "urgent");
  if (what & ODD_TICKET)
    facts->ticket++;
  if (what & IS_OVERDUE)
    facts->due_first = fixture->context.now - 60;
  if (what & NO_DEADLINE)
    facts->due_first = CLOCK_NONE;
  if (what & OPENS_LATER)
    fixture->context.next_open = clock_parse("2026-11-23T08:00:00Z");
}

static void expect_clean(const char *text, unsigned what)
{
  static const char *const leftovers[] = { "{{", "}}", "**", "](", "\\", "<>", "()", " ,", " .", "..", "!",
                                           "“”", "null", "\n\n\n", "(null)" };
  /* What a service desk never says: it does not know, cannot, is not in charge, is busy, and the like. */
  static const char *const taboos[] = { "do not know", "don't know", "cannot", "can't", "unable", "unfortunately",
                                        "not our", "calm down", "busy", "call back", "call again", "must", "you're right",
                                        "not my", "my manager", "when do you need", "fault", "모릅니다", "정말 심", "매니저",
                                        "언제까지 필요", "아닙니다",
                                        "안 됩니다", "없습니다", "소관", "잘못이 아", "진정하", "바쁩니다", "다시 전화" };
  const struct {
    const char *const *words;
    gsize n;
  } never[] = { { leftovers, G_N_ELEMENTS(leftovers) }, { taboos, G_N_ELEMENTS(taboos) } };
  for (gsize k = 0; k < G_N_ELEMENTS(never); k++)
    for (gsize i = 0; i < never[k].n; i++) {
      if (strstr(text, never[k].words[i]))
        g_test_message("combination %u has '%s' in:\n%s", what, never[k].words[i], text);
      g_assert_null(strstr(text, never[k].words[i]));
    }
  g_assert_cmpint(g_utf8_strlen(text, -1), <=, 1800);
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (char **line = lines; *line; line++) {
    g_assert_cmpuint(text_columns(*line), <=, 72);
    g_assert_null(strstr(*line + strspn(*line, " "), "  "));
  }
}

/* What cannot be, and what touches different sentences than the rest and need not be crossed with everything. */
static gboolean is_needless(unsigned what, gboolean out_of_hours)
{
  gboolean impossible = (what & IS_OVERDUE) && (what & NO_DEADLINE);
  gboolean lists_differ = !(what & HAS_ASK) != !(what & HAS_LINKS);
  return impossible || ((what & OPENS_LATER) && !out_of_hours) ||
         (lists_differ && (what & (IS_URGENT | ODD_TICKET | HAS_FILES))) ||
         (!(what & HAS_NAME) && (what & (HAS_FILES | HAS_ASK | HAS_LINKS)));
}

static void render_all(gboolean korean, const char *kind, gboolean out_of_hours)
{
  g_autoptr(Templates) shipped = fixture_templates();
  for (unsigned what = 0; what < ALL; what++) {
    struct fixture fixture;
    if (is_needless(what, out_of_hours))
      continue;
    fixture_init_with(&fixture, shipped);
    if (korean)
      fixture_in_korean(&fixture);
    fixture_set(&fixture.facts->kind, kind);
    fixture.facts->out_of_hours = out_of_hours;
    arrange(&fixture, what);
    g_autoptr(ReplyMail) mail = fixture_compose(&fixture);
    expect_clean(mail->text, what);
    g_assert_null(strstr(mail->html, "{{"));
    g_assert_null(strstr(mail->html, "**"));
    gboolean promised = strstr(mail->text, "2026-11-23") || strstr(mail->text, "23 November") ||
                        strstr(mail->text, "11월 23일");
    gboolean opens = out_of_hours && (what & OPENS_LATER) && strcmp(kind, "follow-up");
    g_assert_cmpint(promised, ==, opens || !(what & (IS_OVERDUE | NO_DEADLINE)));
    g_assert_cmpint(strstr(mail->text, "apologise") || strstr(mail->text, "사과드립니다"), ==, (what & IS_OVERDUE) != 0);
    fixture.templates = NULL;
    fixture_clear(&fixture);
  }
}

static void every_english_text_renders_whatever_is_known(void)
{
  render_all(FALSE, "new", FALSE);
  render_all(FALSE, "new", TRUE);
  render_all(FALSE, "follow-up", FALSE);
}

static void every_korean_text_renders_whatever_is_known(void)
{
  render_all(TRUE, "new", FALSE);
  render_all(TRUE, "new", TRUE);
  render_all(TRUE, "follow-up", FALSE);
}

/* One row a kind of mail, rendered in both languages, new and as a follow-up, by day and by night. `has` and `lacks` are
 * words in English and Korean. */
struct mood {
  const char *category, *tags[3];
  const char *has[2], *lacks[2];
};

static void expect_mood(const struct mood *mood, gboolean korean, const char *kind, gboolean out_of_hours, guint64 ticket)
{
  struct fixture fixture;
  fixture_init(&fixture);
  if (korean)
    fixture_in_korean(&fixture);
  fixture_set(&fixture.facts->kind, kind);
  fixture_set(&fixture.facts->category, mood->category);
  fixture_set(&fixture.facts->priority, "high");
  fixture.facts->out_of_hours = out_of_hours;
  fixture.facts->ticket = ticket;
  for (gsize i = 0; i < G_N_ELEMENTS(mood->tags) && mood->tags[i]; i++)
    fixture_add(fixture.facts->tags, mood->tags[i]);
  g_autoptr(ReplyMail) mail = fixture_compose(&fixture);
  expect_clean(mail->text, 0);
  g_autofree char *unfolded = g_strdelimit(g_strdup(mail->text), "\n", ' ');
  g_assert_nonnull(strstr(unfolded, mood->has[korean]));
  g_assert_null(strstr(unfolded, mood->lacks[korean]));
  g_assert_nonnull(strstr(unfolded, korean ? "11월 23일" : "23 November"));
  g_assert_nonnull(strstr(unfolded, ticket % 2 ? "ACME-1043" : "ACME-1042"));
  fixture_clear(&fixture);
}

static void expect_moods(const struct mood *moods, gsize n, const char *kind, gboolean out_of_hours)
{
  for (gsize i = 0; i < n; i++)
    for (gboolean korean = FALSE; korean <= TRUE; korean++)
      for (guint64 ticket = 1042; ticket <= 1043; ticket++)
        expect_mood(&moods[i], korean, kind, out_of_hours, ticket);
}

static void a_text_fits_what_the_customer_feels(void)
{
  static const struct mood moods[] = {
    { "praise", { NULL }, { "Thank you", "감사합니다" }, { "What happens next", "진행 순서" } },
    { "praise", { NULL }, { "If it also asks", "함께 문의하신" }, { "pressing", "빠른 확인" } },
    { "wish", { NULL }, { "your suggestion", "의견" }, { "settled", "마무리" } },
    { "billing", { NULL }, { "pressing", "빠른 확인" }, { "sorry", "죄송" } },
    { "billing", { "upset" }, { "sorry for the trouble", "불편" }, { "pressing", "빠른 확인" } },
    { "complaint", { "upset", "repeat-contact" }, { "more than once", "여러 번" }, { "charged twice", "두 번" } },
    { "complaint", { "upset", "insult" }, { "sorry for the trouble", "불편" }, { "charged twice", "두 번" } },
    { "complaint", { "upset", "legal" }, { "seriously", "무겁게 받아들이고" }, { "sorry", "죄송" } },
    { "general", { "vulnerable" }, { "about your situation. We will treat it with care", "감사합니다. 말씀하신 점을" }, { "sorry", "죄송" } },
    { "general", { "upset", "vulnerable" }, { "sorry for the trouble you have had. We take", "죄송합니다. 말씀하신 점을" },
      { "about your situation", "믿고" } },
    { "general", { "upset", "vulnerable", "legal" }, { "seriously and will treat it with care", "말씀하신 점을 잘 헤아려" }, { "sorry", "죄송" } },
    { "praise", { "thankful" }, { "Thank you", "감사합니다" }, { "friendly words", "따뜻한 말씀 감사드립니다" } },
  };
  expect_moods(moods, G_N_ELEMENTS(moods), "new", FALSE);
  expect_moods(moods, G_N_ELEMENTS(moods), "new", TRUE);
}

static void a_follow_up_fits_it_as_well(void)
{
  static const struct mood moods[] = {
    { "praise", { NULL }, { "letting us know", "감사합니다" }, { "pressing", "빠른 확인" } },
    { "billing", { "upset", "repeat-contact" }, { "more than once", "여러 번" }, { "pressing", "빠른 확인" } },
    { "billing", { NULL }, { "pressing", "빠른 확인" }, { "sorry", "죄송" } },
  };
  expect_moods(moods, G_N_ELEMENTS(moods), "follow-up", FALSE);
}

/* By weight; what each tag says in English and Korean, and is said for no other. */
static const struct {
  const char *tag, *said[2];
} feelings[] = {
  { "vulnerable", { "will treat it with care", "말씀하신 점을 잘 헤아려" } },
  { "legal", { "We take what you write seriously, and", "무겁게 받아들이고 일반 문의보다 먼저 신중하게" } },
  { "repeat-contact", { "We are sorry that you have had to contact us more than once.", "여러 번 연락하시게 해 드려 죄송합니다." } },
  { "insult", { "and we would like to help.", "도움을 드릴 수 있도록" } },
  { "upset", { "We can see how disappointing this has been", "실망이 크셨을 것으로 생각하며" } },
  { "worried", { "We understand that this is worrying.", "걱정이 크실 것으로 생각합니다." } },
  { "work-stopped", { "this is holding up your work", "업무에 지장을 받고 계신 상황인 만큼" } },
  { "money", { "Money is at stake here, and we take that seriously.", "금전과 관련된 중요한 내용인 만큼" } },
  { "deadline", { "We have noted the timing you mention", "말씀해 주신 시기를 기록해 두었으며" } },
  { "urgent", { "this is pressing", "빠른 확인이 필요한 상황인 만큼" } },
  { "thankful", { "Thank you as well for your friendly words.", "따뜻한 말씀 감사드립니다." } },
};

static void expect_one_feeling(const struct templates *templates, gboolean korean, const char *kind, gsize first, gsize second)
{
  struct fixture fixture;
  fixture_init_with(&fixture, (struct templates *)templates);
  if (korean)
    fixture_in_korean(&fixture);
  fixture_set(&fixture.facts->kind, kind);
  fixture_set(&fixture.facts->priority, !strcmp(feelings[first].tag, "thankful") ? "normal" : "high");
  fixture_add(fixture.facts->tags, feelings[second].tag); /* in which order a mail got them does not count */
  fixture_add(fixture.facts->tags, feelings[first].tag);
  g_autoptr(ReplyMail) mail = fixture_compose(&fixture);
  expect_clean(mail->text, 0);
  g_autofree char *unfolded = g_strdelimit(g_strdup(mail->text), "\n", ' ');
  for (gsize i = 0; i < G_N_ELEMENTS(feelings); i++) {
    if (!strstr(unfolded, feelings[i].said[korean]) != (i != first))
      g_test_message("%s and %s, %s:\n%s", feelings[first].tag, feelings[second].tag, feelings[i].tag, mail->text);
    g_assert_cmpint(strstr(unfolded, feelings[i].said[korean]) != NULL, ==, i == first);
  }
  fixture.templates = NULL;
  fixture_clear(&fixture);
}

static void one_feeling_is_answered_the_gravest(void)
{
  g_autoptr(Templates) shipped = fixture_templates();
  for (gsize first = 0; first < G_N_ELEMENTS(feelings); first++)
    for (gsize second = first; second < G_N_ELEMENTS(feelings); second++)
      for (gboolean korean = FALSE; korean <= TRUE; korean++) {
        expect_one_feeling(shipped, korean, "new", first, second);
        expect_one_feeling(shipped, korean, "follow-up", first, second);
      }
}

/* That a request goes ahead of others is said only where it does. */
static void nothing_goes_ahead_that_does_not(void)
{
  g_autoptr(Templates) shipped = fixture_templates();
  for (gsize i = 0; i < 2 * G_N_ELEMENTS(feelings); i++) {
    struct fixture fixture;
    fixture_init_with(&fixture, shipped);
    if (i % 2)
      fixture_in_korean(&fixture);
    if (!strcmp(feelings[i / 2].tag, "urgent"))
      fixture_set(&fixture.facts->priority, "low"); /* the priority says it, and no tag has to */
    else
      fixture_add(fixture.facts->tags, feelings[i / 2].tag);
    g_autoptr(ReplyMail) mail = fixture_compose(&fixture);
    expect_clean(mail->text, 0);
    g_assert_null(strstr(mail->text, "routine"));
    g_assert_null(strstr(mail->text, "일반 문의"));
    fixture.templates = NULL;
    fixture_clear(&fixture);
  }
}

/* The same as anybody who is upset gets, as warm and as long, and not a word about how they wrote. */
static void an_insult_is_answered_as_kindly(void)
{
  static const char *const reproaches[] = { "insult", "language", "tone", "polite", "respect", "abus", "offen", "욕설", "언어",
                                            "말투", "모욕", "비방", "예의", "자제" };
  for (gboolean korean = FALSE; korean <= TRUE; korean++) {
    struct fixture fixture;
    fixture_init(&fixture);
    if (korean)
      fixture_in_korean(&fixture);
    fixture_set(&fixture.facts->priority, "high");
    fixture_add(fixture.facts->tags, "upset");
    g_autoptr(ReplyMail) upset = fixture_compose(&fixture);
    fixture_add(fixture.facts->tags, "insult");
    g_autoptr(ReplyMail) insulted = fixture_compose(&fixture);
    for (gsize i = 0; i < G_N_ELEMENTS(reproaches); i++)
      g_assert_null(strstr(insulted->text, reproaches[i]));
    g_assert_nonnull(strstr(insulted->text, korean ? "죄송합니다" : "We are sorry"));
    g_assert_nonnull(strstr(insulted->text, korean ? "홍길동 님" : "Hello Jane"));
    g_assert_cmpint(g_utf8_strlen(insulted->text, -1) * 100, >, g_utf8_strlen(upset->text, -1) * 95);
    fixture_clear(&fixture);
  }
}

/* `said`: the quote and what stands before it; `lacks`: what would say it twice. */
static void the_customers_words_are_said_once(void)
{
  static const struct {
    const char *name;
    gboolean korean;
    const char *subject, *lines[2], *said, *lacks;
  } cases[] = {
    { "one sentence", FALSE, "My subscription", { "Can I pay by year?" }, "about “My subscription”.\n\nYou wrote:\n\n> Can I pay by year?\n\nYour", NULL },
    { "two", FALSE, "My subscription", { "It ends in May.", "Can I pay by year?" }, "\n\n> It ends in May.\n>\n> Can I pay by year?\n\nYour", NULL },
    { "the subject is the sentence", FALSE, "Can I pay by year", { "Can I pay by year?" }, "message.\n\nYou wrote:\n\n> Can I pay by year?\n", "about" },
    { "it is most of the sentence", FALSE, "parcel 77 IS LOST", { "It rained.", "My parcel 77 is lost." }, "message.\n\nYou wrote:\n\n> It rained.", "about" },
    { "the sentence is most of it", FALSE, "Urgent: printer 5 is broken", { "Printer 5 is broken." }, "message.\n\nYou", "about" },
    { "it is a small part", FALSE, "Printer broken", { "My printer broke on the way home, and I would like another one." }, "“Printer broken”", NULL },
    { "it is one word", FALSE, "Question", { "Can I pay by year?" }, "message.\n\nYou", "about" },
    { "it is a number", FALSE, "A-5512", { "Can I pay by year?" }, "about “A-5512”", NULL },
    { "one word is all there is", FALSE, "Question", { NULL }, "about “Question”.\n\nYour", "You wrote" },
    { "Markdown", FALSE, "My *bold* _idea_", { "Why is **this** a [link](x) & <b>that</b> not?" }, "> Why is **this** a [link](x) & <b>that</b> not?\n", NULL },
    { "Korean, one sentence", TRUE, "연간 결제 방법 문의", { "일 년 단위로 결제할 수 있나요?" },
      "방법 문의” 메일을 잘 받았습니다.\n\n다음과 같이 말씀해 주셨습니다.\n\n> 일 년 단위로 결제할 수 있나요?\n\n접수", NULL },
    { "Korean, two", TRUE, "연간 결제 방법 문의", { "오월에 끝납니다.", "일 년 단위로 결제할 수 있나요?" }, "\n\n> 오월에 끝납니다.\n>\n> 일 년", NULL },
    { "Korean, the subject is the sentence", TRUE, "77번 택배가 없어졌습니다", { "77번 택배가 없어졌습니다." }, "보내 주신 메일을", "“" },
    { "Korean, one word", TRUE, "문의", { "일 년 단위로 결제할 수 있나요?" }, "보내 주신 메일을", "“" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    struct fixture fixture;
    fixture_init(&fixture);
    if (cases[i].korean)
      fixture_in_korean(&fixture);
    fixture_set(&fixture.facts->subject, cases[i].subject);
    for (gsize k = 0; k < G_N_ELEMENTS(cases[i].lines) && cases[i].lines[k]; k++)
      fixture_add(fixture.facts->quote, cases[i].lines[k]);
    g_autoptr(ReplyMail) mail = fixture_compose(&fixture);
    g_test_message("%s:\n%s", cases[i].name, mail->text);
    g_assert_nonnull(strstr(mail->text, cases[i].said));
    g_assert_true(!cases[i].lacks || !strstr(mail->text, cases[i].lacks));
    fixture_set(&fixture.facts->kind, "follow-up"); /* often a line or two: said back whole it would be an echo */
    g_autoptr(ReplyMail) again = fixture_compose(&fixture);
    g_assert_true(!cases[i].lines[0] || !strstr(again->text, cases[i].lines[0]));
    fixture_clear(&fixture);
  }
}

/* It may well be the answer to what was asked. */
static void a_follow_up_asks_for_nothing(void)
{
  struct fixture fixture;
  fixture_init(&fixture);
  fixture_set(&fixture.facts->kind, "follow-up");
  arrange(&fixture, ALL - 1 - IS_OVERDUE - NO_DEADLINE);
  g_autoptr(ReplyMail) mail = fixture_compose(&fixture);
  g_assert_null(strstr(mail->text, "order number"));
  fixture_clear(&fixture);
}

/* `--verbose` shows them, to be read as a customer would. */
static void texts_can_be_read(void)
{
  static const struct {
    const char *kind;
    gboolean out_of_hours;
    unsigned what;
  } rows[] = {
    { "new", FALSE, HAS_NAME | HAS_SUBJECT | HAS_TEAM | HAS_FILES | HAS_ASK | HAS_LINKS },
    { "new", TRUE, HAS_NAME | HAS_SUBJECT | HAS_TEAM | OPENS_LATER | IS_URGENT | ODD_TICKET },
    { "new", FALSE, IS_OVERDUE },
    { "follow-up", FALSE, HAS_NAME | HAS_SUBJECT | HAS_TEAM | HAS_FILES },
    { "follow-up", FALSE, HAS_SUBJECT | IS_URGENT | ODD_TICKET | IS_OVERDUE },
  };
  for (gsize i = 0; i < 2 * G_N_ELEMENTS(rows); i++) {
    struct fixture fixture;
    fixture_init(&fixture);
    if (i >= G_N_ELEMENTS(rows))
      fixture_in_korean(&fixture);
    fixture_set(&fixture.facts->kind, rows[i % G_N_ELEMENTS(rows)].kind);
    fixture.facts->out_of_hours = rows[i % G_N_ELEMENTS(rows)].out_of_hours;
    arrange(&fixture, rows[i % G_N_ELEMENTS(rows)].what);
    g_autoptr(ReplyMail) mail = fixture_compose(&fixture);
    g_test_message("%s\n\n%s", mail->subject, mail->text);
    g_assert_nonnull(strstr(mail->text, "ACME-104"));
    fixture_clear(&fixture);
  }
}

static void write_file(const char *folder, const char *name, const char *content)
{
  g_autofree char *path = g_build_filename(folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname(path);
  g_assert_cmpint(g_mkdir_with_parents(parent, 0700), ==, 0);
  g_assert_true(g_file_set_contents(path, content, -1, NULL));
}

static struct templates *load_with(const char *name, const char *content, struct problems *problems)
{
  g_autofree char *folder = g_dir_make_tmp("deskbell-XXXXXX", NULL);
  g_autofree char *shipped = g_build_filename(g_getenv("top_srcdir") ? g_getenv("top_srcdir") : ".", "templates", NULL);
  write_file(folder, name, content);
  struct templates *templates = templates_load(shipped, folder, problems);
  folder_remove(folder);
  return templates;
}

static void an_override_replaces_one_text(void)
{
  struct fixture fixture;
  fixture_init(&fixture);
  g_autoptr(Problems) problems = problems_new();
  templates_free(fixture.templates);
  fixture.templates = load_with("en/greeting.md", "Dear {{#name}}{{name.full}}{{/name}}{{^name}}customer{{/name}},\n",
                                problems);
  g_assert_nonnull(fixture.templates);
  g_autoptr(ReplyMail) mail = fixture_compose(&fixture);
  g_assert_true(g_str_has_prefix(mail->text, "Dear Jane Doe,\n\nThank you"));
  fixture_clear(&fixture);
}

static void an_own_list_of_details_ends_before_the_signature(void)
{
  for (int out_of_hours = 0; out_of_hours < 2; out_of_hours++) {
    struct fixture fixture;
    fixture_init(&fixture);
    g_autoptr(Problems) problems = problems_new();
    templates_free(fixture.templates);
    fixture.templates = load_with("en/details.md", "We need:\n\n- the number\n", problems);
    fixture.facts->out_of_hours = out_of_hours;
    g_autoptr(ReplyMail) mail = fixture_compose(&fixture);
    g_assert_nonnull(strstr(mail->text, "- the number\n\nKind regards,\n"));
    fixture_clear(&fixture);
  }
}

static void a_filter_may_choose_a_text_of_its_own(void)
{
  struct fixture fixture;
  fixture_init(&fixture);
  g_autoptr(Problems) problems = problems_new();
  templates_free(fixture.templates);
  fixture.templates = load_with("en/refund.md", "About your refund, {{ticket}}.\n", problems);
  fixture_set(&fixture.facts->template, "refund");
  g_autoptr(ReplyMail) chosen = fixture_compose(&fixture);
  g_assert_cmpstr(chosen->text, ==, "About your refund, ACME-1042.\n");
  fixture_in_korean(&fixture);
  g_autoptr(ReplyMail) missing = fixture_compose(&fixture);
  g_assert_nonnull(strstr(missing->text, "홍길동 님"));
  fixture_clear(&fixture);
}

static void a_desk_may_ask_for_its_own_categories_and_tags(void)
{
  struct fixture fixture;
  fixture_init(&fixture);
  g_autoptr(Problems) problems = problems_new();
  templates_free(fixture.templates);
  fixture.templates = load_with("en/new.md", "{{#category.billing}}{{category}}{{/category.billing}}{{^category.x-ray}}, "
                                             "{{/category.x-ray}}{{#tags.vip-2}}vip{{/tags.vip-2}}{{^tags.new}}.{{/tags.new}}",
                                problems);
  g_assert_nonnull(fixture.templates);
  fixture_add(fixture.facts->tags, "vip-2");
  g_autoptr(ReplyMail) mail = fixture_compose(&fixture);
  g_assert_cmpstr(mail->text, ==, "billing, vip.\n");
  fixture_clear(&fixture);
}

/* All of it but the Re: stands behind the encryption, or could. */
static void encrypted_mail_is_answered_without_a_word_of_it(void)
{
  static const struct {
    gboolean korean;
    guint64 ticket;
    gboolean overdue;
    const char *received, *promise;
  } cases[] = {
    { FALSE, 1042, FALSE, "We have received your encrypted message", "23 November" },
    { FALSE, 1043, FALSE, "We have safely received your encrypted message", "23 November" },
    { FALSE, 1042, TRUE, "A colleague who holds the key will open it", "as soon as possible" },
    { TRUE, 1042, FALSE, "암호화하여 보내 주신 메일을 잘 받았습니다", "11월 23일" },
    { TRUE, 1043, FALSE, "암호 키를 가진 담당자가 직접 열어 봅니다", "11월 23일" },
    { TRUE, 1042, TRUE, "암호화하여 보내 주신 메일", "가능한 한 빨리" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    struct fixture fixture;
    fixture_init(&fixture);
    if (cases[i].korean)
      fixture_in_korean(&fixture);
    fixture.facts->encrypted = TRUE;
    fixture.facts->ticket = cases[i].ticket;
    if (cases[i].overdue)
      fixture.facts->due_first = fixture.context.now - 60;
    fixture_set(&fixture.facts->subject, "Merger with Globex");
    fixture_set(&fixture.facts->template, "received");
    g_autoptr(ReplyMail) mail = fixture_compose(&fixture);
    expect_clean(mail->text, (unsigned)i);
    g_autofree char *unfolded = g_strdelimit(g_strdup(mail->text), "\n", ' ');
    g_assert_nonnull(strstr(unfolded, cases[i].received));
    g_assert_nonnull(strstr(unfolded, cases[i].promise));
    g_assert_nonnull(strstr(unfolded, cases[i].ticket % 2 ? "ACME-1043" : "ACME-1042"));
    g_assert_null(strstr(unfolded, "Globex"));
    g_assert_true(g_str_has_prefix(mail->subject, "Re: Merger with Globex ["));
    fixture_clear(&fixture);
  }
}

/* A text that asks for what is the sender's gets nothing, and its author hears of it. */
static void a_bare_text_has_nothing_of_the_sender(void)
{
  struct fixture fixture;
  fixture_init(&fixture);
  g_autoptr(Problems) problems = problems_new();
  templates_free(fixture.templates);
  fixture.templates = load_with("en/bare.md", "{{subject}}{{#attachments}}x{{/attachments}}{{name}} {{ticket}} {{deadline}}",
                                problems);
  g_autofree char *told = problems_text(problems);
  g_assert_nonnull(strstr(told, "bare.md:1:1: warning: 'subject' is always absent here"));
  g_assert_nonnull(strstr(told, "'attachments' is always absent"));
  g_assert_nonnull(strstr(told, "'name' is always absent"));
  g_assert_null(strstr(told, "'ticket'"));
  g_assert_cmpuint(problems_count(problems), ==, 0);
  fixture.facts->bare = TRUE;
  fixture_add(fixture.facts->attachments, "bill.pdf");
  g_autoptr(ReplyMail) mail = fixture_compose(&fixture);
  g_assert_true(g_str_has_prefix(mail->text, "ACME-1042 Monday"));
  fixture_clear(&fixture);
}

static void mistakes_in_a_text_are_told(void)
{
  static const struct {
    const char *name, *content, *told;
  } rows[] = {
    { "en/new.md", "Hello\n  {{nmae}}", "new.md:2:3: there is no variable 'nmae'" },
    { "en/new.md", "{{#links.items}}{{titel}}{{/links.items}}", "new.md:1:17: there is no variable 'titel'" },
    { "en/new.md", "{{#categroy.wish}}x{{/categroy.wish}}", "new.md:1:1: there is no variable 'categroy.wish'" },
    { "en/new.md", "{{#tags.vip}}{{nmae}}{{/tags.vip}}", "new.md:1:14: there is no variable 'nmae'" },
    { "en/new.md", "{{title.x}}", "new.md:1:1: there is no variable 'title.x'" },
    { "en/new.md", "{{#team}}", "new.md:1:1: section 'team' is not closed" },
    { "en/new.md", "a {{> gone}}", "new.md:1:3: there is no text 'gone' in language 'en'" },
    { "de/new.md", "Guten Tag", "language 'de' has no text 'follow-up'" },
    { "layout.html", "{{{bdoy}}}", "layout.html:1:1: there is no variable 'bdoy'" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(Problems) problems = problems_new();
    g_assert_null(load_with(rows[i].name, rows[i].content, problems));
    g_autofree char *text = problems_text(problems);
    if (!strstr(text, rows[i].told))
      g_test_message("instead of '%s': %s", rows[i].told, text);
    g_assert_nonnull(strstr(text, rows[i].told));
  }
}

static void what_is_no_text_is_warned_of(void)
{
  static const char *const names[] = { "en/new.html", "new.md" };
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autoptr(Problems) problems = problems_new();
    g_autoptr(Templates) templates = load_with(names[i], "x", problems);
    g_assert_nonnull(templates);
    g_autofree char *text = problems_text(problems);
    g_assert_nonnull(strstr(text, "warning: "));
  }
}

static void a_language_is_found_for_everybody(void)
{
  struct fixture fixture;
  fixture_init(&fixture);
  static const struct {
    const char *language, *fallback, *found;
  } rows[] = {
    { "ko", "en", "ko" },    { "KO", "en", "ko" },  { "ko-KR", "en", "ko" }, { "en-us", "ko", "en" },
    { "fr", "ko", "ko" },    { "fr", "ko-kr", "ko" }, { "und", "fr", "en" }, { NULL, NULL, "en" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
    g_assert_cmpstr(templates_language(fixture.templates, rows[i].language, rows[i].fallback), ==, rows[i].found);
  fixture_clear(&fixture);
}

static void the_manual_names_every_form(void)
{
  g_autofree char *manual = reply_variables_manual();
  static const char *const parts[] = { ".TP\n.B deadline\n", "team.i (이(가))", ".B links.items.url" };
  for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
    g_assert_nonnull(strstr(manual, parts[i]));
}

int main(int argc, char **argv)
{
  setlocale(LC_CTYPE, "C.UTF-8"); /* so that --verbose shows Korean */
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/templates/english", every_english_text_renders_whatever_is_known);
  g_test_add_func("/templates/korean", every_korean_text_renders_whatever_is_known);
  g_test_add_func("/templates/mood", a_text_fits_what_the_customer_feels);
  g_test_add_func("/templates/mood/follow-up", a_follow_up_fits_it_as_well);
  g_test_add_func("/templates/one-feeling", one_feeling_is_answered_the_gravest);
  g_test_add_func("/templates/goes-ahead", nothing_goes_ahead_that_does_not);
  g_test_add_func("/templates/insult", an_insult_is_answered_as_kindly);
  g_test_add_func("/templates/quote", the_customers_words_are_said_once);
  g_test_add_func("/templates/follow-up-asks", a_follow_up_asks_for_nothing);
  g_test_add_func("/templates/read", texts_can_be_read);
  g_test_add_func("/templates/override", an_override_replaces_one_text);
  g_test_add_func("/templates/own-details", an_own_list_of_details_ends_before_the_signature);
  g_test_add_func("/templates/chosen", a_filter_may_choose_a_text_of_its_own);
  g_test_add_func("/templates/own-names", a_desk_may_ask_for_its_own_categories_and_tags);
  g_test_add_func("/templates/mistakes", mistakes_in_a_text_are_told);
  g_test_add_func("/templates/warnings", what_is_no_text_is_warned_of);
  g_test_add_func("/templates/language", a_language_is_found_for_everybody);
  g_test_add_func("/templates/manual", the_manual_names_every_form);
  g_test_add_func("/templates/encrypted", encrypted_mail_is_answered_without_a_word_of_it);
  g_test_add_func("/templates/bare", a_bare_text_has_nothing_of_the_sender);
  return g_test_run();
}
