/* The caller reads and cuts batches; a worker reads a whole batch before it judges any of it and answers when all of it is
 * judged, so neither waits for the other to read. */
#include "desk/workers.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_WORKERS = 4, BATCH_SLOTS = 32, BATCH_BYTES = 256 * 1024 };

/* One or the other: what waits for its turn. */
struct slot {
  struct source_item *item;
  char *line;
};

struct worker {
  pid_t pid;     /* -1: none runs */
  int fd;
  GArray *batch; /* struct slot: what it is at; NULL: nothing */
};

struct workers {
  const struct workers_ops *ops;
  gpointer data;
  struct worker all[MOST_WORKERS];
  guint n, next; /* who gets the next batch, and has the oldest */
  GArray *batch; /* being gathered */
  gsize bytes;
};

static void slot_clear(gpointer data)
{
  struct slot *slot = data;
  source_item_free(slot->item);
  g_free(slot->line);
}

static GArray *batch_new(void)
{
  GArray *batch = g_array_new(FALSE, FALSE, sizeof(struct slot));
  g_array_set_clear_func(batch, slot_clear);
  return batch;
}

static gboolean send_all(int fd, const void *data, gsize length)
{
  for (const char *p = data; length;) {
    ssize_t sent = send(fd, p, length, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR)
      continue;
    if (sent <= 0)
      return FALSE;
    p += sent;
    length -= (gsize)sent;
  }
  return TRUE;
}

static gboolean receive_all(int fd, void *data, gsize length)
{
  for (char *p = data; length;) {
    ssize_t got = recv(fd, p, length, 0);
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0)
      return FALSE;
    p += got;
    length -= (gsize)got;
  }
  return TRUE;
}

/* A parcel is its length and so many bytes; within it lie blocks, each the same way. */
static void put_block(GByteArray *parcel, gconstpointer data, gsize length)
{
  guint32 n = (guint32)length;
  g_byte_array_append(parcel, (const guint8 *)&n, sizeof n);
  g_byte_array_append(parcel, data, n);
}

static gboolean send_parcel(int fd, const GByteArray *parcel)
{
  guint64 length = parcel->len;
  return send_all(fd, &length, sizeof length) && send_all(fd, parcel->data, parcel->len);
}

/* NULL: the other end is gone. */
static GBytes *receive_parcel(int fd)
{
  guint64 length;
  if (!receive_all(fd, &length, sizeof length) || length > G_MAXUINT32)
    return NULL;
  g_autofree guint8 *data = g_try_malloc(length + 1);
  return data && receive_all(fd, data, length) ? g_bytes_new_take(g_steal_pointer(&data), length) : NULL;
}

/* The block at *at, which moves on; NULL: none is left. Borrowed from the parcel. */
static const char *next_block(GBytes *parcel, gsize *at, gsize *ret_length)
{
  gsize size;
  const char *data = g_bytes_get_data(parcel, &size);
  guint32 n;
  if (size - *at < sizeof n)
    return NULL;
  memcpy(&n, data + *at, sizeof n);
  if (size - *at - sizeof n < n)
    return NULL;
  const char *block = data + *at + sizeof n;
  *at += sizeof n + n;
  *ret_length = n;
  return block;
}

/* Its pointers mean nothing over there. */
static void put_item(GByteArray *parcel, const struct source_item *item)
{
  gsize size;
  const void *bytes = g_bytes_get_data(item->bytes, &size);
  put_block(parcel, item, sizeof *item);
  put_block(parcel, item->path, strlen(item->path));
  put_block(parcel, bytes, size);
}

static struct source_item *next_item(GBytes *parcel, gsize *at)
{
  gsize length;
  const char *block = next_block(parcel, at, &length);
  if (!block)
    return NULL;
  struct source_item *item = g_memdup2(block, sizeof *item);
  item->mail = NULL;
  item->where = NULL;
  block = next_block(parcel, at, &length);
  item->path = g_strndup(block, length);
  block = next_block(parcel, at, &length);
  item->bytes = g_bytes_new(block, length);
  return item;
}

/* In a worker, until nobody asks any more. */
static void serve(const struct workers *workers, int fd)
{
  GBytes *asked;
  while ((asked = receive_parcel(fd))) {
    g_autoptr(GByteArray) answer = g_byte_array_new();
    struct source_item *item;
    for (gsize at = 0; (item = next_item(asked, &at)); source_item_free(item)) {
      g_autofree char *line = workers->ops->judge(item, workers->data);
      put_block(answer, line, strlen(line));
    }
    g_bytes_unref(asked);
    if (!send_parcel(fd, answer))
      break;
  }
  _exit(0); /* nothing of the caller's is written twice */
}

static gboolean start(struct workers *workers, struct worker *worker)
{
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0)
    return FALSE;
  worker->pid = fork();
  if (worker->pid == 0) {
    for (guint i = 0; i < workers->n; i++) /* else they would not see the caller's end */
      if (workers->all[i].fd >= 0)
        close(workers->all[i].fd);
    close(ends[0]);
    serve(workers, ends[1]);
  }
  close(ends[1]);
  worker->fd = worker->pid < 0 ? -1 : ends[0];
  if (worker->pid < 0)
    close(ends[0]);
  return worker->pid >= 0;
}

