#include "desk/poll.h"

#include "base/clock.h"
#include "base/fault.h"
#include "desk/claim.h"
#include "desk/interrupt.h"
#include "source/imap.h"

#include <string.h>

enum { BATCH = 50, SECONDS_A_DAY = 86400 };

/* A pass; its position moves on only after a batch's marks are set, so that a stop in between repeats, never skips. */
struct poll_session {
  struct poll_request request;
  struct source *source;
  char *name;                      /* of the mailbox in the ledger: "imaps://host/user/folder" */
  struct ledger_position position;
  gboolean rescan;                 /* the server renumbered the folder, and not all of it was read since */
  gboolean can_mark;
  guint32 highest;                 /* UID handed over so far */
  guint unmarked;                  /* claimed since the last flush */
  struct poll_run *run;
};

static char *ledger_name(const struct config_mailbox *mailbox)
{
  return g_strdup_printf("%s/%s/%s", mailbox->url, mailbox->user, mailbox->folder);
}

/* First sight: what lies there now is backlog. */
static void first_sight(struct poll_session *pass, const struct imap_state *state)
{
  pass->position = (struct ledger_position){
    .uidvalidity = state->uidvalidity,
    .first_uid = state->uidnext,
    .last_uid = pass->request.mailbox->answer_backlog ? 0 : state->uidnext - 1,
    .first_sight = pass->request.now,
  };
}

/* All mail is read again under its new number. What lay there before first sight is told by its arrival from here on, also
 * by the passes after this one, should it not come to the end. */
static void is_renumbered(struct poll_session *pass, const struct imap_state *state)
{
  pass->rescan = TRUE;
  pass->position.uidvalidity = state->uidvalidity;
  pass->position.first_uid = state->uidnext;
  pass->position.last_uid = 0;
}

static gboolean find_position(struct poll_session *pass, const struct imap_state *state, GError **error)
{
  GError *failure = NULL;
  struct ledger *ledger = pass->request.ledger;
  gboolean seen = ledger && ledger_position(ledger, pass->name, &pass->position, &failure);
  if (failure) {
    g_propagate_error(error, failure);
    return FALSE;
  }
  if (!seen)
    first_sight(pass, state);
  else if (pass->position.uidvalidity != state->uidvalidity)
    is_renumbered(pass, state);
  else
    pass->rescan = !pass->request.mailbox->answer_backlog && pass->position.last_uid + 1 < pass->position.first_uid;
  if (!ledger || pass->request.dry_run)
    return TRUE;
  return seen || ledger_set_position(ledger, pass->name, &pass->position, error);
}

static gboolean holds(const GArray *uids, guint32 uid)
{
  for (guint i = 0; i < uids->len; i++)
    if (g_array_index(uids, guint32, i) == uid)
      return TRUE;
  return FALSE;
}

/* A person may have copied or moved marked mail here: it is read beforehand, and the ledger told where it lies now. Ends at
 * the first that the ledger does not know. */
static gboolean recognise(struct poll_session *pass, const GArray *unseen, GError **error)
{
  const struct poll_request *request = &pass->request;
  const struct imap_request imap = { .mailbox = request->mailbox, .read_only = TRUE, .interrupted = interrupted };
  struct imap_state state = { 0 };
  g_autoptr(Source) source = source_open_imap(&imap, &state, error);
  if (!source)
    return FALSE;
  source_imap_limit(source, g_array_index(unseen, guint32, 0) - 1, CLOCK_NONE);
  guint left = unseen->len;
  gboolean known = TRUE;
  while (known && left) {
    g_autoptr(SourceItem) item = NULL;
    g_autoptr(GError) problem = NULL;
    enum source_step found = source->ops->next(source, &item, &problem);
    if (found == SOURCE_END)
      return TRUE;
    if (found == SOURCE_FAILED) {
      g_propagate_error(error, g_steal_pointer(&problem));
      return FALSE;
    }
    if (found != SOURCE_ITEM || !holds(unseen, item->uid))
      continue;
    left--;
    if (!ledger_recognise(request->ledger, item->mail->contact_key, pass->name, pass->position.uidvalidity, item->uid,
                          &known, error))
      return FALSE;
  }
  return TRUE;
}

