#include <build.h>

#include "base/copy.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Version and what it was made for; of each file the name, size, times, inode and device. Bytes, not a tree of values:
 * building such a tree takes longer than all the stat() calls. */
#define KEY "ay"

#define MAGIC G_GUINT64_CONSTANT(0x64656b6272756c33) /* also tells the byte order */
#define MOST_BYTES (32 * 1024 * 1024)
#define DRAFT_SECONDS 60 /* nobody writes for so long */
/* Two changes within one tick of a file system's clock look like one. That is the system's own clock: what `--now` says
 * would be another. */
#define SETTLED_SECONDS 2

struct header {
  guint64 magic, sum, length;
};

struct copy {
  char *path, *made_for;
  struct stat ledger;
  GBytes *key;
  gint64 newest; /* the last change of a file */
};

#define SUM_START G_GUINT64_CONSTANT(0xcbf29ce484222325)

static inline guint64 sum_step(guint64 sum, guint64 word)
{
  sum = (sum ^ word) * G_GUINT64_CONSTANT(0x100000001b3);
  return sum ^ sum >> 29;
}

/* FNV-1a by words of eight bytes, four at a time, since each step waits for the one before: against torn and damaged files,
 * not against people. */
static guint64 sum_of(const void *bytes, gsize length)
{
  enum { LANES = 4 };
  guint64 sums[LANES] = { SUM_START, SUM_START + 1, SUM_START + 2, SUM_START + 3 };
  guint64 words[LANES];
  gsize i = 0;
  for (; i + sizeof words <= length; i += sizeof words) {
    memcpy(words, (const char *)bytes + i, sizeof words);
    for (int lane = 0; lane < LANES; lane++)
      sums[lane] = sum_step(sums[lane], words[lane]);
  }
  memset(words, 0, sizeof words);
  memcpy(words, (const char *)bytes + i, length - i);
  guint64 sum = length;
  for (int lane = 0; lane < LANES; lane++)
    sum = sum_step(sum, sum_step(sums[lane], words[lane]));
  return sum;
}

static guint64 nanoseconds(const struct timespec *time)
{
  return (guint64)time->tv_sec * 1000000000 + (guint64)time->tv_nsec;
}

/* NULL when a file cannot be seen. `ret_newest` is the last change of one. */
static GBytes *key_of(const char *made_for, const GPtrArray *files, gint64 *ret_newest)
{
  *ret_newest = 0;
  g_autoptr(GByteArray) key = g_byte_array_new();
  g_byte_array_append(key, (const guint8 *)made_for, (guint)strlen(made_for) + 1);
  for (guint i = 0; i < files->len; i++) {
    const char *path = files->pdata[i];
    struct stat about;
    if (stat(path, &about) < 0)
      return NULL;
    *ret_newest = MAX(*ret_newest, (gint64)about.st_mtim.tv_sec);
    const guint64 marks[] = { (guint64)about.st_size, nanoseconds(&about.st_mtim), nanoseconds(&about.st_ctim),
                              (guint64)about.st_ino, (guint64)about.st_dev };
    g_byte_array_append(key, (const guint8 *)path, (guint)strlen(path) + 1);
    g_byte_array_append(key, (const guint8 *)marks, sizeof marks);
  }
  return g_byte_array_free_to_bytes(g_steal_pointer(&key));
}

/* A ledger serves several desks, which may have different files: `of` tells them apart. */
struct copy *copy_new(const char *ledger_file, const char *kind, const char *of, const char *made_for,
                      const GPtrArray *files)
{
  struct stat ledger;
  if (!ledger_file || !files || stat(ledger_file, &ledger) < 0)
    return NULL;
  gint64 newest;
  g_autofree char *all = g_strconcat(PACKAGE_VERSION, " ", made_for, NULL);
  GBytes *key = key_of(all, files, &newest);
  if (!key)
    return NULL;
  struct copy *copy = g_new0(struct copy, 1);
  copy->path = g_strdup_printf("%s.%s-%08x", ledger_file, kind, g_str_hash(of));
  copy->made_for = g_steal_pointer(&all);
  copy->ledger = ledger;
  copy->key = key;
  copy->newest = newest;
  return copy;
}

void copy_free(struct copy *copy)
{
  if (!copy)
    return;
  g_free(copy->path);
  g_free(copy->made_for);
  g_bytes_unref(copy->key);
  g_free(copy);
}

