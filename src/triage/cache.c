#include <build.h>

#include "triage/cache.h"

#include "base/problems.h"
#include "triage/filters-private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* To be raised with every change of what a rule is, or of what any part of it is stored as. */
#define FORMAT "1"

/* Version, folder, teams; of each file the name, size, times, inode and device. */
#define KEY "(ssmasa(sttttt))"
#define CONTENT "(" KEY FILTERS_PACKED ")"

#define MAGIC G_GUINT64_CONSTANT(0x64656b6272756c31) /* also tells the byte order */
#define MOST_BYTES (32 * 1024 * 1024)
#define DRAFT_SECONDS 60 /* nobody writes for so long */
/* Two changes within one tick of a file system's clock look like one. That is the system's own clock: what `--now` says
 * would be another. */
#define SETTLED_SECONDS 2

struct header {
  guint64 magic, sum, length;
};

struct place {
  char *path;
  struct stat ledger;
};

/* FNV-1a by words of eight bytes: against torn and damaged files, not against people. */
static guint64 sum_of(const void *bytes, gsize length)
{
  guint64 sum = G_GUINT64_CONSTANT(0xcbf29ce484222325);
  for (gsize i = 0; i < length; i += 8) {
    guint64 word = 0;
    memcpy(&word, (const char *)bytes + i, MIN(8, length - i));
    sum = (sum ^ word) * G_GUINT64_CONSTANT(0x100000001b3);
    sum ^= sum >> 29;
  }
  return sum;
}

static guint64 nanoseconds(const struct timespec *time)
{
  return (guint64)time->tv_sec * 1000000000 + (guint64)time->tv_nsec;
}

static GVariant *teams_of(const struct config *config)
{
  if (!config || !config->teams || !config->teams->len)
    return g_variant_new_maybe(G_VARIANT_TYPE_STRING_ARRAY, NULL);
  GVariantBuilder builder;
  g_variant_builder_init(&builder, G_VARIANT_TYPE_STRING_ARRAY);
  for (guint i = 0; i < config->teams->len; i++)
    g_variant_builder_add(&builder, "s", ((const struct config_team *)config->teams->pdata[i])->id);
  return g_variant_new_maybe(NULL, g_variant_builder_end(&builder));
}

/* What the rules depend on; NULL when that cannot be seen. `ret_newest` is the last change of a file. */
static GVariant *key_of(const char *folder, const struct config *config, gint64 *ret_newest)
{
  g_autoptr(Problems) problems = problems_new();
  g_autoptr(GPtrArray) files = filters_list(folder, problems);
  if (!files)
    return NULL;
  *ret_newest = 0;
  GVariantBuilder builder;
  g_variant_builder_init(&builder, G_VARIANT_TYPE("a(sttttt)"));
  for (guint i = 0; i < files->len; i++) {
    struct stat about;
    if (stat(files->pdata[i], &about) < 0) {
      g_variant_builder_clear(&builder);
      return NULL;
    }
    *ret_newest = MAX(*ret_newest, (gint64)about.st_mtim.tv_sec);
    g_variant_builder_add(&builder, "(sttttt)", files->pdata[i], (guint64)about.st_size, nanoseconds(&about.st_mtim),
                          nanoseconds(&about.st_ctim), (guint64)about.st_ino, (guint64)about.st_dev);
  }
  return g_variant_ref_sink(g_variant_new("(ss@mas@a(sttttt))", PACKAGE_VERSION " " FORMAT, folder, teams_of(config),
                                          g_variant_builder_end(&builder)));
}

static gboolean same(GVariant *a, GVariant *b)
{
  gsize size = g_variant_get_size(a);
  return size == g_variant_get_size(b) && !memcmp(g_variant_get_data(a), g_variant_get_data(b), size);
}

/* A ledger serves several desks, which may have different filters. */
static gboolean find_place(const char *ledger_file, const char *folder, struct place *ret)
{
  if (!ledger_file || stat(ledger_file, &ret->ledger) < 0)
    return FALSE;
  ret->path = g_strdup_printf("%s.rules-%08x", ledger_file, g_str_hash(folder));
  return TRUE;
}

