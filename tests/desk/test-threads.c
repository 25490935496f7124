/* Whose ticket may a mail join, and is it our own output? Only tokens count, and only for whom they were made. */
#include "desk/threads.h"

#include "base/config.h"
#include "ledger/identity.h"
#include "mail/mail.h"

#include <glib/gstdio.h>
#include <string.h>

#define OWNER "jane@customer.example"

static struct identity *identity;

static struct mail *mail_with(const char *from, const char *headers)
{
  const char *to = strstr(headers, "To: <") == headers ? "" : "To: support@acme.example\n";
  g_autofree char *text = g_strdup_printf("From: %s\n%s%s\nBody of the mail\n", from, to, headers);
  g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
  return mail_from_bytes(bytes, NULL);
}

static guint64 joined(const char *from, const char *headers)
{
  struct config_desk settings = { .tag = (char *)"ACME" };
  g_autoptr(Mail) mail = mail_with(from, headers);
  g_autoptr(GArray) tickets = threads_tickets(identity, &settings, mail);
  return tickets->len ? g_array_index(tickets, guint64, 0) : 0;
}

/* Each carrier as compose writes it, with %s for the token of ticket 1042. */
static const struct {
  const char *name, *format;
  unsigned length;
} carriers[] = {
  { "In-Reply-To", "In-Reply-To: <deskbell.1042.a1b2.%s@acme.example>\n", IDENTITY_TOKEN_LENGTH },
  { "References", "References: <x@customer.example> <deskbell.1042.%s@acme.example>\n", IDENTITY_TOKEN_LENGTH },
  { "address", "Cc: support+1042-%s@acme.example\n", IDENTITY_TOKEN_LENGTH },
  { "envelope", "Delivered-To: support+1042-%s@acme.example\n", IDENTITY_TOKEN_LENGTH },
  { "envelope of a relay", "X-Original-To: a+b+1042-%s@acme.example\n", IDENTITY_TOKEN_LENGTH },
  { "To", "To: <support+1042-%s@acme.example>\n", IDENTITY_TOKEN_LENGTH },
  { "subject", "Subject: Re: Invoice [ACME-1042-%s]\n", IDENTITY_TAG_LENGTH },
  { "subject without brackets", "Subject: acme-1042-%s invoice\n", IDENTITY_TAG_LENGTH },
  { "text", "\nThanks.\n\n> Subject: Re: Invoice [ACME-1042-%s]\n> Hello", IDENTITY_TAG_LENGTH },
};

