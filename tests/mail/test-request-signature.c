/* What stands below a request: sign-offs stay, as people type them; blocks of names and numbers are the signature. And
 * mail that was passed on. */
#include "sample.h"

#include "mail/view.h"

static const struct {
  const char *name, *text, *request, *signature;
} signatures[] = {
  { "marked", "It fails.\n-- \nMina Lee\nAcme\n+82 2 123 4567", "It fails.", "Mina Lee\nAcme\n+82 2 123 4567" },
  { "marked, the blank lost", "It fails.\n\n--\nMina Lee", "It fails.", "Mina Lee" },
  { "marked, above a quote", "It fails.\n-- \nMina\n\nOn Monday, Tom <tom@acme.example> wrote:\n> old", "It fails.", "Mina" },
  { "marked, with a disclaimer", "It fails.\n-- \nMina\n\nThis e-mail is confidential and intended for the recipient only.", "It fails.", "Mina" },
  { "marked, only a program", "It fails.\n-- \nSent from my iPhone", "It fails.", "" },
  { "drawn", "The printer fails since today.\n\n____________\nMina Lee\nAcme", "The printer fails since today.", "Mina Lee\nAcme" },
  { "a name", "It fails.\n\nBest regards,\nMina", "It fails.\n\nBest regards,\nMina", "Mina" },
  { "a name and no sign-off", "It fails.\n\nMina", "It fails.\n\nMina", "" },
  { "a block", "It fails.\n\nBest regards,\n\nMina Lee\nSales Manager\nAcme Inc.\nPhone: +1 555 0100\nwww.acme.example", "It fails.\n\nBest regards,\n\nMina Lee", "Mina Lee\nSales Manager\nAcme Inc.\nPhone: +1 555 0100\nwww.acme.example" },
  { "a block, German", "Es geht nicht.\n\nMit freundlichen Grüßen\n\nMina Lee\nAcme GmbH\nTel. 030 1234567", "Es geht nicht.\n\nMit freundlichen Grüßen\n\nMina Lee", "Mina Lee\nAcme GmbH\nTel. 030 1234567" },
  { "a block, French", "Ça ne marche pas.\n\nCordialement,\nMina Lee\nAcme SARL\nTél : 01 23 45 67 89", "Ça ne marche pas.\n\nCordialement,\nMina Lee", "Mina Lee\nAcme SARL\nTél : 01 23 45 67 89" },
  { "a block and a disclaimer", "It fails.\n\nRegards,\nMina Lee\nmina@acme.example\n\nThis message is intended only for the addressee and may be privileged.\nPlease delete it otherwise.", "It fails.\n\nRegards,\nMina Lee", "Mina Lee\nmina@acme.example" },
  { "a block and no sign-off", "It fails.\n\nMina Lee\nAcme Ltd.\nTel. 555-0100-200\nmina@acme.example", "It fails.", "Mina Lee\nAcme Ltd.\nTel. 555-0100-200\nmina@acme.example" },
  { "thanks in a word", "It fails.\n\nThanks,\nMina\nmina@acme.example", "It fails.\n\nThanks,\nMina", "Mina\nmina@acme.example" },
  { "text after the thanks", "It fails.\n\nThanks,\nMina\n\nP.S. The order is 1234567890, please look at it as well.", "It fails.\n\nThanks,\nMina\n\nP.S. The order is 1234567890, please look at it as well.", "" },
  { "a customer's number is told", "It fails.\n\nRegards,\nMina\nOrder 1234567890", "It fails.\n\nRegards,\nMina\nOrder 1234567890", NULL },
  { "numbers asked to be called at", "Please call me back:\n\nMina Lee\n010-1234-5678\nmina@acme.example", "Please call me back:\n\nMina Lee\n010-1234-5678\nmina@acme.example", "" },
  /* Korean */
  { "humble name", "로그인이 안 됩니다.\n\n감사합니다.\n홍길동 드림", "로그인이 안 됩니다.\n\n감사합니다.\n홍길동 드림", "홍길동 드림" },
  { "humble name, alone", "로그인이 안 됩니다.\n\n홍길동 올림", "로그인이 안 됩니다.\n\n홍길동 올림", "홍길동 올림" },
  { "humble name in the line of thanks", "로그인이 안 됩니다.\n감사합니다. 홍길동 드림", "로그인이 안 됩니다.\n감사합니다. 홍길동 드림", "감사합니다. 홍길동 드림" },
  { "block with letters", "로그인이 안 됩니다.\n\n감사합니다.\n\n홍길동 드림\n\n㈜에이스 영업팀 과장\nT. 02-123-4567\nM. 010-1234-5678", "로그인이 안 됩니다.\n\n감사합니다.\n\n홍길동 드림", "홍길동 드림\n\n㈜에이스 영업팀 과장\nT. 02-123-4567\nM. 010-1234-5678" },
  { "block with HP", "확인 부탁드립니다.\n\n홍길동\n(주)에이스\nHP: 010-1234-5678", "확인 부탁드립니다.\n\n홍길동", "홍길동\n(주)에이스\nHP: 010-1234-5678" },
  { "block after a line drawn", "로그인이 안 됩니다. 확인해 주세요.\n\n──────────\n홍길동 과장 | 주식회사 에이스\n전화 02-123-4567", "로그인이 안 됩니다. 확인해 주세요.", "홍길동 과장 | 주식회사 에이스\n전화 02-123-4567" },
  { "block of one line", "로그인이 안 됩니다.\n감사합니다.\n\n홍길동 / 에이스 영업팀 / 010-1234-5678", "로그인이 안 됩니다.\n감사합니다.", "홍길동 / 에이스 영업팀 / 010-1234-5678" },
  { "block and disclaimer", "로그인이 안 됩니다.\n\n감사합니다.\n홍길동 드림\n에이스 주식회사\n전화: 02-123-4567\n\n본 메일은 지정된 수신인만을 위한 것입니다. 무단 사용을 금합니다.", "로그인이 안 됩니다.\n\n감사합니다.\n홍길동 드림", "홍길동 드림\n에이스 주식회사\n전화: 02-123-4567" },
  { "thanks for an answer to come", "언제 되는지 알려 주시면 감사하겠습니다.", "언제 되는지 알려 주시면 감사하겠습니다.", "" },
  { "thanks in the middle", "답변 감사합니다.\n그런데 아직도 안 됩니다.", "답변 감사합니다.\n그런데 아직도 안 됩니다.", "" },
  { "marked, Korean", "로그인이 안 됩니다.\n-- \n홍길동\n에이스 | 010-1234-5678", "로그인이 안 됩니다.", "홍길동\n에이스 | 010-1234-5678" },
  { "program below the name", "로그인이 안 됩니다.\n감사합니다.\n홍길동\n\n나의 iPhone에서 보냄", "로그인이 안 됩니다.\n감사합니다.\n홍길동", "홍길동" },
  /* Japanese, Chinese */
  { "block, Japanese", "動きません。\n\nよろしくお願いいたします。\n\n田中太郎\n株式会社エース\nTEL: 03-1234-5678", "動きません。\n\nよろしくお願いいたします。\n\n田中太郎", "田中太郎\n株式会社エース\nTEL: 03-1234-5678" },
  { "block, Chinese", "不能用。\n\n谢谢！\n王小明\n某某有限公司\n电话：010-12345678", "不能用。\n\n谢谢！\n王小明", "王小明\n某某有限公司\n电话：010-12345678" },
};

