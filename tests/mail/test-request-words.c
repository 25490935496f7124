/* A customer's own words stay, whatever they look like: what looks like a quote, a signature, a footer or a header block, but is
 * none. And what programs add goes. */
#include <glib.h>

#include "mail/view.h"

#include <string.h>

static const struct {
  const char *name, *text;
} own[] = {
  { "a form above the text", "From: Berlin\nTo: Munich\nDate: 12.12.2026\nSubject: seat reservation\n\nPlease book two seats." },
  { "dashes between questions", "I have two questions\n--\n1. where is my order\n--\n2. who pays" },
  { "dashes in code", "Use this:\ncurl --fail\n--\n-- select * from t\n-- where a = 1\nThat query is slow." },
  { "a prompt, in the middle", "I ran this:\n\n> ls -la\ntotal 0\n> make\nerror: no rule\n\nWhat's wrong?" },
  { "a poem", "Roses are red,\nViolets are blue,\nMy parcel is lost,\nAnd so are you." },
  { "sent from the warehouse", "Hi\n\nSent from the warehouse was the wrong size." },
  { "sent via a carrier", "Hello\nThe goods I ordered were\nsent via DHL on Monday.\nWhere are they?" },
  { "sent with a wrong address", "The parcel was\nSent with the wrong address" },
  { "sent with a carrier, German", "Das Paket wurde nie geliefert.\n\nGesendet mit DHL am 3.11." },
  { "sent from a place, French", "Bonjour\n\nEnvoyé depuis mon entrepôt le 3 novembre, colis perdu." },
  { "sent from a place, Spanish", "Hola\n\nEnviado desde Madrid el lunes." },
  { "a question about mobile", "How do I log in\nfrom mobile" },
  { "sent from a shop, Korean", "반품 상품은\n어제 편의점에서 보냄\n환불해 주세요" },
  { "an address below thanks", "Please change my address.\nThanks\nMy new address is\nMain Street 5\n12345 Berlin\nPhone: 030 1234567" },
  { "contact data told", "Hello,\nplease update my contact data:\n\nJane Doe\nMain Street 5\nTel: 030 1234567\njane@doe.example" },
  { "what was asked for", "Hi,\nhere is what you asked for\n\nAcme Ltd\n1 High Street\nVAT GB123456789\nPhone 020 7946 0000\nwww.acme.example" },
  { "a form, Korean", "배송지 변경 부탁드립니다.\n\n이름 홍길동\n주소: 서울시 강남구 테헤란로 1\n연락처: 010-1234-5678" },
  { "an address, Korean", "안녕하세요\n아래 주소로 보내주세요\n\n서울시 강남구 테헤란로 1 에이크미 빌딩 3층\n에이크미 주식회사\n홍길동 과장\n02-123-4567" },
  { "an address, Japanese", "下記住所に変更お願いします\n〒100-0001\n東京都千代田区1-1\n山田太郎\n電話: 03-1234-5678" },
  { "servers", "These servers are down\n\nwww.a.example\nwww.b.example\nwww.c.example" },
  { "pages", "Broken pages\n\nhttps://a.example/1\nhttps://a.example/2\nhttps://a.example/3" },
  { "accounts", "Please create these accounts\n\njane@a.example\njoe@a.example\nmina@a.example" },
  { "telephone numbers", "Numbers that don't work\n\n+49 30 123456\n+49 30 123457\n+49 30 123458" },
  { "accounts below thanks", "Please create these accounts. Thanks\njane@a.example\njoe@a.example\nmina@a.example" },
  { "accounts, Korean", "다음 계정 삭제 부탁드립니다\njane@a.example\njoe@a.example\nmina@a.example" },
  { "an order below thanks, Korean", "주문 취소해 주세요. 감사합니다\n주문번호 20261120-1234567" },
  { "data below a heading", "Order details\n-------------\nOrder 12345678\nTel 030 1234567" },
  { "a question below a heading", "I have a question\n--------------\nWhere is order 12345?" },
  { "text below a line drawn", "Hello, see below\n\n_____________\n\nThe second part is here." },
  { "a letter quoted, German", "Hallo,\nam 3. November 2026 um 10:00 schrieb Herr Meier von Ihnen:\nWir erstatten den Betrag.\nDas ist nicht passiert." },
  { "a letter quoted, French", "Bonjour,\nLe 3 novembre 2026 votre collègue m'a écrit :\nvous serez remboursé.\nRien." },
  { "a letter quoted, Korean", "안녕하세요.\n2026년 11월 3일 10:00에 제가 작성한 글:\n환불 요청드립니다.\n답이 없어요" },
  { "a history", "Timeline\nOn 3 Nov 2026 at 10:00 the technician wrote:\npart ordered\nOn 5 Nov 2026 nothing happened" },
  { "a journey without an address", "Hello, booking:\n\nFrom: Seoul ICN\nTo: Berlin BER\nSubject: baggage lost\nSent: 2 bags" },
  { "a journey, German", "Bitte umbuchen:\n\nVon: Berlin\nAn: Paris\nDatum: 3.11.2026\nDanke" },
  { "a form with a time, Korean", "다음과 같이 신청합니다.\n\n제목: 휴가\n일시: 11월 3일 10:00\n수신: 홍길동\n내용: 휴가 신청" },
  { "a header pasted", "The server says:\n\nReceived: from x\nFrom: a@b.example\nTo: c@d.example\nSubject: test\nDate: Tue, 3 Nov 2026\n\nand then nothing arrives." },
  { "a header of others, asked about", "I got this spam:\n\nFrom: evil@x.example\nSubject: you won\nDate: today\n\nIs it from you?" },
  { "steps with signs", "Steps:\n> open the app\n> tap login\n> crash" },
};