static char *carried(gsize i, const char *token)
{
  /* The formats stand in the table above. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf(carriers[i].format, token);
#pragma GCC diagnostic pop
}

static void the_owner_joins_by_every_carrier(void)
{
  for (gsize i = 0; i < G_N_ELEMENTS(carriers); i++) {
    g_autofree char *token = identity_token(identity, 1042, OWNER, carriers[i].length);
    g_autofree char *headers = carried(i, token);
    g_test_message("%s", carriers[i].name);
    g_assert_cmpuint(joined("Jane <" OWNER ">", headers), ==, 1042);
    g_assert_cmpuint(joined("JANE@customer.EXAMPLE", headers), ==, 1042);
  }
}

static void a_stranger_with_the_same_token_does_not_join(void)
{
  for (gsize i = 0; i < G_N_ELEMENTS(carriers); i++) {
    g_autofree char *token = identity_token(identity, 1042, OWNER, carriers[i].length);
    g_autofree char *headers = carried(i, token);
    g_test_message("%s", carriers[i].name);
    g_assert_cmpuint(joined("eve@elsewhere.example", headers), ==, 0);
  }
}

static void an_altered_token_does_not_join(void)
{
  for (gsize i = 0; i < G_N_ELEMENTS(carriers); i++) {
    g_autofree char *token = identity_token(identity, 1042, OWNER, carriers[i].length);
    token[0] = token[0] == '2' ? '3' : '2';
    g_autofree char *headers = carried(i, token);
    g_test_message("%s", carriers[i].name);
    g_assert_cmpuint(joined(OWNER, headers), ==, 0);
  }
}

static void a_token_of_one_ticket_does_not_open_another(void)
{
  g_autofree char *token = identity_token(identity, 1041, OWNER, IDENTITY_TOKEN_LENGTH);
  g_autofree char *headers = carried(0, token);
  g_assert_cmpuint(joined(OWNER, headers), ==, 0);
}

static void a_number_alone_never_joins(void)
{
  static const char *const subjects[] = {
    "Subject: [ACME-1042]\n", "Subject: [ACME-1042-]\n", "Subject: ACME-1042\n", "Subject: #1042\n",
    "Subject: [ACME-1042-K]\n", "Subject: [OTHER-1042-7KQF]\n", "In-Reply-To: <deskbell.1042@acme.example>\n",
    "In-Reply-To: <deskbell.1042.@acme.example>\n", "Cc: support+1042@acme.example\n", "Cc: support+1042-@acme.example\n",
  };
  for (gsize i = 0; i < G_N_ELEMENTS(subjects); i++)
    g_assert_cmpuint(joined(OWNER, subjects[i]), ==, 0);
}

/* Four letters do for a person's eye in a subject; where a program reads, the whole token is wanted. */
static void a_short_token_opens_nothing_but_as_a_tag(void)
{
  for (gsize i = 0; i < G_N_ELEMENTS(carriers); i++) {
    g_autofree char *token = identity_token(identity, 1042, OWNER, IDENTITY_TAG_LENGTH);
    g_autofree char *headers = carried(i, token);
    g_test_message("%s", carriers[i].name);
    g_assert_cmpuint(joined(OWNER, headers), ==, carriers[i].length == IDENTITY_TAG_LENGTH ? 1042 : 0);
  }
}

static guint64 mentioned(const char *from, const char *headers)
{
  struct config_desk settings = { .tag = (char *)"ACME" };
  g_autoptr(Mail) mail = mail_with(from, headers);
  const char *header;
  return threads_mentioned(identity, &settings, mail, &header);
}

/* By the words that a person chose: whoever forwards may start something new. Programs' headers stay what they are. */
static void a_forward_joins_by_headers_and_addresses_only(void)
{
  static const char *const forwards[] = { "Fwd: ", "FW: ", "WG: ", "Tr : ", "RV: ", "I: ", "Doorst: ", "VS: ", "Vb: ",
                                          "전달: ", "転送：", "转发：", "轉寄: ", "[Fwd: ", "Fwd: Re: ", "fwd[2]: ",
                                          "İLT: ", "ENC: ", "PD: " };
  static const char *const answers[] = { "", "Re: ", "AW: ", "SV: ", "Antw: ", "Re: Fwd: ", "회신: ", "返信: ", "Odp: ",
                                         "Forwarding address: " };
  g_autofree char *tag = identity_token(identity, 1042, OWNER, IDENTITY_TAG_LENGTH);
  g_autofree char *token = identity_token(identity, 1042, OWNER, IDENTITY_TOKEN_LENGTH);
  for (gsize i = 0; i < G_N_ELEMENTS(forwards); i++) {
    g_autofree char *tagged = g_strdup_printf("Subject: %sInvoice [ACME-1042-%s]\n", forwards[i], tag);
    g_autofree char *quoted = g_strdup_printf("Subject: %sInvoice\n\n> [ACME-1042-%s]\n", forwards[i], tag);
    g_autofree char *threaded = g_strdup_printf("Subject: %sInvoice [ACME-1042-%s]\n"
                                                "References: <deskbell.1042.%s@acme.example>\n",
                                                forwards[i], tag, token);
    g_test_message("%s", forwards[i]);
    g_assert_cmpuint(joined(OWNER, tagged), ==, 0);
    g_assert_cmpuint(mentioned(OWNER, tagged), ==, 1042);
    g_assert_cmpuint(joined(OWNER, quoted), ==, 0);
    g_assert_cmpuint(joined(OWNER, threaded), ==, 1042);
  }
  for (gsize i = 0; i < G_N_ELEMENTS(answers); i++) {
    g_autofree char *tagged = g_strdup_printf("Subject: %sInvoice [ACME-1042-%s]\n", answers[i], tag);
    g_test_message("%s", answers[i]);
    g_assert_cmpuint(joined(OWNER, tagged), ==, 1042);
  }
}

static void a_ticket_that_is_named_in_vain_is_told(void)
{
  for (gsize i = 0; i < G_N_ELEMENTS(carriers); i++) {
    g_autofree char *token = identity_token(identity, 1042, OWNER, carriers[i].length);
    g_autofree char *headers = carried(i, token);
    g_test_message("%s", carriers[i].name);
    g_assert_cmpuint(mentioned("jane@her-other.example", headers), ==, 1042);
    g_assert_cmpuint(mentioned(OWNER, headers), ==, 0);
  }
  static const struct {
    const char *headers;
    guint64 ticket;
  } rows[] = {
    { "Subject: about ACME-1042\n", 1042 },   { "Subject: [acme-1042]\n", 1042 },  { "\nAs in ACME-7, thank you", 7 },
    { "Subject: MACME-1042\n", 0 },           { "Subject: ACME-10a\n", 0 },        { "Subject: #1042\n", 0 },
    { "Cc: jane+2024@customer.example\n", 0 }, { "Subject: ACME-0\n", 0 },          { "Subject: ACME-\n", 0 },
    { "Subject: ACME-99999999999999999999\n", 0 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_test_message("%s", rows[i].headers);
    g_assert_cmpuint(mentioned(OWNER, rows[i].headers), ==, rows[i].ticket);
  }
}

static void what_stands_far_below_is_not_looked_at(void)
{
  g_autofree char *tag = identity_token(identity, 1042, OWNER, IDENTITY_TAG_LENGTH);
  GString *text = g_string_new("\n");
  while (text->len < 70 * 1024)
    g_string_append(text, "The same line once more.\n");
  g_string_append_printf(text, "[ACME-1042-%s]", tag);
  g_assert_cmpuint(joined(OWNER, text->str), ==, 0);
  g_string_assign(text, "\n");
  for (int i = 0; i < 60; i++)
    g_string_append_printf(text, "ACME-%d-0000\n", i + 1);
  g_string_append_printf(text, "[ACME-1042-%s]", tag);
  g_assert_cmpuint(joined(OWNER, text->str), ==, 0);
  g_string_free(text, TRUE);
}

/* An acknowledgement may go to Reply-To, and its token is then for that address; only within the domain of From. */
static void a_token_for_reply_to_counts_within_the_domain(void)
{
  g_autofree char *near = identity_token(identity, 1042, "desk@customer.example", IDENTITY_TOKEN_LENGTH);
  g_autofree char *far = identity_token(identity, 1042, "jane@elsewhere.example", IDENTITY_TOKEN_LENGTH);
  g_autofree char *good = g_strdup_printf("Reply-To: desk@customer.example\nIn-Reply-To: <deskbell.1042.%s@a.b>\n", near);
  g_autofree char *bad = g_strdup_printf("Reply-To: jane@elsewhere.example\nIn-Reply-To: <deskbell.1042.%s@a.b>\n", far);
  g_assert_cmpuint(joined(OWNER, good), ==, 1042);
  g_assert_cmpuint(joined(OWNER, bad), ==, 0);
}

static void other_mails_of_the_thread_are_named_the_last_first(void)
{
  g_autoptr(Mail) mail = mail_with(OWNER, "In-Reply-To: <c@x>\n"
                                          "References: <a@x> <deskbell.1042.0123456789ABCDEF@y> <b@x> <c@x>\n");
  g_autoptr(GPtrArray) ids = threads_refers_to(mail);
  g_assert_cmpuint(ids->len, ==, 3);
  g_assert_cmpstr(ids->pdata[0], ==, "<c@x>");
  g_assert_cmpstr(ids->pdata[1], ==, "<b@x>");
  g_assert_cmpstr(ids->pdata[2], ==, "<a@x>");
}

static void our_own_output_is_known_by_its_mark(void)
{
  g_autofree char *mark = identity_loop_mark(identity, "nonce1");
  g_autofree char *good = g_strdup_printf("X-Deskbell-Loop: %s\n", mark);
  g_autofree char *altered = g_strdup_printf("X-Deskbell-Loop: x%s\n", mark);
  const struct {
    const char *headers;
    gboolean own;
  } cases[] = { { good, TRUE }, { altered, FALSE }, { "X-Deskbell-Loop: \n", FALSE }, { "", FALSE } };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(Mail) mail = mail_with("support@acme.example", cases[i].headers);
    g_assert_cmpint(threads_is_own(identity, mail), ==, cases[i].own);
  }
}

static void our_message_id_is_own_only_with_a_token_for_its_recipient(void)
{
  g_autofree char *ours = identity_token(identity, 7, "support@acme.example", IDENTITY_TOKEN_LENGTH);
  g_autofree char *tag = identity_token(identity, 7, "support@acme.example", IDENTITY_TAG_LENGTH);
  g_autofree char *good = g_strdup_printf("Message-ID: <deskbell.7.ab.%s@acme.example>\n", ours);
  g_autofree char *weak = g_strdup_printf("Message-ID: <deskbell.7.ab.%s@acme.example>\n", tag);
  g_autoptr(Mail) own = mail_with("support@acme.example", good);
  g_autoptr(Mail) guess = mail_with("support@acme.example", weak);
  g_assert_true(threads_is_own(identity, own));
  g_assert_false(threads_is_own(identity, guess));
  g_assert_false(threads_is_own(NULL, own));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_autofree char *folder = g_dir_make_tmp("deskbell-XXXXXX", NULL);
  g_autofree char *key = g_build_filename(folder, "key", NULL);
  identity = identity_open(key, NULL);
  g_assert_nonnull(identity);
  g_test_add_func("/threads/owner-joins", the_owner_joins_by_every_carrier);
  g_test_add_func("/threads/stranger", a_stranger_with_the_same_token_does_not_join);
  g_test_add_func("/threads/altered", an_altered_token_does_not_join);
  g_test_add_func("/threads/other-ticket", a_token_of_one_ticket_does_not_open_another);
  g_test_add_func("/threads/short", a_short_token_opens_nothing_but_as_a_tag);
  g_test_add_func("/threads/number-alone", a_number_alone_never_joins);
  g_test_add_func("/threads/forward", a_forward_joins_by_headers_and_addresses_only);
  g_test_add_func("/threads/mentioned", a_ticket_that_is_named_in_vain_is_told);
  g_test_add_func("/threads/caps", what_stands_far_below_is_not_looked_at);
  g_test_add_func("/threads/reply-to", a_token_for_reply_to_counts_within_the_domain);
  g_test_add_func("/threads/refers-to", other_mails_of_the_thread_are_named_the_last_first);
  g_test_add_func("/threads/own-output", our_own_output_is_known_by_its_mark);
  g_test_add_func("/threads/own-message-id", our_message_id_is_own_only_with_a_token_for_its_recipient);
  int status = g_test_run();
  identity_free(identity);
  g_unlink(key);
  g_rmdir(folder);
  return status;
}