static gboolean is_trusted(const struct copy *copy, const struct stat *about)
{
  return (about->st_uid == 0 || about->st_uid == geteuid() || about->st_uid == copy->ledger.st_uid) &&
         !(about->st_mode & S_IWOTH);
}

/* The whole file; NULL when there is none that may be used. */
static GBytes *read_file(const struct copy *copy)
{
  int fd = open(copy->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
  if (fd < 0)
    return NULL;
  struct stat about;
  gsize length = 0;
  g_autofree char *bytes = NULL;
  if (!fstat(fd, &about) && S_ISREG(about.st_mode) && is_trusted(copy, &about) && about.st_size <= MOST_BYTES) {
    gsize size = (gsize)about.st_size;
    bytes = g_malloc(size + 1);
    for (ssize_t n = 1; n > 0 && length < size; length += (gsize)MAX(n, 0))
      n = read(fd, bytes + length, size - length);
  }
  close(fd);
  return length ? g_bytes_new_take(g_steal_pointer(&bytes), length) : NULL;
}

GVariant *copy_load(const struct copy *copy, const char *type)
{
  g_autoptr(GBytes) file = read_file(copy);
  gsize size = file ? g_bytes_get_size(file) : 0;
  const struct header *header = file ? g_bytes_get_data(file, NULL) : NULL;
  if (size < sizeof *header || header->magic != MAGIC || header->length != size - sizeof *header ||
      header->sum != sum_of(header + 1, header->length))
    return NULL;
  g_autoptr(GBytes) bytes = g_bytes_new_from_bytes(file, sizeof *header, header->length);
  g_autofree char *whole = g_strdup_printf("(" KEY "%s)", type);
  g_autoptr(GVariant) content = g_variant_ref_sink(g_variant_new_from_bytes((const GVariantType *)whole, bytes, FALSE));
  g_autoptr(GVariant) made_for = g_variant_get_child_value(content, 0);
  g_autoptr(GBytes) key = g_variant_get_data_as_bytes(made_for);
  if (!g_bytes_equal(key, copy->key))
    return NULL;
  return g_variant_get_child_value(content, 1);
}

static gboolean write_all(int fd, const void *bytes, gsize length)
{
  for (const char *p = bytes; length;) {
    ssize_t n = write(fd, p, length);
    if (n < 0 && errno != EINTR)
      return FALSE;
    p += MAX(n, 0);
    length -= (gsize)MAX(n, 0);
  }
  return TRUE;
}

/* One name for all, so that workers that are killed at this leave one file, not one each; whoever comes meanwhile leaves it
 * to the first. -1. */
static int open_draft(const char *draft)
{
  struct stat about;
  if (lstat(draft, &about) == 0 && about.st_mtim.tv_sec + DRAFT_SECONDS < time(NULL))
    unlink(draft);
  return open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
}

/* Not synchronised: one that a power cut damages is seen to be, and made again. */
static void write_copy(const struct copy *copy, GVariant *made)
{
  struct stat about;
  if (lstat(copy->path, &about) == 0 && !is_trusted(copy, &about) && geteuid() != copy->ledger.st_uid && geteuid())
    return; /* two users would replace each other's at every mail */
  g_autoptr(GVariant) content = g_variant_ref_sink(
      g_variant_new("(@" KEY "*)", g_variant_new_from_bytes(G_VARIANT_TYPE(KEY), copy->key, TRUE), made));
  const void *bytes = g_variant_get_data(content);
  gsize length = g_variant_get_size(content);
  const struct header header = { MAGIC, sum_of(bytes, length), length };
  g_autofree char *draft = g_strconcat(copy->path, ".new", NULL);
  int fd = open_draft(draft);
  if (fd < 0)
    return;
  if (fchown(fd, (uid_t)-1, copy->ledger.st_gid) < 0)
    errno = 0; /* not ours to give: the folder's group does */
  gboolean written = write_all(fd, &header, sizeof header) && write_all(fd, bytes, length) && fchmod(fd, 0660) == 0;
  close(fd);
  if (!written || rename(draft, copy->path) < 0)
    unlink(draft);
}

void copy_save(const struct copy *copy, const GPtrArray *files, GVariant *content)
{
  gint64 newest;
  g_autoptr(GVariant) made = g_variant_ref_sink(content);
  g_autoptr(GBytes) after = files ? key_of(copy->made_for, files, &newest) : NULL;
  if (after && g_bytes_equal(copy->key, after) && copy->newest + SETTLED_SECONDS < (gint64)time(NULL))
    write_copy(copy, made);
}
