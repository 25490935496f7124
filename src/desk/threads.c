#include "desk/threads.h"

#include "base/config.h"
#include "ledger/identity.h"
#include "mail/mail.h"

#include <string.h>

enum { MOST_CANDIDATES = 50 };

struct candidate {
  guint64 ticket;
  char *token;
};

static void candidate_clear(gpointer data)
{
  g_free(((struct candidate *)data)->token);
}

/* `length`: what we write there; less of it would be easier to guess. */
static void add_candidate(GArray *to, const char *ticket, const char *token, unsigned length)
{
  guint64 number;
  if (to->len >= MOST_CANDIDATES || !token || strlen(token) < length || !g_ascii_string_to_unsigned(ticket, 10, 1, G_MAXINT64, &number, NULL))
    return;
  struct candidate candidate = { number, g_strdup(token) };
  g_array_append_val(to, candidate);
}

/* "<deskbell.1042.TOKEN@host>" and "<deskbell.1042.anything.TOKEN@host>". */
static void from_message_id(GArray *to, const char *id)
{
  if (!g_str_has_prefix(id, "<deskbell."))
    return;
  const char *at = strchr(id, '@');
  if (!at)
    return;
  g_autofree char *local = g_strndup(id + 1, at - id - 1);
  g_auto(GStrv) parts = g_strsplit(local, ".", 5);
  guint n = g_strv_length(parts);
  if (n == 3 || n == 4)
    add_candidate(to, parts[1], parts[n - 1], IDENTITY_TOKEN_LENGTH);
}

/* "support+1042-TOKEN@host". */
static void from_address(GArray *to, const char *address)
{
  const char *plus = address ? strchr(address, '+') : NULL;
  const char *at = plus ? strchr(plus, '@') : NULL;
  if (!at)
    return;
  g_autofree char *detail = g_strndup(plus + 1, at - plus - 1);
  g_auto(GStrv) parts = g_strsplit(detail, "-", 2);
  if (g_strv_length(parts) == 2)
    add_candidate(to, parts[0], parts[1], IDENTITY_TOKEN_LENGTH);
}

/* "[ACME-1042-7KQF]", anywhere in a subject. */
static void from_subject(GArray *to, const char *tag, const char *subject)
{
  g_autofree char *opening = g_strdup_printf("[%s-", tag);
  for (const char *p = subject; (p = strstr(p, opening)); p++) {
    const char *start = p + strlen(opening);
    const char *end = strchr(start, ']');
    if (!end || end - start > 64)
      continue;
    g_autofree char *inside = g_strndup(start, end - start);
    g_auto(GStrv) parts = g_strsplit(inside, "-", 2);
    if (g_strv_length(parts) == 2)
      add_candidate(to, parts[0], parts[1], IDENTITY_TAG_LENGTH);
  }
}

gboolean threads_is_own(const struct identity *identity, const struct mail *mail)
{
  if (!identity)
    return FALSE;
  for (guint i = 0; i < mail->headers->len; i++) {
    const struct mail_header *header = mail->headers->pdata[i];
    if (!g_ascii_strcasecmp(header->name, "X-Deskbell-Loop") && identity_is_own(identity, header->value))
      return TRUE;
  }
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(struct candidate));
  g_array_set_clear_func(found, candidate_clear);
  if (mail->message_id)
    from_message_id(found, mail->message_id);
  for (guint i = 0; i < found->len; i++) {
    const struct candidate *candidate = &g_array_index(found, struct candidate, i);
    for (guint j = 0; j < mail->to->len; j++) {
      const struct mail_address *to = mail->to->pdata[j];
      if (to->address && identity_verify(identity, candidate->ticket, to->address, candidate->token))
        return TRUE;
    }
  }
  return FALSE;
}

static void collect(GArray *found, const struct config_desk *settings, const struct mail *mail)
{
  for (guint i = 0; i < mail->in_reply_to->len; i++)
    from_message_id(found, mail->in_reply_to->pdata[i]);
  for (guint i = mail->references->len; i > 0; i--)
    from_message_id(found, mail->references->pdata[i - 1]);
  for (guint i = 0; i < mail->envelope.to->len; i++)
    from_address(found, mail->envelope.to->pdata[i]);
  const GPtrArray *lists[] = { mail->to, mail->cc };
  for (gsize k = 0; k < G_N_ELEMENTS(lists); k++)
    for (guint i = 0; i < lists[k]->len; i++)
      from_address(found, ((const struct mail_address *)lists[k]->pdata[i])->address);
  from_subject(found, settings->tag, mail->subject);
}

static gboolean holds(const GArray *tickets, guint64 ticket)
{
  for (guint i = 0; i < tickets->len; i++)
    if (g_array_index(tickets, guint64, i) == ticket)
      return TRUE;
  return FALSE;
}

GArray *threads_tickets(const struct identity *identity, const struct config_desk *settings, const struct mail *mail)
{
  GArray *tickets = g_array_new(FALSE, FALSE, sizeof(guint64));
  if (!identity || !mail->from.address)
    return tickets;
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(struct candidate));
  g_array_set_clear_func(found, candidate_clear);
  collect(found, settings, mail);
  for (guint i = 0; i < found->len; i++) {
    const struct candidate *candidate = &g_array_index(found, struct candidate, i);
    if (!holds(tickets, candidate->ticket) &&
        identity_verify(identity, candidate->ticket, mail->from.address, candidate->token))
      g_array_append_val(tickets, candidate->ticket);
  }
  return tickets;
}
