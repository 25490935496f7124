/* The tree of parts out of the bytes of a message, in one pass that copies headers and wanted bodies and nothing else.
 *
 * The lines between parts are drawn by our own hand and not by GMime's parser, for two reasons. An IMAP server draws them
 * too, and both must agree: where mails are malformed Dovecot and GMime part ways. And GMime builds objects for all there
 * is before anybody can stop it (two kilobytes a part), whereas here every cap holds from the start. What is inside a
 * part is GMime's matter. */
#include <build.h> /* memmem() */

#include "mail/part-private.h"

#include "mail/header.h"

#include <string.h>

struct level { /* an open multipart */
  char *boundary;
  gsize length;
};

struct place { /* where a part's body lies */
  gsize start, end;
};

struct scan {
  const char *data;
  gsize size;
  gsize pos;     /* always at the beginning of a line, or at the end */
  gsize stop;    /* where the last body read ended, its line end before the boundary not counted */
  struct level levels[PART_MAX_DEPTH];
  guint n_levels;
  guint n_parts;
  GHashTable *places; /* struct part * → struct place * */
  gsize counted;      /* up to here, */
  gsize bare_lfs;     /* so many line ends had no CR */
};

struct ending { /* what ended a part: a boundary of levels[level], or the end of the message */
  int level;       /* -1: the end of the message */
  gboolean closes; /* "--boundary--" */
};

static const struct ending at_end = { -1, FALSE };

static gsize line_end(const struct scan *scan, gsize from)
{
  const char *lf = memchr(scan->data + from, '\n', scan->size - from);
  return lf ? (gsize)(lf - scan->data) + 1 : scan->size;
}

/* Whether the line at `pos` is a boundary of an open multipart. As Dovecot has it: the line may go on after the boundary,
 * the longest match wins, and among equals the innermost. */
static gboolean at_boundary(const struct scan *scan, gsize pos, struct ending *ret_ending)
{
  if (scan->size - pos < 2 || scan->data[pos] != '-' || scan->data[pos + 1] != '-')
    return FALSE;
  const char *line = scan->data + pos + 2;
  gsize length = line_end(scan, pos) - pos - 2, best = 0;
  while (length > 0 && (line[length - 1] == '\n' || line[length - 1] == '\r'))
    length--;
  int found = -1;
  for (int i = (int)scan->n_levels - 1; i >= 0; i--) {
    const struct level *level = &scan->levels[i];
    if (level->length <= length && (found < 0 || level->length > best) &&
        memcmp(level->boundary, line, level->length) == 0)
      found = i, best = level->length;
  }
  if (found < 0)
    return FALSE;
  *ret_ending = (struct ending){ found, length >= best + 2 && memcmp(line + best, "--", 2) == 0 };
  return TRUE;
}

/* Ends the current body at `line`, where a boundary stands; the line end before it belongs to the boundary. */
static void stop_at(struct scan *scan, gsize line, gsize start)
{
  scan->stop = line;
  if (scan->stop > start && scan->data[scan->stop - 1] == '\n')
    scan->stop--;
  if (scan->stop > start && scan->stop < line && scan->data[scan->stop - 1] == '\r')
    scan->stop--;
  scan->pos = line_end(scan, line);
}

static struct ending skip_body(struct scan *scan)
{
  struct ending ending;
  gsize start = scan->pos;
  gsize line = start;
  while (scan->n_levels > 0 && line < scan->size) {
    if (at_boundary(scan, line, &ending)) {
      stop_at(scan, line, start);
      return ending;
    }
    const char *next = memmem(scan->data + line, scan->size - line, "\n--", 3);
    line = next ? (gsize)(next - scan->data) + 1 : scan->size;
  }
  scan->pos = scan->stop = scan->size;
  return at_end;
}

/* Copies bytes, NUL as 0x80, as Dovecot serves it. */
static GBytes *copy(const struct scan *scan, gsize start, gsize end)
{
  gsize size = end - start;
  char *bytes = g_memdup2(scan->data + start, size);
  for (char *nul = size ? memchr(bytes, '\0', size) : NULL; nul; nul = memchr(nul, '\0', size - (gsize)(nul - bytes)))
    *nul = '\x80';
  return g_bytes_new_take(bytes, size);
}

/* Up to and with the empty line. TRUE when a boundary or the end of the message came first: there is no body then. */
static gboolean read_header(struct scan *scan, struct part *part, gboolean in_digest, struct ending *ret_ending)
{
  gsize start = scan->pos;
  gboolean has_ended = TRUE;
  *ret_ending = at_end;
  while (scan->pos < scan->size) {
    gsize next = line_end(scan, scan->pos), line = scan->pos;
    if (at_boundary(scan, line, ret_ending)) {
      part_take_header(part, copy(scan, start, line), in_digest);
      stop_at(scan, line, line);
      return TRUE;
    }
    scan->pos = next;
    if (next - line <= 2 && (scan->data[line] == '\n' || (scan->data[line] == '\r' && next - line == 2))) {
      has_ended = FALSE;
      break;
    }
  }
  scan->stop = scan->pos;
  part_take_header(part, copy(scan, start, MIN(scan->pos, start + PART_MAX_HEADER + 1)), in_digest);
  return has_ended;
}

