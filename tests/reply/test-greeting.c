#include "reply/greeting.h"

/* `given` NULL: nobody can be greeted by it. `full` NULL: the same as `given`. */
struct name {
  const char *display, *given, *full;
};

static void check(const struct name *rows, gsize n, const char *address)
{
  for (gsize i = 0; i < n; i++) {
    struct greeting got = { 0 };
    gboolean found = greeting_from(rows[i].display, address, &got);
    if (g_strcmp0(got.given, rows[i].given))
      g_test_message("of '%s'", rows[i].display);
    g_assert_cmpstr(got.given, ==, rows[i].given);
    g_assert_cmpint(found, ==, rows[i].given != NULL);
    if (found)
      g_assert_cmpstr(got.full, ==, rows[i].full ? rows[i].full : rows[i].given);
    greeting_clear(&got);
  }
}

static void people_are_greeted_by_their_given_name(void)
{
  static const struct name rows[] = {
    { "Jane Doe", "Jane", "Jane Doe" },
    { "  Jane   Doe ", "Jane", "Jane Doe" },
    { "\"Jane Doe\"", "Jane", "Jane Doe" },
    { "'Jane Doe'", "Jane", "Jane Doe" },
    { "Jane", "Jane", NULL },
    { "Doe, Jane", "Jane", "Jane Doe" },
    { "van der Berg, Jan", "Jan", "Jan van der Berg" },
    { "Jan van der Berg", "Jan", "Jan van der Berg" },
    { "Jane Q. Doe", "Jane", "Jane Q. Doe" },
    { "J. R. Smith", "J. R. Smith", NULL },
    { "jane doe", "Jane", "Jane Doe" },
    { "Jean DUPONT", "Jean", "Jean Dupont" },
    { "DUPONT Jean", "Jean", "Dupont Jean" },
    { "Jane Doe (Acme)", "Jane", "Jane Doe" },
    { "Jane Doe | Acme", "Jane", "Jane Doe" },
    { "Jane Doe - Acme Inc", "Jane", "Jane Doe" },
    { "Jane Doe via Example Groups", "Jane", "Jane Doe" },
    { "Jane Doe, PhD", "Jane", "Jane Doe" },
    { "Jane Doe MBA", "Jane", "Jane Doe" },
    { "Doe, Jane, MD", "Jane", "Jane Doe" },
    { "Dr. Jane Doe", "Jane", "Jane Doe" },
    { "Ms Kim", "Ms Kim", NULL },
    { "Dr Okafor", "Dr Okafor", NULL },
    { "Kim Minsu", "Minsu", "Kim Minsu" },
    { "Kim Min-su", "Min-su", "Kim Min-su" },
    { "Park Ji-hye", "Ji-hye", "Park Ji-hye" },
    { "Minsu Kim", "Minsu", "Minsu Kim" },
    { "Kim Novak", "Kim", "Kim Novak" },
    { "Lee Harper", "Lee", "Lee Harper" },
    { "François Lefèvre", "François", "François Lefèvre" },
    { "Siobhán O'Neill", "Siobhán", "Siobhán O'Neill" },
    { "Anna-Lena Groß", "Anna-Lena", "Anna-Lena Groß" },
    { "Ольга Иванова", "Ольга", "Ольга Иванова" },
    { "山田太郎", "山田太郎", NULL },
    { "王小明", "王小明", NULL },
    { "Ｊａｎｅ Ｄｏｅ", "Jane", "Jane Doe" },
  };
  check(rows, G_N_ELEMENTS(rows), "jane@example.org");
}

static void korean_names_are_kept_whole(void)
{
  static const struct name rows[] = {
    { "홍길동", "홍길동", NULL },
    { "홍 길동", "홍길동", NULL },
    { "홍길동님", "홍길동", NULL },
    { "홍길동 대리", "홍길동", NULL },
    { "홍길동대리님", "홍길동", NULL },
    { "홍길동 드림", "홍길동", NULL },
    { "(학생) 장인규 (컴퓨터공학과)", "장인규", NULL },
    { "[에이크미] 홍길동", "홍길동", NULL },
    { "홍길동/과장/영업팀", "홍길동", NULL },
    { "영업팀 홍길동", "홍길동", NULL },
    { "Hong Gildong (홍길동)", "Gildong", "Hong Gildong" },
    { "홍길동 (Hong Gildong)", "홍길동", NULL },
    { "홍길동 Hong", "홍길동", NULL },
    { "남궁민수", "남궁민수", NULL },
    { "김훈", "김훈", NULL },
    { "이지은씨", "이지은", NULL },
  };
  check(rows, G_N_ELEMENTS(rows), "hong@example.kr");
}