static void bury(struct worker *worker)
{
  if (worker->pid < 0)
    return;
  close(worker->fd);
  while (waitpid(worker->pid, NULL, 0) < 0 && errno == EINTR)
    ;
  worker->pid = worker->fd = -1;
}

static void free_batch(GArray *batch)
{
  if (batch)
    g_array_unref(batch);
}

/* The messages of slots from `from` to before `to`. */
static gboolean ask(const struct worker *worker, const GArray *batch, guint from, guint to)
{
  g_autoptr(GByteArray) parcel = g_byte_array_new();
  for (guint i = from; i < to; i++)
    if (g_array_index(batch, struct slot, i).item)
      put_item(parcel, g_array_index(batch, struct slot, i).item);
  return worker->pid >= 0 && send_parcel(worker->fd, parcel);
}

/* Puts the lines of an answer into their slots; FALSE: they were not all there. */
static gboolean take_answer(const struct worker *worker, GArray *batch, guint from, guint to)
{
  g_autoptr(GBytes) answer = worker->pid >= 0 ? receive_parcel(worker->fd) : NULL;
  gsize at = 0, length;
  for (guint i = from; answer && i < to; i++) {
    struct slot *slot = &g_array_index(batch, struct slot, i);
    const char *line = slot->item ? next_block(answer, &at, &length) : NULL;
    if (slot->item && !line)
      return FALSE;
    if (line)
      slot->line = g_strndup(line, length);
  }
  return answer != NULL;
}

/* A worker fell over a batch: each of its messages by itself, to lose no more than the one. */
static void judge_singly(struct workers *workers, struct worker *worker, GArray *batch)
{
  for (guint i = 0; i < batch->len; i++) {
    struct slot *slot = &g_array_index(batch, struct slot, i);
    if (!slot->item || slot->line)
      continue;
    if (worker->pid < 0)
      start(workers, worker);
    if (!ask(worker, batch, i, i + 1) || !take_answer(worker, batch, i, i + 1))
      bury(worker);
    if (!slot->line)
      slot->line = workers->ops->lost(slot->item, workers->data);
  }
}

/* Tells what the worker was at. */
static void collect(struct workers *workers, struct worker *worker)
{
  GArray *batch = g_steal_pointer(&worker->batch);
  if (!batch)
    return;
  if (!take_answer(worker, batch, 0, batch->len)) {
    bury(worker);
    judge_singly(workers, worker, batch);
  }
  for (guint i = 0; i < batch->len; i++)
    workers->ops->tell(g_array_index(batch, struct slot, i).line, workers->data);
  g_array_unref(batch);
}

static void hand_out(struct workers *workers)
{
  struct worker *worker = &workers->all[workers->next];
  workers->next = (workers->next + 1) % workers->n;
  collect(workers, worker);
  if (worker->pid < 0)
    start(workers, worker);
  worker->batch = workers->batch;
  workers->batch = batch_new();
  workers->bytes = 0;
  ask(worker, worker->batch, 0, worker->batch->len); /* who does not listen will not answer */
}

struct workers *workers_new(const struct workers_ops *ops, gpointer data)
{
  guint n = MIN(g_get_num_processors(), (guint)MOST_WORKERS);
  if (n < 2)
    return NULL;
  struct workers *workers = g_new0(struct workers, 1);
  *workers = (struct workers){ .ops = ops, .data = data, .batch = batch_new(), .n = n };
  for (guint i = 0; i < n; i++)
    workers->all[i] = (struct worker){ -1, -1, NULL };
  for (guint i = 0; i < n; i++)
    if (!start(workers, &workers->all[i])) {
      workers_free(workers);
      return NULL;
    }
  return workers;
}

static void add_slot(struct workers *workers, struct source_item *item, char *line)
{
  const struct slot slot = { item, line };
  g_array_append_val(workers->batch, slot);
  workers->bytes += item ? g_bytes_get_size(item->bytes) : 0;
  if (workers->batch->len >= BATCH_SLOTS || workers->bytes >= BATCH_BYTES)
    hand_out(workers);
}

void workers_give(struct workers *workers, struct source_item *item)
{
  add_slot(workers, item, NULL);
}

void workers_give_line(struct workers *workers, char *line)
{
  add_slot(workers, NULL, line);
}

void workers_finish(struct workers *workers)
{
  hand_out(workers);
  for (guint i = 0; i < workers->n; i++)
    collect(workers, &workers->all[(workers->next + i) % workers->n]);
}

void workers_free(struct workers *workers)
{
  if (!workers)
    return;
  for (guint i = 0; i < workers->n; i++) {
    bury(&workers->all[i]);
    free_batch(workers->all[i].batch);
  }
  free_batch(workers->batch);
  g_free(workers);
}