static gsize bare_lfs_between(const struct scan *scan, gsize start, gsize end)
{
  gsize n = 0;
  const char *p = scan->data + start, *stop = scan->data + end;
  while (p < stop && (p = memchr(p, '\n', (gsize)(stop - p)))) {
    n += p == scan->data || p[-1] != '\r';
    p++;
  }
  return n;
}

/* Line ends without CR before `pos`. Asked for in nearly ascending order, so that nested messages are not counted again. */
static gsize bare_lfs_before(struct scan *scan, gsize pos)
{
  if (pos >= scan->counted)
    scan->bare_lfs += bare_lfs_between(scan, scan->counted, pos);
  else
    scan->bare_lfs -= bare_lfs_between(scan, pos, scan->counted);
  scan->counted = pos;
  return scan->bare_lfs;
}

static struct ending read_part(struct scan *scan, struct part *part, guint depth, gboolean in_digest);

/* A new child, or NULL when a cap says no. */
static struct part *new_child(struct scan *scan, struct part *parent, guint depth)
{
  if (scan->n_parts >= PART_MAX_PARTS || depth >= PART_MAX_DEPTH) {
    parent->cut = TRUE;
    return NULL;
  }
  scan->n_parts++;
  struct part *child = part_new();
  part_add(parent, child);
  return child;
}

static struct ending read_multipart(struct scan *scan, struct part *part, char *boundary, guint depth)
{
  int own = (int)scan->n_levels;
  gboolean is_digest = strcmp(part->type, "multipart/digest") == 0;
  scan->levels[scan->n_levels++] = (struct level){ boundary, strlen(boundary) };
  part->children = g_ptr_array_new_with_free_func((GDestroyNotify)part_free);
  struct ending ending = skip_body(scan);
  while (ending.level == own && !ending.closes) {
    struct part *child = new_child(scan, part, depth);
    ending = child ? read_part(scan, child, depth + 1, is_digest) : skip_body(scan);
  }
  scan->n_levels--;
  if (ending.level == own)
    ending = skip_body(scan);
  g_free(boundary);
  return ending;
}

static char *boundary_of(const struct part *part)
{
  if (!g_str_has_prefix(part->type, "multipart/"))
    return NULL;
  return header_boundary(part->header);
}

static struct ending read_body(struct scan *scan, struct part *part, guint depth)
{
  char *boundary = boundary_of(part);
  if (boundary && depth < PART_MAX_DEPTH)
    return read_multipart(scan, part, boundary, depth);
  part->cut = part->cut || boundary;
  g_free(boundary);
  if (strcmp(part->type, "message/rfc822") == 0) {
    struct part *message = new_child(scan, part, depth);
    if (message)
      return read_part(scan, message, depth + 1, FALSE);
  }
  return skip_body(scan);
}

static struct ending read_part(struct scan *scan, struct part *part, guint depth, gboolean in_digest)
{
  struct ending ending;
  if (read_header(scan, part, in_digest, &ending))
    return ending;
  gsize start = scan->pos, bare_lfs = bare_lfs_before(scan, start);
  ending = read_body(scan, part, depth);
  struct place *place = g_new(struct place, 1);
  *place = (struct place){ start, MAX(scan->stop, start) };
  g_hash_table_insert(scan->places, part, place);
  if (!g_str_has_prefix(part->type, "multipart/"))
    part->octets = place->end - start + bare_lfs_before(scan, place->end) - bare_lfs;
  return ending;
}

static void read_planned(struct part *part, void *data)
{
  const struct scan *scan = data;
  const struct place *place = g_hash_table_lookup(scan->places, part);
  if (part->wanted == 0 || !place)
    return;
  gsize size = part_wire_prefix(scan->data + place->start, place->end - place->start, part->wanted);
  part->body = copy(scan, place->start, place->start + size);
}

static gboolean is_mbox_line(const char *data, gsize size)
{
  return size >= 5 && memcmp(data, "From ", 5) == 0;
}

struct part *part_parse(GBytes *bytes)
{
  struct scan scan = { .n_parts = 1, .places = g_hash_table_new_full(NULL, NULL, NULL, g_free) };
  scan.data = g_bytes_get_data(bytes, &scan.size);
  if (!scan.data)
    scan.data = "";
  if (is_mbox_line(scan.data, scan.size))
    scan.pos = line_end(&scan, 0);
  struct part *root = part_new();
  read_part(&scan, root, 1, FALSE);
  part_number(root);
  part_plan(root);
  part_each(root, read_planned, &scan);
  g_hash_table_unref(scan.places);
  return root;
}