static void own_words_stay(void)
{
  guint failed = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(own); i++) {
    struct view_written got;
    view_request(own[i].text, FALSE, &got);
    if (g_strcmp0(got.request, own[i].text) != 0) {
      g_test_message("%s: got '%s'", own[i].name, got.request);
      failed++;
    }
    view_written_clear(&got);
  }
  g_assert_cmpuint(failed, ==, 0);
}

static const struct {
  const char *name, *text, *kept, *gone;
} mixed[] = {
  { "below a quote, with thanks above", "Thank you for the answer.\n\nOn Mon, 2 Nov 2026, Support wrote:\n> We have fixed it.\n\nIt still fails.", "It still fails.", NULL },
  { "below a quote, angry", "See my reply.\n\nOn Mon, 2 Nov 2026, Support wrote:\n> We have fixed it.\n\nNo, you have not fixed anything!", "not fixed anything!", NULL },
  { "a postscript below the mark", "Please refund.\n\n-- \nJane Doe\n\nP.S. my order number is 12345", "my order number", "Jane" },
  { "a desk's mark, below", "Still fails\n\n##- Please type your reply above this line -##\nYour request has been updated.", "Still fails", "updated" },
  { "a desk's mark, above", "##- Please type your reply above this line -##\n\nIt still fails\n\nOn 3 Nov 2026, Support wrote:\n> old", "It still fails", "reply above" },
  { "a desk's mark in words", "Here is more\n\nReply above this line.\n\nMina commented:\nold", "Here is more", "old" },
  { "a disclaimer, Japanese", "届いていません。\n\n※このメールには機密情報が含まれている場合があります。誤って受信された場合は削除してください。", "届いていません。", "機密" },
  { "a scanner behind its link", "It fails\n\n<https://scan.example/?x=1> Virus-free.www.scan.example", "It fails", "Virus" },
  { "a phone, Korean and polite", "안 됩니다.\n\n내 Galaxy에서 보냈습니다.\n", "안 됩니다.", "Galaxy" },
  { "another phone, Korean and polite", "안 됩니다.\n\nLG 휴대폰에서 보냈습니다.\n", "안 됩니다.", "LG" },
  { "Apple, Korean, a sentence", "안 됩니다.\n\nMina <mina@acme.example>님이 2026. 11. 3. 오전 10:00에 작성하였습니다.\n\n옛 글", "안 됩니다.", "옛 글" },
};

static void what_programs_add_goes(void)
{
  guint failed = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(mixed); i++) {
    struct view_written got;
    view_request(mixed[i].text, FALSE, &got);
    if (!strstr(got.request, mixed[i].kept) || (mixed[i].gone && strstr(got.request, mixed[i].gone))) {
      g_test_message("%s: got '%s'", mixed[i].name, got.request);
      failed++;
    }
    view_written_clear(&got);
  }
  g_assert_cmpuint(failed, ==, 0);
}

static void what_a_note_points_down_to_is_passed_on(void)
{
  struct view_written got;
  view_request("My answers are below in red.\n\nFrom: Support <help@acme.example>\nSent: Monday, 2 November 2026 10:00\nTo: Jane\n"
               "Subject: x\n\nWhat is your order number?\n12345",
               FALSE, &got);
  g_assert_cmpstr(got.request, ==, "My answers are below in red.");
  g_assert_nonnull(strstr(got.forwarded, "12345"));
  view_written_clear(&got);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/request/own-words", own_words_stay);
  g_test_add_func("/request/added", what_programs_add_goes);
  g_test_add_func("/request/points-down", what_a_note_points_down_to_is_passed_on);
  return g_test_run();
}
