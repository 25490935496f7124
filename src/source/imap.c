#include "source/imap-private.h"

#include "base/clock.h"
#include "base/fault.h"
#include "base/text.h"

#include <string.h>

#define BATCH 50                          /* messages whose outlines are held */
#define BODIES_AT_ONCE (8 * 1024 * 1024)  /* bytes of bodies that are held */
#define MARKS_AT_ONCE 100
#define FIRST_WINDOW 2000                 /* UIDs searched at once; numbers may be sparse, so it grows */
#define MAX_WINDOW (1u << 30)
#define RECONNECTS_AT_ONCE 10             /* before what could be had is handed over, so that the next pass goes on there */

struct imap {
  struct source source;
  struct imap_session *session;
  char *path;
  gint64 since;
  guint32 next_uid;    /* the first not yet searched; 0: none is left */
  guint32 last_uid;    /* the last that was there when the folder was opened */
  guint32 window;
  GArray *uids;        /* found, ascending; those before next_found are in the batch or behind it */
  guint next_found;
  GPtrArray *batch;    /* struct imap_message *; before next_in_batch: given */
  guint next_in_batch, n_loaded;
  GArray *marks;       /* UIDs that done() was told, not yet marked */
  guint index;
  gboolean limited;
  struct config_mailbox *mailbox; /* owned; NULL where the caller keeps it */
};

/* Searches on until a batch is full or the folder ends. Windows of UIDs keep the list short in a folder of millions. */
static gboolean find_uids(struct imap *imap, GError **error)
{
  g_array_remove_range(imap->uids, 0, imap->next_found);
  imap->next_found = 0;
  while (imap->uids->len < BATCH && imap->next_uid != 0) {
    guint32 high = imap->last_uid - imap->next_uid < imap->window ? imap->last_uid : imap->next_uid + imap->window - 1;
    guint before = imap->uids->len;
    if (!imap_session_search(imap->session, imap->next_uid, high, imap->since, NULL, imap->uids, error))
      return FALSE;
    if (imap->uids->len - before < BATCH && imap->window < MAX_WINDOW)
      imap->window *= 4;
    else
      imap->window = FIRST_WINDOW;
    imap->next_uid = high == imap->last_uid ? 0 : high + 1;
  }
  return TRUE;
}

/* After a failure (`error` is never NULL here): a response that nobody can parse or swallow takes a new connection, and
 * asking for less. FALSE: the mailbox has failed. */
static gboolean fall_back(struct imap *imap, struct imap_message *message, GError **error)
{
  if (!imap->session->choked)
    return FALSE;
  g_autofree char *reason = g_strdup((*error)->message);
  g_clear_error(error);
  if (!imap_session_connect(imap->session, error))
    return FALSE;
  if (message && message->by_whole)
    message->failure = g_steal_pointer(&reason);
  else if (message)
    imap_message_take_whole(message);
  return TRUE;
}

static gboolean load_outline_alone(struct imap *imap, struct imap_message *message, GError **error)
{
  g_autoptr(GPtrArray) alone = g_ptr_array_new();
  g_ptr_array_add(alone, message);
  while (!message->failure) {
    if (imap_fetch_outlines(imap->session, alone, error))
      return TRUE;
    if (!fall_back(imap, message, error))
      return FALSE;
  }
  return TRUE;
}

/* The rest comes with the next batch. */
static void cut_batch(struct imap *imap, guint n)
{
  imap->next_found -= imap->batch->len - n;
  g_ptr_array_set_size(imap->batch, n);
}

static gboolean load_outlines(struct imap *imap, GError **error)
{
  guint connects = imap->session->connects;
  if (imap_fetch_outlines(imap->session, imap->batch, error))
    return TRUE;
  if (!fall_back(imap, NULL, error))
    return FALSE;
  for (guint i = 0; i < imap->batch->len; i++) {
    if (!load_outline_alone(imap, g_ptr_array_index(imap->batch, i), error))
      return FALSE;
    if (imap->session->connects - connects > RECONNECTS_AT_ONCE)
      cut_batch(imap, i + 1);
  }
  return TRUE;
}

static gboolean load_body_alone(struct imap *imap, guint at, GError **error)
{
  struct imap_message *message = g_ptr_array_index(imap->batch, at);
  while (!message->failure) {
    if (imap_fetch_bodies(imap->session, imap->batch, at, 1, error))
      return TRUE;
    if (!fall_back(imap, message, error))
      return FALSE;
  }
  return TRUE;
}