/* A mark that the ledger never set tells of a lost or restored ledger; only a keyword is ours alone: people read and move
 * mail as well. Until something new was read every mark is looked at: first sight may have ended before it could. */
static gboolean compare_marks(struct poll_session *pass, GError **error)
{
  const struct poll_request *request = &pass->request;
  if (!request->ledger || request->dry_run || request->mailbox->done != DONE_KEYWORD || pass->rescan)
    return TRUE;
  guint32 uidvalidity = pass->position.uidvalidity;
  gboolean nothing_new = pass->position.last_uid < pass->position.first_uid;
  g_autoptr(GArray) marked = source_imap_marked(pass->source, nothing_new ? 0 : pass->position.last_uid, error);
  if (!marked)
    return FALSE;
  g_autoptr(GArray) unseen = ledger_unseen(request->ledger, pass->name, uidvalidity, marked, error);
  if (!unseen)
    return FALSE;
  if (!unseen->len)
    return TRUE;
  return recognise(pass, unseen, error) &&
         ledger_compare_marks(request->ledger, pass->name, uidvalidity, unseen, &pass->run->unknown_marks, error);
}

static gboolean flush(struct poll_session *pass, GError **error)
{
  const struct poll_request *request = &pass->request;
  if (pass->can_mark && !pass->source->ops->flush(pass->source, error))
    return FALSE;
  pass->unmarked = 0;
  if (pass->highest <= pass->position.last_uid)
    return TRUE;
  pass->position.last_uid = pass->highest;
  return ledger_set_position(request->ledger, pass->name, &pass->position, error);
}

static gboolean is_backlog(const struct poll_session *pass, const struct source_item *item)
{
  return !pass->request.mailbox->answer_backlog && item->uid < pass->position.first_uid &&
         mail_arrival(item->mail, pass->request.now) < pass->position.first_sight;
}

static void count(struct poll_run *run, const struct ledger_claimed *claimed)
{
  guint *counter = claimed->known ? &run->known : claimed->outbox ? &run->queued : &run->refused;
  ++*counter;
}

/* A trial in shadow leaves the mailbox as it is; so does a ledger in doubt. */
static gboolean mark(const struct poll_session *pass, const struct source_item *item, const struct ledger_claimed *claimed,
                     GError **error)
{
  if (!pass->can_mark || item->done_mark || !g_strcmp0(claimed->mode, "shadow"))
    return TRUE;
  return pass->source->ops->done(pass->source, item, error);
}

/* Where done mail is marked as read, mail that was there at first sight and is read was dealt with: by a person, or by us
 * before the ledger was lost. What came later is known by the ledger, and people look at new mail before we do. */
static gboolean is_done(const struct poll_session *pass, const struct source_item *item)
{
  gboolean is_old = !pass->rescan && item->uid < pass->position.first_uid;
  return item->done_mark || (pass->request.mailbox->done == DONE_SEEN && item->seen && is_old);
}

static gboolean take(struct poll_session *pass, struct source_item *item, GError **error)
{
  const struct poll_request *request = &pass->request;
  const struct circumstances circumstances = {
    .now = request->now,
    .backlog = is_backlog(pass, item),
    .done_mark = is_done(pass, item),
    .answered = item->answered,
  };
  if (request->dry_run) {
    g_autoptr(Decision) decision = desk_decide(request->desk, item->mail, &circumstances);
    if (request->watch)
      request->watch(item, decision, NULL, NULL, request->data);
    return TRUE;
  }
  const struct claim_place place = { pass->name, pass->position.uidvalidity, item->uid };
  struct ledger_claimed claimed = { 0 };
  if (!desk_claim(request->desk, request->ledger, item->mail, &circumstances, &place, &claimed, error))
    return FALSE;
  count(pass->run, &claimed);
  if (request->watch)
    request->watch(item, NULL, &claimed, NULL, request->data);
  pass->highest = MAX(pass->highest, item->uid);
  gboolean marked = mark(pass, item, &claimed, error);
  ledger_claimed_clear(&claimed);
  if (!marked)
    return FALSE;
  return ++pass->unmarked < BATCH || flush(pass, error);
}