static gboolean is_trusted(const struct place *place, const struct stat *about)
{
  return (about->st_uid == 0 || about->st_uid == geteuid() || about->st_uid == place->ledger.st_uid) &&
         !(about->st_mode & S_IWOTH);
}

/* The whole file; NULL when there is none that may be used. */
static GBytes *read_file(const struct place *place)
{
  int fd = open(place->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
  if (fd < 0)
    return NULL;
  struct stat about;
  gsize length = 0;
  g_autofree char *bytes = NULL;
  if (!fstat(fd, &about) && S_ISREG(about.st_mode) && is_trusted(place, &about) && about.st_size <= MOST_BYTES) {
    gsize size = (gsize)about.st_size;
    bytes = g_malloc(size + 1);
    for (ssize_t n = 1; n > 0 && length < size; length += (gsize)MAX(n, 0))
      n = read(fd, bytes + length, size - length);
  }
  close(fd);
  return length ? g_bytes_new_take(g_steal_pointer(&bytes), length) : NULL;
}

static struct filters *load_copy(const struct place *place, GVariant *key)
{
  g_autoptr(GBytes) file = read_file(place);
  gsize size = file ? g_bytes_get_size(file) : 0;
  const struct header *header = file ? g_bytes_get_data(file, NULL) : NULL;
  if (size < sizeof *header || header->magic != MAGIC || header->length != size - sizeof *header ||
      header->sum != sum_of(header + 1, header->length))
    return NULL;
  g_autoptr(GBytes) bytes = g_bytes_new_from_bytes(file, sizeof *header, header->length);
  g_autoptr(GVariant) content = g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE(CONTENT), bytes, FALSE));
  g_autoptr(GVariant) made_for = g_variant_get_child_value(content, 0);
  if (!same(made_for, key))
    return NULL;
  g_autoptr(GVariant) packed = g_variant_get_child_value(content, 1);
  return filters_unpack(packed);
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
static void write_copy(const struct place *place, GVariant *key, const struct filters *filters)
{
  struct stat about;
  if (lstat(place->path, &about) == 0 && !is_trusted(place, &about) && geteuid() != place->ledger.st_uid && geteuid())
    return; /* two users would replace each other's at every mail */
  g_autoptr(GVariant) content =
      g_variant_ref_sink(g_variant_new("(@" KEY "@" FILTERS_PACKED ")", key, filters_pack(filters)));
  const void *bytes = g_variant_get_data(content);
  gsize length = g_variant_get_size(content);
  const struct header header = { MAGIC, sum_of(bytes, length), length };
  g_autofree char *draft = g_strconcat(place->path, ".new", NULL);
  int fd = open_draft(draft);
  if (fd < 0)
    return;
  if (fchown(fd, (uid_t)-1, place->ledger.st_gid) < 0)
    errno = 0; /* not ours to give: the folder's group does */
  gboolean written = write_all(fd, &header, sizeof header) && write_all(fd, bytes, length) && fchmod(fd, 0660) == 0;
  close(fd);
  if (!written || rename(draft, place->path) < 0)
    unlink(draft);
}

static struct filters *load_and_copy(const char *folder, const struct config *config, const struct place *place,
                                     GVariant *key, gint64 newest, struct problems *problems)
{
  gint64 newest_after;
  struct filters *filters = filters_load(folder, config, problems);
  g_autoptr(GVariant) after = filters && key ? key_of(folder, config, &newest_after) : NULL;
  if (after && same(key, after) && newest + SETTLED_SECONDS < (gint64)time(NULL))
    write_copy(place, key, filters);
  return filters;
}

struct filters *filters_load_cached(const char *folder, const struct config *config, const char *ledger_file,
                                    struct problems *problems)
{
  struct place place = { 0 };
  gint64 newest = 0;
  g_autoptr(GVariant) key = find_place(ledger_file, folder, &place) ? key_of(folder, config, &newest) : NULL;
  struct filters *filters = key ? load_copy(&place, key) : NULL;
  if (!filters)
    filters = load_and_copy(folder, config, &place, key, newest, problems);
  g_free(place.path);
  return filters;
}
