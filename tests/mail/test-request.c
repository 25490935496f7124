#include "mail/view.h"

static void what_was_newly_written_is_found(void)
{
  static const struct {
    const char *text, *request;
  } cases[] = {
    { "It is broken.", "It is broken." },
    { "New.\n\nOn Monday, Mina <m@acme.example> wrote:\n> old\n> older\n", "New." },
    { "New.\n\nOn Mon, 23 Nov 2026 at 10:00, Mina Lee <\nmina.lee@acme.example> wrote:\n\n> old\n", "New." },
    { "Neu.\n\nAm 23.11.2026 um 10:00 schrieb Mina:\n> alt", "Neu." },
    { "Nouveau.\n\nLe lun. 23 nov. 2026 à 10:00, Mina <m@acme.example> a écrit :\n> vieux", "Nouveau." },
    { "새 글입니다.\n\n2026년 11월 23일 (월) 오전 10:00, 민아 <m@acme.example>님이 작성:\n\n> 옛 글\n", "새 글입니다." },
    { "New.\n\n-----Original Message-----\nFrom: Mina\nSent: Monday\n\nold", "New." },
    { "새 글.\n\n-----원본 메시지-----\n옛 글", "새 글." },
    { "New.\n\n________________________________\nFrom: Mina\nSent: Monday\nTo: Support\nSubject: x\n\nold", "New." },
    { "새 글.\n\n보낸 사람: 민아\n보낸 날짜: 월요일\n받는 사람: 지원\n제목: x\n\n옛 글", "새 글." },
    { "New.\n-- \nMina\nAcme", "New." },
    { "New.\n\nSent from my iPhone\n\n> On Monday, Mina wrote:\n> old", "New." },
    { "New.\nOn Monday Mina wrote:\nold without marks", "New." },
    /* answers below and between quotes */
    { "On Monday, Mina wrote:\n> old\n\nNew.", "New." },
    { "> one?\nYes.\n> two?\nNo.", "> one?\nYes.\n> two?\nNo." },
    /* words that only look like it */
    { "He wrote:\nit is broken", "He wrote:\nit is broken" },
    { "From: the start it\nwas broken", "From: the start it\nwas broken" },
    { "a -- b\n--- c", "a -- b\n--- c" },
    /* never nothing when there is something */
    { "> only a quote", "> only a quote" },
    { "-- \nonly a signature", "-- \nonly a signature" },
    { "", "" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    struct view_written got;
    view_request(cases[i].text, FALSE, &got);
    g_assert_cmpstr(got.request, ==, cases[i].request);
    view_written_clear(&got);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/request/newly-written", what_was_newly_written_is_found);
  return g_test_run();
}