/* Reads to the end, or to the first error that is not one message's own. */
static gboolean read_all(struct poll_session *pass, GError **error)
{
  const struct poll_request *request = &pass->request;
  while (!interrupted()) {
    g_autoptr(SourceItem) item = NULL;
    g_autoptr(GError) problem = NULL;
    switch (pass->source->ops->next(pass->source, &item, &problem)) {
    case SOURCE_ITEM:
      pass->run->seen++;
      if (!take(pass, item, error))
        return FALSE;
      break;
    case SOURCE_BAD_MESSAGE:
      pass->run->unreadable++;
      if (item && item->uid)
        pass->highest = MAX(pass->highest, item->uid);
      if (request->watch)
        request->watch(item, NULL, NULL, problem, request->data);
      break;
    case SOURCE_END:
      return TRUE;
    case SOURCE_FAILED:
      g_propagate_error(error, g_steal_pointer(&problem));
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean run_pass(struct poll_session *pass, const struct imap_state *state, GError **error)
{
  if (!find_position(pass, state, error) || !compare_marks(pass, error))
    return FALSE;
  pass->highest = pass->position.last_uid;
  source_imap_limit(pass->source, pass->position.last_uid,
                    pass->rescan ? pass->position.first_sight - SECONDS_A_DAY : CLOCK_NONE);
  gboolean read = read_all(pass, error);
  if (pass->request.dry_run)
    return read;
  /* What was claimed is marked even when reading failed; the first error is the one to tell. */
  gboolean flushed = flush(pass, read ? error : NULL);
  return read && flushed;
}

struct poll_session *poll_open(const struct poll_request *request, GError **error)
{
  const struct imap_request imap = { .mailbox = request->mailbox, .read_only = request->dry_run,
                                     .interrupted = interrupted };
  struct imap_state state = { 0 };
  struct source *source = source_open_imap(&imap, &state, error);
  if (!source)
    return NULL;
  struct poll_session *session = g_new0(struct poll_session, 1);
  session->request = *request;
  session->source = source;
  session->name = ledger_name(request->mailbox);
  return session;
}

gboolean poll_pass(struct poll_session *session, gint64 now, struct poll_run *ret, GError **error)
{
  const struct imap_state state = source_imap_state(session->source);
  *ret = (struct poll_run){ 0 };
  session->run = ret;
  session->request.now = now;
  session->can_mark = state.keeps_keywords || session->request.mailbox->done != DONE_KEYWORD;
  session->rescan = FALSE;
  session->unmarked = 0;
  gboolean done = run_pass(session, &state, error);
  session->run = NULL;
  return done;
}

gboolean poll_wait(struct poll_session *session, unsigned seconds, GError **error)
{
  return session->source->ops->wait(session->source, seconds, interrupted, error);
}

void poll_close(struct poll_session *session)
{
  if (!session)
    return;
  source_close(session->source);
  g_free(session->name);
  g_free(session);
}

gboolean poll_mailbox(const struct poll_request *request, struct poll_run *ret, GError **error)
{
  *ret = (struct poll_run){ 0 };
  g_autoptr(PollSession) session = poll_open(request, error);
  return session && poll_pass(session, request->now, ret, error);
}

/* A file has the name, and a folder of IMAP may have any. */
struct ledger_lock *poll_lock(struct ledger *ledger, const struct config_mailbox *mailbox, GError **error)
{
  g_autofree char *name = ledger_name(mailbox);
  g_autofree char *digest = g_compute_checksum_for_string(G_CHECKSUM_SHA256, name, -1);
  g_autofree char *lock = g_strdup_printf("mailbox-%.16s", digest);
  return ledger_lock(ledger, lock, error);
}
