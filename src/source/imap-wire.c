#include "source/imap-private.h"

#include <errno.h>
#include <poll.h>

#define BUFFER_SIZE (64 * 1024)
#define MAX_DEPTH 400              /* of parentheses: PART_MAX_DEPTH multiparts take one or two each */
#define MAX_COMMAND_SECONDS 600    /* a server that drips bytes is down, too */
#define HASTE (2 * G_USEC_PER_SEC) /* for all that is still to be said, once interrupted */
#define LOOK_ROUND 500             /* milliseconds: a signal may come just before poll() */

int imap_wire_patience = 30 * 1000;

struct imap_wire {
  CURL *curl;
  curl_socket_t fd;
  const char *greeting; /* what is left of it; curl took the server's own */
  gint64 deadline;      /* monotonic microseconds */
  gboolean (*interrupted)(void);
  gint64 stop_at;       /* ... since it was; 0: not yet */
  struct wire_guard guard;
  enum wire_fault fault;
};

/* One character outside a literal. FALSE when a literal begins that is larger than what may come, or the nesting is. */
static gboolean guard_character(struct wire_guard *guard, char c)
{
  switch (guard->state) {
  case GUARD_QUOTED:
    guard->state = c == '\\' ? GUARD_ESCAPED : c == '"' || c == '\n' ? GUARD_TEXT : GUARD_QUOTED;
    return TRUE;
  case GUARD_ESCAPED:
    guard->state = GUARD_QUOTED;
    return TRUE;
  case GUARD_BRACE:
    if (g_ascii_isdigit(c)) {
      guard->announced = guard->announced * 10 + (guint64)(c - '0');
      return guard->announced <= G_MAXUINT32;
    }
    guard->state = c == '}' ? GUARD_BRACED : GUARD_TEXT;
    break;
  case GUARD_BRACED:
    guard->state = c == '\r' ? GUARD_BRACED_CR : GUARD_TEXT;
    if (c != '\n')
      break;
    G_GNUC_FALLTHROUGH;
  case GUARD_BRACED_CR:
    guard->state = GUARD_TEXT;
    if (c == '\n') {
      guard->literal = guard->announced;
      return guard->literal <= guard->left;
    }
    break;
  case GUARD_TEXT:
    break;
  }
  if (guard->state != GUARD_TEXT)
    return TRUE;
  if (c == '"') {
    guard->state = GUARD_QUOTED;
  } else if (c == '{') {
    guard->state = GUARD_BRACE;
    guard->announced = 0;
  } else if (c == '(') {
    return ++guard->depth <= MAX_DEPTH;
  } else if ((c == ')' && guard->depth > 0)) {
    guard->depth--;
  } else if (c == '\n') {
    guard->depth = 0;
  }
  return TRUE;
}

gboolean wire_guard_pass(struct wire_guard *guard, const char *data, gsize length)
{
  if (length > guard->left)
    return FALSE;
  for (gsize i = 0; i < length;) {
    gsize skipped = MIN(guard->literal, length - i);
    if (skipped == 0) {
      guard->left--;
      if (!guard_character(guard, data[i++]))
        return FALSE;
    }
    guard->literal -= skipped;
    guard->left -= skipped;
    i += skipped;
  }
  return TRUE;
}

static ssize_t wire_fail(struct imap_wire *wire, enum wire_fault fault)
{
  if (wire->fault == WIRE_FINE)
    wire->fault = fault;
  return -1;
}

static gboolean is_interrupted(struct imap_wire *wire, gint64 now)
{
  if (!wire->stop_at && wire->interrupted && wire->interrupted())
    wire->stop_at = now + HASTE;
  return wire->stop_at && now >= wire->stop_at;
}

/* Only after curl had nothing: its TLS layer may hold bytes that poll() cannot see. */
static void wire_wait(struct imap_wire *wire, short events)
{
  gint64 end = MIN(g_get_monotonic_time() + (gint64)imap_wire_patience * 1000, wire->deadline);
  for (;;) {
    gint64 now = g_get_monotonic_time();
    struct pollfd poller = { .fd = wire->fd, .events = events };
    if (is_interrupted(wire, now))
      wire_fail(wire, WIRE_INTERRUPTED);
    else if (now >= end)
      wire_fail(wire, WIRE_TIMEOUT);
    else if (poll(&poller, 1, (int)MIN((end - now) / 1000 + 1, LOOK_ROUND)) < 0 && errno != EINTR)
      wire_fail(wire, WIRE_CLOSED);
    if (wire->fault != WIRE_FINE || poller.revents)
      return;
  }
}

