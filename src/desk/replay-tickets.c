#include "desk/replay-private.h"

#include "base/clock.h"
#include "desk/claim.h"
#include "mail/mail.h"

struct replay_tickets {
  GHashTable *known;  /* real number -> the replay's */
  GHashTable *opened; /* Message-ID of a customer's mail -> struct thread */
  GHashTable *acknowledged; /* address, lower case -> the ticket it was last written about */
  guint earlier;
};

struct thread {
  guint64 ticket;
  char *address; /* of who wrote the mail */
};

static void thread_free(gpointer data)
{
  struct thread *thread = data;
  g_free(thread->address);
  g_free(thread);
}

struct replay_tickets *replay_tickets_new(void)
{
  struct replay_tickets *tickets = g_new0(struct replay_tickets, 1);
  tickets->known = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
  tickets->opened = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, thread_free);
  tickets->acknowledged = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  return tickets;
}

void replay_tickets_free(struct replay_tickets *tickets)
{
  if (!tickets)
    return;
  g_hash_table_unref(tickets->known);
  g_hash_table_unref(tickets->opened);
  g_hash_table_unref(tickets->acknowledged);
  g_free(tickets);
}

guint replay_tickets_earlier(const struct replay_tickets *tickets)
{
  return tickets->earlier;
}

/* The ticket that a mail of the same sender opened and that one of `ids` names; 0: none. */
static guint64 of_thread(const struct replay_tickets *tickets, const GPtrArray *ids, const char *address)
{
  for (guint i = ids->len; i > 0; i--) {
    const struct thread *thread = g_hash_table_lookup(tickets->opened, ids->pdata[i - 1]);
    if (thread && address && !g_ascii_strcasecmp(thread->address, address))
      return thread->ticket;
  }
  return 0;
}

static void remember(struct replay_tickets *tickets, guint64 real, guint64 ticket)
{
  g_hash_table_insert(tickets->known, g_memdup2(&real, sizeof real), g_memdup2(&ticket, sizeof ticket));
}

static void opens(G_GNUC_UNUSED const struct ledger_snapshot *snapshot, struct ledger_decision *ret,
                  G_GNUC_UNUSED gpointer data)
{
  *ret = (struct ledger_decision){
    .verdict = "none", .reason = "before", .mode = "on", .kind = "new", .due_first = CLOCK_NONE,
    .due_resolution = CLOCK_NONE, .not_before = CLOCK_NONE, .opens_ticket = TRUE
  };
}

/* A ticket that was there before the first mail of the run. */
static gboolean open_earlier(struct replay_tickets *tickets, guint64 real, const struct prepared *prepared,
                             struct ledger *ledger, guint64 *ret, GError **error)
{
  g_autofree char *key = g_strdup_printf("before-%" G_GUINT64_FORMAT, real);
  const struct ledger_contact contact = {
    .key = key,
    .address = prepared_author(prepared),
    .arrival = prepared->now,
    .now = prepared->now,
    .desk = desk_settings(prepared->desk),
  };
  struct ledger_claimed claimed = { 0 };
  if (!ledger_claim(ledger, &contact, opens, NULL, &claimed, error))
    return FALSE;
  *ret = claimed.ticket;
  ledger_claimed_clear(&claimed);
  tickets->earlier++;
  remember(tickets, real, *ret);
  return TRUE;
}

/* What came back is what we last wrote to that address; 0: we did not, within the run. */
static guint64 of_failure(const struct replay_tickets *tickets, const struct bounced *bounced)
{
  for (guint i = 0; i < bounced->failures->len; i++) {
    const struct ledger_failure *failure = &g_array_index(bounced->failures, struct ledger_failure, i);
    g_autofree char *address = g_ascii_strdown(failure->address, -1);
    const guint64 *ticket = g_hash_table_lookup(tickets->acknowledged, address);
    if (ticket)
      return *ticket;
  }
  return 0;
}

/* The replay's ticket for one that is not known; every ticket of a mail is its sender's, by the token, so it is that of the
 * thread where there is one. */
static gboolean find(struct replay_tickets *tickets, guint64 real, const struct prepared *prepared,
                     struct ledger *ledger, guint64 *ret, GError **error)
{
  const struct mail *mail = prepared->mail;
  const char *author = prepared_author(prepared);
  gboolean bounced = prepared->bounced.failures->len > 0;
  *ret = bounced ? of_failure(tickets, &prepared->bounced) : of_thread(tickets, mail->in_reply_to, author);
  if (!*ret && !bounced)
    *ret = of_thread(tickets, mail->references, author);
  if (*ret)
    remember(tickets, real, *ret);
  return *ret || bounced || open_earlier(tickets, real, prepared, ledger, ret, error);
}

gboolean replay_tickets_translate(struct replay_tickets *tickets, struct prepared *prepared, struct ledger *ledger,
                                  GError **error)
{
  for (guint i = 0; i < prepared->tickets->len; i++) {
    guint64 *ticket = &g_array_index(prepared->tickets, guint64, i);
    const guint64 *known = g_hash_table_lookup(tickets->known, ticket);
    guint64 found = known ? *known : 0;
    if (!known && !find(tickets, *ticket, prepared, ledger, &found, error))
      return FALSE;
    *ticket = found;
  }
  return TRUE;
}

void replay_tickets_learn(struct replay_tickets *tickets, const struct prepared *prepared, guint64 ticket,
                          gboolean answered)
{
  const struct mail *mail = prepared->mail;
  const char *author = prepared_author(prepared);
  if (answered)
    g_hash_table_insert(tickets->acknowledged, g_ascii_strdown(prepared->decision->policy->to, -1),
                        g_memdup2(&ticket, sizeof ticket));
  if (!ticket || !mail->message_id || !author || g_hash_table_contains(tickets->opened, mail->message_id))
    return;
  struct thread *thread = g_new(struct thread, 1);
  thread->ticket = ticket;
  thread->address = g_strdup(author);
  g_hash_table_insert(tickets->opened, g_strdup(mail->message_id), thread);
}