static void what_is_no_name_of_one_person_gives_none(void)
{
  static const struct name rows[] = {
    { "Payment Reminder" },  { "PayPal" },           { "Microsoft Outlook" }, { "Undisclosed recipients" },
    { "Familie Müller" },    { "Smith Family" },     { "The Smiths" },        { "Bäckerei Schmidt" },
    { "Büro Schmidt" },      { "Pizzeria Napoli" },  { "Rathaus Köln" },      { "Farmacia García" },
    { "Win Now" },           { "Click Here" },       { "Urgent" },            { "iPhone" },
    { "Jane's iPhone" },     { "ООО Ромашка" },      { "Служба поддержки" },  { "Jane\xE2\x80\xAE" "eod" },
    { "길동맘" },            { "예쁜이" },           { "우리집" },            { "사랑해" },
    { "서초구" },            { "신한" },             { "현대" },              { "하늘" },
    { "アクメ サポート" },   { "サポートセンター" },
    { NULL, NULL, NULL },           { "", NULL, NULL },
    { "Support", NULL, NULL },      { "Acme Support", NULL, NULL },
    { "Info", NULL, NULL },         { "Sales team", NULL, NULL },
    { "noreply", NULL, NULL },      { "No-Reply", NULL, NULL },
    { "no reply", NULL, NULL },     { "Do Not Reply", NULL, NULL },
    { "Acme, Inc.", NULL, NULL },   { "Beispiel GmbH", NULL, NULL },
    { "MAILER-DAEMON", NULL, NULL },{ "root", NULL, NULL },
    { "jane@example.org", NULL, NULL }, { "jane.doe", NULL, NULL },
    { "jane", NULL, NULL },         { "ACME WORLD", NULL, NULL },
    { "IBM", NULL, NULL },          { "🌸", NULL, NULL },
    { "user1234", NULL, NULL },     { "Jane2", NULL, NULL },
    { "Jane and John Doe", NULL, NULL }, { "Jane & John", NULL, NULL },
    { "A", NULL, NULL },            { "J.", NULL, NULL },
    { "(Jane)", NULL, NULL },       { "***", NULL, NULL },
    { "http://evil.example", NULL, NULL },
    { "Claim your prize at evil.example", NULL, NULL },
    { "Www.Evil.Example Jane", NULL, NULL }, { "Visit Www.Evil.Example", NULL, NULL },
    { "Jane Www.Ev.Ex", NULL, NULL },
    { "Jane <b>Doe</b> **x**", NULL, NULL },
    { "One Two Three Four Five Six", NULL, NULL },
    { "Wolfeschlegelsteinhausenbergerdorff Hubert Blaine", NULL, NULL },
    { "Smith, Jones, Brown", NULL, NULL },
    { "고객지원", NULL, NULL },     { "고객센터", NULL, NULL },
    { "관리자", NULL, NULL },       { "에이크미 주식회사", NULL, NULL },
    { "주문 배송팀", NULL, NULL },  { "이벤트", NULL, NULL },
    { "홍", NULL, NULL },           { "김 대리", NULL, NULL },
    { "행복한 하루를 보내세요", NULL, NULL },
    { "Jane\r\nBcc: x", NULL, NULL },
  };
  check(rows, G_N_ELEMENTS(rows), "jane@example.org");
}

static void hangul_is_told_apart(void)
{
  struct greeting got = { 0 };
  g_assert_true(greeting_from("홍길동", NULL, &got));
  g_assert_true(got.hangul);
  greeting_clear(&got);
  g_assert_true(greeting_from("Jane Doe", NULL, &got));
  g_assert_false(got.hangul);
  greeting_clear(&got);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/greeting/people", people_are_greeted_by_their_given_name);
  g_test_add_func("/greeting/korean", korean_names_are_kept_whole);
  g_test_add_func("/greeting/nobody", what_is_no_name_of_one_person_gives_none);
  g_test_add_func("/greeting/hangul", hangul_is_told_apart);
  return g_test_run();
}
