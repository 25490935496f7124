#include "triage/tone.h"

#include "mail/mail.h"

static void shouting_is_told_by_capitals_and_marks(void)
{
  static const struct {
    const char *text, *shouted;
  } cases[] = {
    { "WHY IS NOBODY ANSWERING ME?", "WHY IS NOBODY ANSWERING ME?" },
    { "Hello, I WANT MY MONEY BACK, thanks", "I WANT MY MONEY BACK," },
    { "Help!!! It is broken", "Help!!!" },
    { "빨리 처리해 주세요!!!!", "주세요!!!!" },
    { "早くしてください！！！", "早くしてください！！！" },
    { "WARUM ANTWORTET MIR NIEMAND? ÜBERALL NUR ÄRGER", "WARUM ANTWORTET MIR NIEMAND? ÜBERALL NUR ÄRGER" },
    { "ПОЧЕМУ НИКТО НЕ ОТВЕЧАЕТ", "ПОЧЕМУ НИКТО НЕ ОТВЕЧАЕТ" },
    { "URGENT", NULL },
    { "It is broken!! Please help!", NULL },
    { "Best regards, JOHN SMITH", NULL },
    { "The PDF, the CSV and the XML file", NULL },
    { "Order AB-1234-XY 99ZZ QQ11 ABC123 DEF456", NULL },
    { "IBM USA", NULL },
    { "빨리 처리해 주세요", NULL },
    { "", NULL },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *shouted = tone_shouting(cases[i].text);
    if (g_strcmp0(shouted, cases[i].shouted))
      g_error("%s: %s", cases[i].text, shouted ? shouted : "(nothing)");
  }
}

static void a_header_may_call_a_mail_important(void)
{
  static const struct {
    const char *name, *value, *where;
  } cases[] = {
    { "X-Priority", "1 (Highest)", "header.X-Priority" }, { "x-priority", "2", "header.X-Priority" },
    { "Importance", "High", "header.Importance" },        { "X-MSMail-Priority", "High", "header.X-MSMail-Priority" },
    { "Priority", "urgent", "header.Priority" },          { "X-Priority", "3 (Normal)", NULL },
    { "X-Priority", "10", NULL },                         { "Importance", "normal", NULL },
    { "Importance", "", NULL },                           { "Priority", "non-urgent", NULL },
    { "X-Priority-Queue", "1", NULL },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    struct mail_header header = { (char *)cases[i].name, (char *)cases[i].value };
    g_autoptr(GPtrArray) headers = g_ptr_array_new();
    g_ptr_array_add(headers, &header);
    struct mail mail = { .headers = headers };
    const char *where = NULL;
    const char *value = tone_priority_header(&mail, &where);
    g_assert_cmpstr(where, ==, cases[i].where);
    g_assert_true(!value == !cases[i].where);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/tone/shouting", shouting_is_told_by_capitals_and_marks);
  g_test_add_func("/tone/header", a_header_may_call_a_mail_important);
  return g_test_run();
}