static void what_stands_below_is_told_from_what_is_said(void)
{
  guint failed = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(signatures); i++) {
    struct view_written got;
    view_request(signatures[i].text, FALSE, &got);
    if (g_strcmp0(got.request, signatures[i].request) != 0 ||
        (signatures[i].signature && g_strcmp0(got.signature, signatures[i].signature) != 0)) {
      g_test_message("%s: got '%s' and '%s'", signatures[i].name, got.request, got.signature);
      failed++;
    }
    view_written_clear(&got);
  }
  g_assert_cmpuint(failed, ==, 0);
}

#define PASSED "From: Mina Lee <mina@acme.example>\nDate: Mon, 23 Nov 2026 10:00\nSubject: Printer\nTo: Tom <tom@acme.example>\n\nIt fails.\n"

static const struct {
  const char *name, *header, *text, *request, *forwarded;
} forwards[] = {
  { "Gmail, with a note", "Subject: Fwd: Printer\n", "Please take care of this.\n\n---------- Forwarded message ---------\n" PASSED, "Please take care of this.", "It fails." },
  { "Gmail, without a note", "Subject: Fwd: Printer\n", "---------- Forwarded message ---------\n" PASSED, "It fails.", "" },
  { "only a program above", "Subject: Fwd: Printer\n", "Sent from my iPhone\n\nBegin forwarded message:\n\n" PASSED, "It fails.", "" },
  { "only a signature above", "Subject: Fwd: Printer\n", "-- \nTom\nAcme\n\n---------- Forwarded message ---------\n" PASSED, "It fails.", "" },
  { "signature below the note", "Subject: Fwd: Printer\n", "Please look.\n-- \nTom\n\n---------- Forwarded message ---------\n" PASSED, "Please look.", "It fails." },
  { "Apple, quoted", "Subject: Fwd: Printer\n", "Please look.\n\n> Begin forwarded message:\n>\n> From: Mina Lee <mina@acme.example>\n> Subject: Printer\n> Date: 23 November 2026\n> To: Tom\n>\n> It fails.\n", "Please look.", "It fails." },
  { "Thunderbird", "Subject: Fwd: Printer\n", "Please look.\n\n-------- Forwarded Message --------\nSubject: \tPrinter\nDate: \tMon, 23 Nov 2026\nFrom: \tMina Lee <mina@acme.example>\nTo: \tTom <tom@acme.example>\n\n\nIt fails.\n", "Please look.", "It fails." },
  { "Outlook", "Subject: FW: Printer\n", "Please look.\n\nFrom: Mina Lee <mina@acme.example>\nSent: Monday, November 23, 2026 10:00\nTo: Tom\nSubject: Printer\n\nIt fails.\n", "Please look.", "It fails." },
  { "Outlook, German", "Subject: WG: Drucker\n", "Bitte übernehmen.\n\nVon: Mina Lee <mina@acme.example>\nGesendet: Montag, 23. November 2026\nAn: Tom\nBetreff: Drucker\n\nEr geht nicht.\n", "Bitte übernehmen.", "Er geht nicht." },
  { "Apple, German", "Subject: Fwd: Drucker\n", "Bitte übernehmen.\n\nAnfang der weitergeleiteten Nachricht:\n\nVon: Mina <mina@acme.example>\nBetreff: Drucker\nDatum: 23. November 2026\nAn: Tom\n\nEr geht nicht.\n", "Bitte übernehmen.", "Er geht nicht." },
  { "Apple, French", "Subject: Fwd: x\n", "À traiter.\n\nDébut du message transféré :\n\nDe: Mina <mina@acme.example>\nObjet: x\nDate: 23 novembre 2026\nÀ: Tom\n\nCela ne marche pas.\n", "À traiter.", "Cela ne marche pas." },
  { "Apple, Spanish", "Subject: Fwd: x\n", "Por favor.\n\nInicio del mensaje reenviado:\n\nDe: Mina <mina@acme.example>\nAsunto: x\nFecha: 23 de noviembre\nPara: Tom\n\nNo funciona.\n", "Por favor.", "No funciona." },
  { "an answer is not passed on", "Subject: Re: Printer\nIn-Reply-To: <a@b>\n", "Thanks.\n\nFrom: Support <help@acme.example>\nSent: Monday\nTo: Mina\nSubject: Printer\n\nold words\n", "Thanks.", "" },
  { "a subject that begins as a prefix does", "Subject: I cannot print\nIn-Reply-To: <a@b>\n",
    "Thanks.\n\nFrom: Support <help@acme.example>\nSent: Monday\nTo: Mina\nSubject: Printer\n\nold words\n", "Thanks.", "" },
  { "twice passed on", "Subject: Fwd: Fwd: Printer\n", "---------- Forwarded message ---------\nFrom: Tom <tom@acme.example>\nSubject: Fwd: Printer\nDate: Monday\nTo: Sue\n\n---------- Forwarded message ---------\n" PASSED, "It fails.", "" },
  { "a form that tells its sender", "Subject: Contact\n", "From: Mina <mina@acme.example>\nSubject: Printer\n\nIt fails.", "It fails.", "" },
  { "the older mail's quotes are left out", "Subject: Fwd: Printer\n", "Please look.\n\n---------- Forwarded message ---------\n" PASSED "\nOn Monday, Tom <tom@acme.example> wrote:\n> older\n", "Please look.", "It fails." },
  { "the header block goes on", "Subject: Fwd: Printer\n", "---------- Forwarded message ---------\nFrom: Mina <mina@acme.example>\nDate: Monday\nSubject: A subject that is\nvery long\nTo: <tom@acme.example>\n\nIt fails.\n", "It fails.", "" },
  /* Korean */
  { "Gmail, Korean", "Subject: Fwd: 프린터\n", "확인 부탁드립니다.\n\n---------- Forwarded message ---------\n보낸사람: 이민아 <mina@acme.example>\nDate: 2026년 11월 23일 (월) 오전 10:00\nSubject: 프린터\nTo: <tom@acme.example>\n\n프린터가 안 됩니다.\n", "확인 부탁드립니다.", "프린터가 안 됩니다." },
  { "Naver, Korean", "Subject: FW: 프린터\n", "처리 바랍니다.\n\n-----Original Message-----\nFrom: \"이민아\" <mina@acme.example>\nTo: <tom@acme.example>;\nCc:\nSent: 2026-11-23 (월) 10:00:00 (GMT+09:00)\nSubject: 프린터\n\n프린터가 안 됩니다.\n", "처리 바랍니다.", "프린터가 안 됩니다." },
  { "Daum, Korean", "Subject: FW: 프린터\n", "처리 바랍니다.\n\n--------- 원본 메일 ---------\n보낸사람: 이민아 <mina@acme.example>\n받는사람: <tom@acme.example>\n날짜: 2026년 11월 23일\n제목: 프린터\n\n프린터가 안 됩니다.\n", "처리 바랍니다.", "프린터가 안 됩니다." },
  { "named in Korean", "Subject: 전달: 프린터\n", "처리 바랍니다.\n\n---------- 전달된 메시지 ----------\n보낸 사람: 이민아 <mina@acme.example>\n날짜: 2026년 11월 23일\n제목: 프린터\n받는 사람: 지원\n\n프린터가 안 됩니다.\n", "처리 바랍니다.", "프린터가 안 됩니다." },
  { "Apple, Korean", "Subject: Fwd: 프린터\n", "처리 바랍니다.\n\n전달된 메시지:\n\n보낸 사람: 이민아 <mina@acme.example>\n제목: 프린터\n날짜: 2026년 11월 23일\n받는 사람: 지원\n\n프린터가 안 됩니다.\n", "처리 바랍니다.", "프린터가 안 됩니다." },
  { "no note, Korean", "Subject: Fwd: 프린터\n", "나의 iPhone에서 보냄\n\n전달된 메시지 시작:\n\n보낸 사람: 이민아 <mina@acme.example>\n제목: 프린터\n날짜: 2026년 11월 23일\n받는 사람: 지원\n\n프린터가 안 됩니다.\n", "프린터가 안 됩니다.", "" },
};