static ssize_t wire_read(mailstream_low *low, void *buffer, size_t size)
{
  struct imap_wire *wire = low->data;
  if (*wire->greeting) {
    gsize n = MIN(strlen(wire->greeting), size);
    memcpy(buffer, wire->greeting, n);
    wire->greeting += n;
    return (ssize_t)n;
  }
  while (wire->fault == WIRE_FINE) {
    size_t got = 0;
    CURLcode code = curl_easy_recv(wire->curl, buffer, size, &got);
    if (code == CURLE_AGAIN) {
      wire_wait(wire, POLLIN);
      continue;
    }
    if (code != CURLE_OK || got == 0)
      return wire_fail(wire, WIRE_CLOSED);
    if (!wire_guard_pass(&wire->guard, buffer, got))
      return wire_fail(wire, WIRE_TOO_MUCH);
    return (ssize_t)got;
  }
  return -1;
}

gssize imap_wire_take(struct imap_wire *wire, char *buffer, gsize size, int milliseconds)
{
  for (gboolean waited = FALSE; wire->fault == WIRE_FINE; waited = TRUE) {
    size_t got = 0;
    CURLcode code = curl_easy_recv(wire->curl, buffer, size, &got);
    if (code == CURLE_AGAIN) {
      struct pollfd poller = { .fd = wire->fd, .events = POLLIN };
      if (waited || poll(&poller, 1, milliseconds) <= 0)
        return 0;
      continue;
    }
    if (code != CURLE_OK || got == 0)
      return wire_fail(wire, WIRE_CLOSED);
    if (!wire_guard_pass(&wire->guard, buffer, got))
      return wire_fail(wire, WIRE_TOO_MUCH);
    return (gssize)got;
  }
  return -1;
}

static ssize_t wire_write(mailstream_low *low, const void *buffer, size_t size)
{
  struct imap_wire *wire = low->data;
  while (wire->fault == WIRE_FINE) {
    size_t put = 0;
    CURLcode code = curl_easy_send(wire->curl, buffer, size, &put);
    if (code == CURLE_OK)
      return (ssize_t)put;
    if (code != CURLE_AGAIN)
      return wire_fail(wire, WIRE_CLOSED);
    wire_wait(wire, POLLOUT);
  }
  return -1;
}

static int wire_close(mailstream_low *low)
{
  (void)low;
  return 0;
}

static int wire_get_fd(mailstream_low *low)
{
  return ((struct imap_wire *)low->data)->fd;
}

static void wire_free(mailstream_low *low)
{
  struct imap_wire *wire = low->data;
  curl_easy_cleanup(wire->curl);
  g_free(wire);
  free(low);
}

static void wire_cancel(mailstream_low *low)
{
  (void)low;
}

static struct mailstream_cancel *wire_get_cancel(mailstream_low *low)
{
  (void)low;
  return NULL;
}

static carray *wire_get_certificate_chain(mailstream_low *low)
{
  (void)low;
  return NULL; /* curl verified it */
}

static mailstream_low_driver wire_driver = {
  .mailstream_read = wire_read,
  .mailstream_write = wire_write,
  .mailstream_close = wire_close,
  .mailstream_get_fd = wire_get_fd,
  .mailstream_free = wire_free,
  .mailstream_cancel = wire_cancel,
  .mailstream_get_cancel = wire_get_cancel,
  .mailstream_get_certificate_chain = wire_get_certificate_chain,
};

mailstream *imap_wire_new(CURL *curl, gboolean (*interrupted)(void), struct imap_wire **ret_wire)
{
  struct imap_wire *wire = g_new0(struct imap_wire, 1);
  wire->curl = curl;
  wire->interrupted = interrupted;
  wire->greeting = "* PREAUTH logged in\r\n";
  curl_easy_getinfo(curl, CURLINFO_ACTIVESOCKET, &wire->fd);
  imap_wire_expect(wire, BUFFER_SIZE);
  *ret_wire = wire;
  return mailstream_new(mailstream_low_new(wire, &wire_driver), BUFFER_SIZE);
}

void imap_wire_expect(struct imap_wire *wire, guint64 bytes)
{
  wire->deadline = g_get_monotonic_time() + (gint64)MAX_COMMAND_SECONDS * G_USEC_PER_SEC;
  wire->guard = (struct wire_guard){ .left = bytes };
}

void imap_wire_give_up(struct imap_wire *wire, enum wire_fault fault)
{
  wire_fail(wire, fault);
}

enum wire_fault imap_wire_fault(const struct imap_wire *wire)
{
  return wire->fault;
}
