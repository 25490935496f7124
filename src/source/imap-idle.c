/* Waiting for new mail: IDLE (RFC 2177), or a NOOP now and then where a server cannot push.
 *
 * These few commands are spoken line by line, beside libetpan, which could only wait for a whole response. Lines are taken
 * out of its stream's own buffer, so that nothing is lost to it that comes after the last of them. */
#include "source/imap-private.h"

#include "base/fault.h"
#include "base/step.h"

#include <stdio.h>
#include <string.h>

#define TAG "W1"                       /* libetpan's are numbers */
#define IDLE_BYTES (256 * 1024)        /* in one IDLE, and once more until it has ended */
#define ENOUGH_BYTES (64 * 1024)       /* of flags that change and the like: time to leave IDLE and begin a new one */
#define CHUNK 4096                     /* bytes read at once */
#define SECONDS(n) ((gint64)(n) * G_USEC_PER_SEC)
#define HASTE SECONDS(1)               /* for a last reply, once interrupted */
#define PATIENCE ((gint64)imap_wire_patience * 1000)

int imap_noop_interval = 30 * 1000;

enum heard { HEARD_NOTHING, HEARD_OTHER, HEARD_NEWS, HEARD_GO_AHEAD, HEARD_TAGGED, HEARD_GOODBYE, HEARD_FAULT };

struct waiting {
  struct imap_session *session;
  gboolean (*interrupted)(void); /* NULL: not asked */
  gint64 last_byte;
  gsize heard;                   /* bytes */
  gboolean news, goodbye;
  gboolean over;                 /* interrupted; not asked again */
};

/* What a number may be told with that is worth a look. */
static const char *const news[] = { "EXISTS", "RECENT", "EXPUNGE" };

/* `line` may be the beginning of a longer one. */
static enum heard understand(const char *line)
{
  if (*line == '+')
    return HEARD_GO_AHEAD;
  if (g_ascii_strncasecmp(line, TAG " ", strlen(TAG " ")) == 0)
    return HEARD_TAGGED;
  if (g_ascii_strncasecmp(line, "* BYE", strlen("* BYE")) == 0)
    return HEARD_GOODBYE;
  unsigned number;
  char name[10];
  if (sscanf(line, "* %9u %9[A-Za-z]", &number, name) == 2)
    for (gsize i = 0; i < G_N_ELEMENTS(news); i++)
      if (g_ascii_strcasecmp(name, news[i]) == 0)
        return HEARD_NEWS;
  return HEARD_OTHER;
}

/* A whole line out of the buffer; HEARD_NOTHING: there is none yet. */
static enum heard take_line(struct waiting *waiting)
{
  mailstream *stream = waiting->session->imap->imap_stream;
  const char *end = memchr(stream->read_buffer, '\n', stream->read_buffer_len);
  if (!end)
    return HEARD_NOTHING;
  char line[64];
  gsize length = (gsize)(end - stream->read_buffer) + 1, shown = MIN(length - 1, sizeof line - 1);
  memcpy(line, stream->read_buffer, shown);
  line[shown] = '\0';
  stream->read_buffer_len -= length;
  memmove(stream->read_buffer, stream->read_buffer + length, stream->read_buffer_len);
  waiting->heard += length;
  enum heard heard = understand(line);
  waiting->news = waiting->news || heard == HEARD_NEWS;
  waiting->goodbye = waiting->goodbye || heard == HEARD_GOODBYE;
  return heard;
}

static gboolean is_over(struct waiting *waiting)
{
  if (waiting->interrupted && waiting->interrupted())
    waiting->over = TRUE;
  return waiting->over;
}

/* The next line that comes before `until` (monotonic microseconds) and before an interruption. Half a line is waited for
 * as long as between any two bytes. */
static enum heard listen_until(struct waiting *waiting, gint64 until)
{
  mailstream *stream = waiting->session->imap->imap_stream;
  struct imap_wire *wire = waiting->session->wire;
  for (;;) {
    enum heard heard = take_line(waiting);
    if (heard != HEARD_NOTHING)
      return heard;
    gsize room = stream->buffer_max_size - stream->read_buffer_len;
    gint64 now = g_get_monotonic_time();
    if (room == 0)
      imap_wire_give_up(wire, WIRE_TOO_MUCH);
    else if (stream->read_buffer_len > 0 && now > waiting->last_byte + PATIENCE)
      imap_wire_give_up(wire, WIRE_TIMEOUT);
    else if (now >= until || (!waiting->over && is_over(waiting)))
      return HEARD_NOTHING;
    gint64 left = MIN((until - now) / 1000 + 1, 1000);
    gssize got = imap_wire_take(wire, stream->read_buffer + stream->read_buffer_len, MIN(room, CHUNK), (int)left);
    if (got < 0)
      return HEARD_FAULT;
    stream->read_buffer_len += (gsize)got;
    if (got > 0)
      waiting->last_byte = g_get_monotonic_time();
  }
}

