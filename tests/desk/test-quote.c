/* What of a mail its acknowledgement says back. */
#include "base/problems.h"
#include "desk/claim.h"
#include "mail/mail.h"
#include "reply/facts.h"
#include "../shipped.h"

#include <glib/gstdio.h>
#include <string.h>

static char *quoted(const char *desk_keys, const char *headers, const char *body)
{
  g_autoptr(Problems) problems = problems_new();
  g_autofree char *path = NULL;
  int file = g_file_open_tmp("deskbell-XXXXXX.yaml", &path, NULL);
  g_assert_true(g_close(file, NULL));
  g_autofree char *keys = g_strdup_printf("desk: {addresses: [support@acme.example], %s}\n", desk_keys);
  g_assert_true(g_file_set_contents(path, keys, -1, NULL));
  g_autoptr(Config) config = config_load(path, problems);
  g_unlink(path);
  g_assert_nonnull(config);
  g_autoptr(Desk) desk = desk_new(config, config->desks->pdata[0], NULL, 1795435200, problems);
  g_assert_nonnull(desk);
  g_autofree char *source = g_strdup_printf("From: Jane Summers <jane@customer.example>\nTo: support@acme.example\n"
                                            "Message-ID: <1@customer.example>\nSubject: A request\n%s\n%s\n", headers, body);
  g_autoptr(GBytes) bytes = g_bytes_new(source, strlen(source));
  g_autoptr(Mail) mail = mail_from_bytes(bytes, NULL);
  const struct circumstances circumstances = { .now = 1795435200 };
  g_autoptr(Decision) decision = desk_decide(desk, mail, &circumstances);
  g_autoptr(ReplyFacts) facts = desk_facts(desk, mail, decision);
  g_ptr_array_add(facts->quote, NULL);
  char *joined = g_strjoinv(" | ", (char **)facts->quote->pdata);
  g_ptr_array_remove_index(facts->quote, facts->quote->len - 1);
  return joined;
}

#define PLAIN "Content-Type: text/plain; charset=utf-8\n"
#define ENCRYPTED "MIME-Version: 1.0\nContent-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=x\n"

static void the_request_is_said_back_and_nothing_that_hurts(void)
{
  static const struct {
    const char *name, *desk, *headers, *body, *quote;
  } rows[] = {
    { "the request", "language: en", PLAIN, "Hello,\n\nwhere is my order 12345?\n\nThanks, Jane", "where is my order 12345?" },
    { "Korean", "language: ko", PLAIN, "안녕하세요.\n배송지를 변경하고 싶습니다.\n감사합니다.", "배송지를 변경하고 싶습니다." },
    { "secrets are masked", "language: en", PLAIN, "My card 4111 1111 1111 1111 was charged twice.",
      "My card •••• 1111 was charged twice." },
    { "insults are left out", "language: en", PLAIN, "You are idiots! My parcel is still missing.", "My parcel is still missing." },
    { "anger is left out", "language: en", PLAIN, "This is ridiculous, why is it so slow? My parcel is still missing.",
      "My parcel is still missing." },
    { "a threat is left out", "language: ko", PLAIN,
      "35,000원이 두 번 결제되었습니다. 벌써 세 번째 문의드리는데 아직 답변이 없네요. 환불해 주시지 않으면 소비자원에 신고하겠습니다.",
      "35,000원이 두 번 결제되었습니다." },
    { "an illness is left out", "language: en", PLAIN, "I have breast cancer. Please move my appointment to May.",
      "Please move my appointment to May." },
    { "quotes are not the customer's words now", "language: en", PLAIN,
      "My parcel is still missing.\n\nOn Monday, Acme <support@acme.example> wrote:\n> Where do you live?", "My parcel is still missing." },
    { "a name is no request", "language: en", PLAIN, "This is ridiculous. This is unacceptable.\n\nJane Summers", "" },
    { "quoting is off", "'quote': 'no'", PLAIN, "Where is my order 12345?", "" },
    { "nobody vouches for the sender", "authserv-id: mx.acme.example", PLAIN, "Where is my order 12345?", "" },
    { "encrypted", "language: en", ENCRYPTED,
      "--x\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--x\nContent-Type: application/octet-stream\n\nWhere is my order?\n--x--", "" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_test_message("%s", rows[i].name);
    g_autofree char *got = quoted(rows[i].desk, rows[i].headers, rows[i].body);
    g_assert_cmpstr(got, ==, rows[i].quote);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  use_shipped_data();
  g_test_add_func("/quote/what", the_request_is_said_back_and_nothing_that_hurts);
  return g_test_run();
}
