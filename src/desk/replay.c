#include "desk/replay-private.h"

#include "base/clock.h"
#include "base/fault.h"
#include "desk/claim.h"
#include "ledger/outbox.h"
#include "mail/mail.h"
#include "source/source.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

G_DEFINE_QUARK(deskbell-replay-error-quark, replay_error)

struct entry {
  struct mail *mail; /* without its text */
  char *path;        /* GRefString */
  guint index, order;
  gint64 arrival;
  off_t text;        /* in the file of texts */
  struct prepared *sides[REPLAY_MOST_SIDES];
};

struct side {
  struct replay_desks *desks;
  struct ledger *ledger;
  struct replay_tickets *tickets;
  guint waiting;     /* in the outbox */
  gint64 sent_until; /* when its outbox was last emptied */
};

struct replay {
  struct replay_request request;
  struct side sides[REPLAY_MOST_SIDES];
  GPtrArray *entries; /* struct entry * */
  FILE *texts;        /* NULL: not kept */
};

static void entry_free(gpointer data)
{
  struct entry *entry = data;
  if (!entry)
    return;
  for (guint i = 0; i < REPLAY_MOST_SIDES; i++)
    prepared_free(entry->sides[i]);
  mail_free(entry->mail);
  g_ref_string_release(entry->path);
  g_free(entry);
}

static gboolean io_failed(const char *doing, GError **error)
{
  g_set_error(error, REPLAY_ERROR, FAULT_IO, "replay: %s the mails' texts: %s", doing, g_strerror(errno));
  return FALSE;
}

/* A file without a name: it is gone when this process is. */
static FILE *open_texts(GError **error)
{
  g_autofree char *name = NULL;
  int fd = g_file_open_tmp("deskbell-replay-XXXXXX", &name, error);
  if (fd < 0)
    return NULL;
  g_unlink(name);
  return fdopen(fd, "w+");
}

static gboolean open_side(struct side *side, const struct replay_side *request, gint64 now, struct problems *problems,
                          GError **error)
{
  for (guint i = 0; i < request->config->desks->len; i++)
    ((struct config_desk *)request->config->desks->pdata[i])->reply = REPLY_ON;
  side->tickets = replay_tickets_new();
  side->desks = replay_desks_new(request, now, problems);
  if (!side->desks) {
    g_set_error(error, REPLAY_ERROR, FAULT_CONFIG, "replay: the configuration has problems");
    return FALSE;
  }
  side->ledger = ledger_open_scratch(error);
  return side->ledger != NULL;
}

struct replay *replay_new(const struct replay_request *request, struct problems *problems, GError **error)
{
  g_autoptr(Replay) replay = g_new0(struct replay, 1);
  replay->request = *request;
  replay->entries = g_ptr_array_new_with_free_func(entry_free);
  for (guint i = 0; i < request->n_sides; i++)
    if (!open_side(&replay->sides[i], &replay->request.sides[i], request->now, problems, error))
      return NULL;
  if (request->keep_text && !(replay->texts = open_texts(error)))
    return NULL;
  return g_steal_pointer(&replay);
}

void replay_free(struct replay *replay)
{
  if (!replay)
    return;
  g_ptr_array_unref(replay->entries); /* before the desks that it borrows */
  for (guint i = 0; i < REPLAY_MOST_SIDES; i++) {
    replay_desks_free(replay->sides[i].desks);
    replay_tickets_free(replay->sides[i].tickets);
    ledger_close(replay->sides[i].ledger);
  }
  if (replay->texts)
    fclose(replay->texts);
  g_free(replay);
}

/* What a live run would have had for its own time: nobody decides on a mail that comes only later. */
static gint64 arrival_of(const struct mail *mail, gint64 now)
{
  gint64 arrival = mail_arrival(mail, mail->date == CLOCK_NONE ? now : mail->date);
  return MIN(arrival, now);
}

static gboolean write_text(FILE *file, const char *text)
{
  gsize size = strlen(text);
  return fwrite(&size, sizeof size, 1, file) == 1 && (!size || fwrite(text, size, 1, file) == 1);
}

static gboolean keep_text(struct replay *replay, struct entry *entry, GError **error)
{
  if (fseeko(replay->texts, 0, SEEK_END) || (entry->text = ftello(replay->texts)) < 0 ||
      !write_text(replay->texts, entry->mail->text) || !write_text(replay->texts, entry->mail->request))
    return io_failed("keep", error);
  return TRUE;
}

static char *read_text(FILE *file)
{
  gsize size;
  if (fread(&size, sizeof size, 1, file) != 1)
    return NULL;
  g_autofree char *text = g_malloc(size + 1);
  text[size] = '\0';
  return !size || fread(text, size, 1, file) == 1 ? g_steal_pointer(&text) : NULL;
}

static gboolean recall_text(struct replay *replay, struct entry *entry, GError **error)
{
  if (fseeko(replay->texts, entry->text, SEEK_SET))
    return io_failed("read", error);
  g_autofree char *text = read_text(replay->texts);
  g_autofree char *request = text ? read_text(replay->texts) : NULL;
  if (!request)
    return io_failed("read", error);
  g_free(entry->mail->text);
  g_free(entry->mail->request);
  entry->mail->text = g_steal_pointer(&text);
  entry->mail->request = g_steal_pointer(&request);
  return TRUE;
}