static gboolean speak(struct waiting *waiting, const char *line)
{
  mailstream *stream = waiting->session->imap->imap_stream;
  imap_session_expect(waiting->session, "idle", IDLE_BYTES);
  waiting->last_byte = g_get_monotonic_time();
  return mailstream_write(stream, line, strlen(line)) >= 0 && mailstream_flush(stream) >= 0;
}

/* Up to a line of this kind, or the tagged reply. A server that has neither in time is not spoken to any more. */
static enum heard wait_for(struct waiting *waiting, enum heard wanted)
{
  gint64 until = g_get_monotonic_time() + (waiting->over ? MIN(HASTE, PATIENCE) : PATIENCE);
  for (;;) {
    gboolean was_over = waiting->over;
    enum heard heard = listen_until(waiting, until);
    if (heard == HEARD_NOTHING && waiting->over && !was_over) {
      until = MIN(until, g_get_monotonic_time() + HASTE);
      continue;
    }
    if (heard == HEARD_NOTHING)
      imap_wire_give_up(waiting->session->wire, WIRE_TIMEOUT);
    if (heard == HEARD_NOTHING || heard == HEARD_FAULT || heard == wanted || heard == HEARD_TAGGED)
      return heard;
  }
}

/* Until something is new, `until` or an interruption. */
static enum heard listen_on(struct waiting *waiting, gint64 until)
{
  enum heard heard = HEARD_OTHER;
  waiting->heard = 0;
  while (!waiting->news && !waiting->goodbye && waiting->heard < ENOUGH_BYTES && heard != HEARD_NOTHING &&
         heard != HEARD_FAULT)
    heard = listen_until(waiting, until);
  return heard;
}

/* FALSE: the connection is of no use any more. */
static gboolean idle(struct waiting *waiting, gint64 until)
{
  if (!speak(waiting, TAG " IDLE\r\n"))
    return FALSE;
  switch (wait_for(waiting, HEARD_GO_AHEAD)) {
  case HEARD_GO_AHEAD:
    break;
  case HEARD_TAGGED: /* it promised too much */
    waiting->session->has_idle = FALSE;
    return !waiting->goodbye;
  default:
    return FALSE;
  }
  if (listen_on(waiting, until) == HEARD_FAULT || waiting->goodbye || !speak(waiting, "DONE\r\n"))
    return FALSE;
  return wait_for(waiting, HEARD_TAGGED) == HEARD_TAGGED && !waiting->goodbye;
}

static gboolean ask_now_and_then(struct waiting *waiting, gint64 until)
{
  while (!waiting->news && !is_over(waiting)) {
    gint64 now = g_get_monotonic_time();
    if (now >= until)
      return TRUE;
    imap_session_expect(waiting->session, "noop", IDLE_BYTES);
    waiting->last_byte = now;
    if (listen_on(waiting, MIN(until, now + (gint64)imap_noop_interval * 1000)) == HEARD_FAULT || waiting->goodbye)
      return FALSE;
    if (waiting->news || is_over(waiting))
      return TRUE;
    if (!speak(waiting, TAG " NOOP\r\n") ||
        wait_for(waiting, HEARD_TAGGED) != HEARD_TAGGED || waiting->goodbye)
      return FALSE;
  }
  return TRUE;
}

/* Whether something came between two commands since the folder was selected: IDLE would not tell of it again. */
static gboolean has_news(const struct imap_session *session)
{
  const struct mailimap_selection_info *info = session->imap->imap_selection_info;
  return info->sel_has_exists || info->sel_exists != session->state.exists;
}

gboolean imap_session_wait(struct imap_session *session, unsigned seconds, gboolean (*interrupted)(void), GError **error)
{
  if (!session->imap) {
    g_set_error(error, SOURCE_ERROR, FAULT_UNAVAILABLE, "%s: idle: the connection is lost", session->mailbox->id);
    return FALSE;
  }
  struct waiting waiting = { .session = session, .interrupted = interrupted, .news = has_news(session) };
  gint64 until = g_get_monotonic_time() + SECONDS(seconds);
  gboolean fine = TRUE;
  if (!waiting.news && session->has_idle)
    fine = idle(&waiting, until);
  if (fine && !waiting.news && !session->has_idle)
    fine = ask_now_and_then(&waiting, until);
  if (is_over(&waiting)) /* and a server that did not let go in time is no fault of this moment */
    return TRUE;
  if (!fine) {
    imap_session_check(session, "idle", waiting.goodbye ? MAILIMAP_ERROR_FATAL : MAILIMAP_ERROR_STREAM, error);
    imap_wire_give_up(session->wire, WIRE_CLOSED);
    return FALSE;
  }
  session->state = (struct imap_state){ 0 };
  session->connects = 1; /* each time it is read anew, it may fail as often */
  return imap_session_select(session, error);
}
