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
  g_autofree char *text = g_strdup_printf("From: %s\nTo: support@acme.example\n%s\nBody of the mail\n", from, headers);
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
  { "subject", "Subject: Re: Invoice [ACME-1042-%s]\n", IDENTITY_TAG_LENGTH },
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
static void a_short_token_opens_nothing_but_by_subject(void)
{
  for (gsize i = 0; i < G_N_ELEMENTS(carriers); i++) {
    g_autofree char *token = identity_token(identity, 1042, OWNER, IDENTITY_TAG_LENGTH);
    g_autofree char *headers = carried(i, token);
    g_test_message("%s", carriers[i].name);
    g_assert_cmpuint(joined(OWNER, headers), ==, carriers[i].length == IDENTITY_TAG_LENGTH ? 1042 : 0);
  }
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
  g_test_add_func("/threads/short", a_short_token_opens_nothing_but_by_subject);
  g_test_add_func("/threads/number-alone", a_number_alone_never_joins);
  g_test_add_func("/threads/own-output", our_own_output_is_known_by_its_mark);
  g_test_add_func("/threads/own-message-id", our_message_id_is_own_only_with_a_token_for_its_recipient);
  int status = g_test_run();
  identity_free(identity);
  g_unlink(key);
  g_rmdir(folder);
  return status;
}
