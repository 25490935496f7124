#include "base/clock.h"
#include "base/fault.h"
#include "reply/facts.h"

static void facts_survive_the_ledger(void)
{
  static const char json[] =
      "{\"version\":1,\"kind\":\"new\",\"out_of_hours\":true,\"ticket\":1042,\"language\":\"ko\","
      "\"to\":\"hong@example.kr\",\"name\":\"홍길동\",\"subject\":\"로그인 \\\"문의\\\"\",\"message_id\":\"<a@b>\","
      "\"references\":[\"<r1@b>\",\"<r2@b>\"],\"attachments\":[\"화면.png\"],\"category\":\"login\","
      "\"priority\":\"high\",\"team\":null,\"tags\":[\"upset\"],\"template\":null,\"ask\":[],\"links\":[],\"arrival\":1795338000,"
      "\"due_first\":1795352400,\"due_resolution\":null,\"bare\":true,\"quote\":[\"Where is it?\"],\"encrypted\":true,"
      "\"needs\":[\"order-number\"],\"numbers\":[\"invoice 2231\"]}";
  g_autoptr(GError) error = NULL;
  g_autoptr(ReplyFacts) facts = reply_facts_from_json(json, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(facts->ticket, ==, 1042);
  g_assert_cmpstr(facts->name, ==, "홍길동");
  g_assert_null(facts->team);
  g_assert_cmpint(facts->due_resolution, ==, CLOCK_NONE);
  g_assert_cmpuint(facts->references->len, ==, 2);
  g_autofree char *again = reply_facts_to_json(facts);
  g_assert_cmpstr(again, ==, json);
}

static void what_is_left_out_is_unknown(void)
{
  g_autoptr(ReplyFacts) facts =
      reply_facts_from_json("{\"version\":1,\"kind\":\"new\",\"language\":\"en\",\"to\":\"a@b.example\"}", NULL);
  g_assert_nonnull(facts);
  g_assert_cmpint(facts->due_first, ==, CLOCK_NONE);
  g_assert_cmpuint(facts->ask->len, ==, 0);
  g_assert_null(facts->subject);
}

static void damaged_facts_are_refused(void)
{
  static const char *const rows[] = {
    "", "[]", "{", "null", "{\"version\":1}",
    "{\"version\":2,\"kind\":\"new\",\"language\":\"en\",\"to\":\"a@b\"}",
    "{\"version\":1,\"kind\":7,\"language\":\"en\",\"to\":\"a@b\"}",
    "{\"version\":1,\"kind\":\"new\",\"language\":\"en\",\"to\":\"a@b\",\"ask\":[1]}",
    "{\"version\":1,\"kind\":\"new\",\"language\":\"en\",\"to\":\"a@b\",\"arrival\":\"soon\"}",
    "{\"version\":1,\"kind\":\"new\",\"language\":\"en\",\"to\":\"a@b\",\"links\":{}}",
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_null(reply_facts_from_json(rows[i], &error));
    g_assert_error(error, REPLY_ERROR, FAULT_DATA);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/facts/round-trip", facts_survive_the_ledger);
  g_test_add_func("/facts/left-out", what_is_left_out_is_unknown);
  g_test_add_func("/facts/damaged", damaged_facts_are_refused);
  return g_test_run();
}