gboolean replay_add(struct replay *replay, struct source_item *item, GError **error)
{
  const struct replay_request *request = &replay->request;
  gint64 arrival = arrival_of(item->mail, request->now);
  if ((request->since != CLOCK_NONE && arrival < request->since) ||
      (request->until != CLOCK_NONE && arrival >= request->until))
    return TRUE;
  struct entry *entry = g_new0(struct entry, 1);
  entry->mail = g_steal_pointer(&item->mail);
  entry->path = g_ref_string_new_intern(item->path ? item->path : "");
  entry->index = item->index;
  entry->order = replay->entries->len;
  entry->arrival = arrival;
  g_ptr_array_add(replay->entries, entry);
  const struct circumstances circumstances = { .now = arrival, .any_recipient = request->any_recipient };
  for (guint i = 0; i < request->n_sides; i++)
    entry->sides[i] = desk_prepare(replay_desks_for(replay->sides[i].desks, entry->mail, arrival), entry->mail,
                                   &circumstances);
  if (replay->texts && !keep_text(replay, entry, error))
    return FALSE;
  mail_forget_text(entry->mail);
  return TRUE;
}

guint replay_count(const struct replay *replay)
{
  return replay->entries->len;
}

guint replay_earlier_tickets(const struct replay *replay, guint side)
{
  return replay_tickets_earlier(replay->sides[side].tickets);
}

static gint by_arrival(gconstpointer a, gconstpointer b)
{
  const struct entry *left = *(struct entry *const *)a, *right = *(struct entry *const *)b;
  if (left->arrival != right->arrival)
    return left->arrival < right->arrival ? -1 : 1;
  return left->order < right->order ? -1 : 1;
}

/* What was due by now has left, at the moment when it was: only what left can come back, and who answers at once is told by
 * that moment. An open breaker keeps it, as it would have. */
static gboolean send_due(struct side *side, gint64 now, GError **error)
{
  static const char nothing[] = "";
  g_autoptr(GBytes) bytes = g_bytes_new_static(nothing, 0);
  while (side->waiting) {
    g_autoptr(OutboxRow) row = NULL;
    if (!outbox_lease(side->ledger, now, &row, error))
      return FALSE;
    if (!row)
      break;
    gint64 left = row->not_before > side->sent_until ? row->not_before : now;
    g_autofree char *message_id = g_strdup_printf("<replay.%" G_GUINT64_FORMAT "@localhost>", row->id);
    if (!outbox_commit(side->ledger, row->id, message_id, bytes, left, error) ||
        !outbox_settle(side->ledger, row->id, OUTCOME_SENT, NULL, CLOCK_NONE, left, error))
      return FALSE;
    side->waiting--;
  }
  side->sent_until = now;
  return TRUE;
}

static gboolean run_side(struct side *side, struct prepared *prepared, struct replay_outcome *ret, GError **error)
{
  const struct claim_place place = { 0 };
  struct ledger_claimed claimed = { 0 };
  if (!send_due(side, prepared->now, error) ||
      !replay_tickets_translate(side->tickets, prepared, side->ledger, error) ||
      !prepared_claim(prepared, side->ledger, &place, &claimed, error))
    return FALSE;
  *ret = (struct replay_outcome){
    .decision = prepared->decision,
    .desk = desk_settings(prepared->desk),
    .ticket = claimed.ticket,
    .copy = claimed.known,
    .answered = !claimed.known && claimed.outbox,
  };
  ledger_claimed_clear(&claimed);
  side->waiting += ret->answered;
  replay_tickets_learn(side->tickets, prepared, ret->ticket, ret->answered);
  return send_due(side, prepared->now, error); /* not only when the next mail comes, who may answer this */
}

static gboolean run_entry(struct replay *replay, struct entry *entry, struct replay_result *ret, GError **error)
{
  *ret = (struct replay_result){
    .mail = entry->mail, .path = entry->path, .index = entry->index, .arrival = entry->arrival
  };
  for (guint i = 0; i < replay->request.n_sides; i++)
    if (!run_side(&replay->sides[i], entry->sides[i], &ret->sides[i], error))
      return FALSE;
  if (replay->request.n_sides == 2)
    ret->changes = replay_compare(&ret->sides[0], &ret->sides[1]);
  return !replay->texts || recall_text(replay, entry, error);
}

gboolean replay_run(struct replay *replay, replay_watch watch, gpointer data, GError **error)
{
  g_ptr_array_sort(replay->entries, by_arrival);
  for (guint i = 0; i < replay->entries->len; i++) {
    struct replay_result result;
    if (!run_entry(replay, replay->entries->pdata[i], &result, error))
      return FALSE;
    if (!watch(&result, data))
      return TRUE;
    entry_free(replay->entries->pdata[i]);
    replay->entries->pdata[i] = NULL;
  }
  return TRUE;
}