static void mail_that_was_passed_on_is_told_from_the_note_above(void)
{
  guint failed = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(forwards); i++) {
    g_autofree char *text = g_strconcat(forwards[i].header, "Content-Type: text/plain; charset=utf-8\n\n", forwards[i].text, NULL);
    g_autoptr(Mail) mail = sample_mail(text);
    if (g_strcmp0(mail->request, forwards[i].request) != 0 || g_strcmp0(mail->forwarded, forwards[i].forwarded) != 0) {
      g_test_message("%s: got '%s' and '%s'", forwards[i].name, mail->request, mail->forwarded);
      failed++;
    }
  }
  g_assert_cmpuint(failed, ==, 0);
}

static void texts_are_forgotten_together(void)
{
  g_autoptr(Mail) mail = sample_mail("Subject: Fwd: x\n\nPlease look.\n-- \nTom\n\n---------- Forwarded message ---------\n" PASSED);
  g_assert_cmpstr(mail->signature, ==, "Tom");
  mail_forget_text(mail);
  g_assert_cmpstr(mail->signature, ==, "");
  g_assert_cmpstr(mail->forwarded, ==, "");
  g_assert_cmpstr(mail->request, ==, "");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/request/signature", what_stands_below_is_told_from_what_is_said);
  g_test_add_func("/request/forward", mail_that_was_passed_on_is_told_from_the_note_above);
  g_test_add_func("/request/forget", texts_are_forgotten_together);
  return g_test_run();
}