/* The bodies of as many messages as may be held at once, one at least. */
static gboolean load_bodies(struct imap *imap, GError **error)
{
  guint64 planned = 0;
  guint connects = imap->session->connects;
  guint first = imap->n_loaded, n = 0;
  while (first + n < imap->batch->len) {
    const struct imap_message *message = g_ptr_array_index(imap->batch, first + n);
    planned += message->planned;
    if (n > 0 && planned > BODIES_AT_ONCE)
      break;
    n++;
  }
  imap->n_loaded += n;
  if (imap_fetch_bodies(imap->session, imap->batch, first, n, error))
    return TRUE;
  if (!fall_back(imap, NULL, error))
    return FALSE;
  for (guint i = first; i < imap->n_loaded; i++) {
    if (!load_body_alone(imap, i, error))
      return FALSE;
    if (imap->session->connects - connects > RECONNECTS_AT_ONCE)
      imap->n_loaded = i + 1;
  }
  return TRUE;
}

/* FALSE without an error: there are no more. */
static gboolean load_batch(struct imap *imap, GError **error)
{
  if (imap->uids->len - imap->next_found < BATCH && imap->next_uid != 0 && !find_uids(imap, error))
    return FALSE;
  g_ptr_array_set_size(imap->batch, 0);
  imap->next_in_batch = imap->n_loaded = 0;
  while (imap->batch->len < BATCH && imap->next_found < imap->uids->len) {
    struct imap_message *message = g_new0(struct imap_message, 1);
    message->uid = g_array_index(imap->uids, guint32, imap->next_found++);
    message->internal_date = CLOCK_NONE;
    g_ptr_array_add(imap->batch, message);
  }
  return imap->batch->len > 0 && load_outlines(imap, error);
}

static struct source_item *make_item(struct imap *imap, const struct imap_message *message)
{
  struct source_item *item = g_new0(struct source_item, 1);
  item->where = g_strdup_printf("%s/%u", imap->session->mailbox->folder, message->uid);
  item->path = g_strdup(imap->path);
  item->index = imap->index++;
  item->uid = message->uid;
  item->done_mark = message->done_mark;
  item->answered = message->answered;
  item->seen = message->seen;
  if (message->failure)
    return item;
  g_autoptr(Part) parsed = message->whole ? part_parse(message->whole) : NULL;
  item->mail = mail_new(parsed ? parsed : message->root, NULL, message->internal_date);
  item->mail->truncated = item->mail->truncated || message->cut;
  return item;
}

static enum source_step imap_next(struct source *source, struct source_item **ret, GError **error)
{
  struct imap *imap = (struct imap *)source;
  for (;;) {
    g_autoptr(GError) failure = NULL;
    gboolean loaded = TRUE;
    if (imap->next_in_batch == imap->batch->len)
      loaded = load_batch(imap, &failure);
    if (loaded && imap->next_in_batch == imap->n_loaded)
      loaded = load_bodies(imap, &failure);
    if (!loaded && !failure)
      return SOURCE_END;
    if (!loaded) {
      g_propagate_error(error, g_steal_pointer(&failure));
      return SOURCE_FAILED;
    }
    g_autoptr(ImapMessage) message = g_steal_pointer(&imap->batch->pdata[imap->next_in_batch++]);
    gboolean too_old = message->internal_date != CLOCK_NONE && message->internal_date < imap->since;
    if (!message->failure && (!message->here || too_old))
      continue;
    *ret = make_item(imap, message);
    if (!message->failure)
      return SOURCE_ITEM;
    g_set_error(error, SOURCE_ERROR, FAULT_DATA, "%s/%u", message->failure, message->uid);
    return SOURCE_BAD_MESSAGE;
  }
}

static gboolean imap_flush(struct source *source, GError **error)
{
  struct imap *imap = (struct imap *)source;
  if (!imap_session_mark(imap->session, (const guint32 *)(void *)imap->marks->data, imap->marks->len, error))
    return FALSE;
  g_array_set_size(imap->marks, 0);
  return TRUE;
}

static gboolean imap_done(struct source *source, const struct source_item *item, GError **error)
{
  struct imap *imap = (struct imap *)source;
  if (imap->session->read_only) {
    g_set_error(error, SOURCE_ERROR, FAULT_INTERNAL, "%s: store: opened to be read only", imap->session->mailbox->id);
    return FALSE;
  }
  g_array_append_val(imap->marks, item->uid);
  return imap->marks->len < MARKS_AT_ONCE || imap_flush(source, error);
}

/* What was found there is read again from the start: numbers may mean other messages now. */
static void start_over(struct imap *imap)
{
  g_array_set_size(imap->uids, 0);
  g_array_set_size(imap->marks, 0);
  g_ptr_array_set_size(imap->batch, 0);
  imap->next_found = imap->next_in_batch = imap->n_loaded = 0;
  imap->window = FIRST_WINDOW;
  imap->last_uid = imap->session->state.uidnext - 1;
  source_imap_limit(&imap->source, 0, CLOCK_NONE);
  imap->limited = FALSE;
}

static gboolean imap_wait(struct source *source, unsigned seconds, gboolean (*interrupted)(void), GError **error)
{
  struct imap *imap = (struct imap *)source;
  if (!imap_flush(source, error) || !imap_session_wait(imap->session, seconds, interrupted, error))
    return FALSE;
  start_over(imap);
  return TRUE;
}

static guint imap_count(struct source *source)
{
  const struct imap *imap = (const struct imap *)source;
  return imap->limited ? 0 : imap->session->state.exists;
}

static void imap_close(struct source *source)
{
  struct imap *imap = (struct imap *)source;
  imap_session_free(imap->session);
  g_array_unref(imap->uids);
  g_array_unref(imap->marks);
  g_ptr_array_unref(imap->batch);
  g_free(imap->path);
  if (imap->mailbox) {
    imap_url_clear(imap->mailbox);
    g_free(imap->mailbox);
  }
  g_free(imap);
}

void source_imap_own(struct source *source, struct config_mailbox *mailbox)
{
  struct imap *imap = (struct imap *)source;
  imap->mailbox = mailbox;
}

static const struct source_ops source_imap = {
  .name = "imap",
  .next = imap_next,
  .done = imap_done,
  .flush = imap_flush,
  .wait = imap_wait,
  .count = imap_count,
  .close = imap_close,
};

struct source *source_open_imap(const struct imap_request *request, struct imap_state *ret_state, GError **error)
{
  g_autoptr(ImapSession) session = imap_session_new(request, error);
  if (!session || !imap_session_connect(session, error))
    return NULL;
  *ret_state = session->state;
  struct imap *imap = g_new0(struct imap, 1);
  imap->source.ops = &source_imap;
  imap->path = g_strdup(request->path ? request->path : request->mailbox->id);
  imap->session = g_steal_pointer(&session);
  imap->uids = g_array_new(FALSE, FALSE, sizeof(guint32));
  imap->marks = g_array_new(FALSE, FALSE, sizeof(guint32));
  imap->batch = g_ptr_array_new_with_free_func((GDestroyNotify)imap_message_free);
  start_over(imap);
  return &imap->source;
}

struct imap_state source_imap_state(struct source *source)
{
  return ((const struct imap *)source)->session->state;
}

void source_imap_limit(struct source *source, guint32 above_uid, gint64 since)
{
  struct imap *imap = (struct imap *)source;
  imap->next_uid = above_uid < imap->last_uid ? above_uid + 1 : 0;
  imap->since = since;
  imap->limited = TRUE;
}

gboolean source_imap_has_done_folder(struct source *source, GError **error)
{
  struct imap_session *session = ((struct imap *)source)->session;
  return session->mailbox->done != DONE_MOVE || imap_session_has_folder(session, session->mailbox->done_name, error);
}

GArray *source_imap_marked(struct source *source, guint32 above_uid, GError **error)
{
  const struct imap *imap = (const struct imap *)source;
  const struct config_mailbox *mailbox = imap->session->mailbox;
  g_autoptr(GArray) marked = g_array_new(FALSE, FALSE, sizeof(guint32));
  if (mailbox->done == DONE_KEYWORD && above_uid < imap->last_uid &&
      !imap_session_search(imap->session, above_uid + 1, imap->last_uid, CLOCK_NONE, mailbox->done_name, marked, error))
    return NULL;
  return g_steal_pointer(&marked);
}
