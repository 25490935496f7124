/* Messages in as few exchanges as their shapes allow: outlines of a batch in one; then what is needed of each, the
 * messages that need the same sections together.
 *
 * A small message whose structure shows nothing but text is taken in one piece: an exchange less, hardly a byte more, and
 * the very view that its file gives. */
#include "source/imap-private.h"

#include "base/fault.h"

#include <string.h>

enum { /* bytes, but for SECTIONS_AT_ONCE */
  FALLBACK_MAX = 4 * 1024 * 1024,                /* read of a message whose structure cannot be had */
  MIME_HEADER_MAX = 16 * 1024,                   /* of a part's own header */
  NESTED_HEADER_MAX = 64 * 1024,                 /* of a nested message's */
  WHOLE_SLACK = 4096,                            /* servers count messages wrong at times */
  HELD_MAX = PART_MAX_BODIES + PART_MAX_HEADER,  /* of one message, before no more of it is fetched */
  SECTIONS_AT_ONCE = 40,                         /* servers limit the length of a command */
  OUTLINE_RESPONSE = 64 * 1024,                  /* of one message, on average */
  RESPONSE_SLACK = 1024 * 1024,                  /* for what a server has to say besides */
};

guint32 imap_whole_max = 64 * 1024;

void imap_message_free(struct imap_message *message)
{
  if (!message)
    return;
  part_free(message->root);
  if (message->whole)
    g_bytes_unref(message->whole);
  if (message->sections)
    g_hash_table_unref(message->sections);
  g_free(message->failure);
  g_free(message);
}

static struct mailimap_section *section_from_name(const char *name)
{
  if (!*name)
    return mailimap_section_new(NULL);
  if (!g_ascii_isdigit(*name))
    return strcmp(name, "HEADER") == 0 ? mailimap_section_new_header() : mailimap_section_new_text();
  clist *ids = clist_new();
  char *rest = (char *)name;
  while (g_ascii_isdigit(*rest)) {
    guint32 *id = malloc(sizeof *id); /* libetpan frees it */
    *id = (guint32)g_ascii_strtoull(rest, &rest, 10);
    clist_append(ids, id);
    rest += *rest == '.';
  }
  struct mailimap_section_part *part = mailimap_section_part_new(ids);
  return strcmp(rest, "MIME") == 0     ? mailimap_section_new_part_mime(part)
         : strcmp(rest, "HEADER") == 0 ? mailimap_section_new_part_header(part)
         : strcmp(rest, "TEXT") == 0   ? mailimap_section_new_part_text(part)
                                       : mailimap_section_new_part(part);
}

/* Some servers answer NO when a message has gone meanwhile; the others came. */
static gboolean only_expunged(const struct imap_session *session, int code)
{
  const struct mailimap_response_info *info = session->imap->imap_response_info;
  return code == MAILIMAP_ERROR_UID_FETCH && info && info->rsp_atom &&
         g_ascii_strcasecmp(info->rsp_atom, "EXPUNGEISSUED") == 0;
}

static gboolean run_fetch(struct imap_session *session, GPtrArray *messages, struct mailimap_fetch_type *items,
                          guint64 bytes, GError **error)
{
  g_autoptr(GHashTable) by_uid = g_hash_table_new(NULL, NULL);
  g_autoptr(GArray) uids = g_array_new(FALSE, FALSE, sizeof(guint32));
  for (guint i = 0; i < messages->len; i++) {
    struct imap_message *message = g_ptr_array_index(messages, i);
    g_hash_table_insert(by_uid, GUINT_TO_POINTER(message->uid), message);
    g_array_append_val(uids, message->uid);
  }
  const struct config_mailbox *mailbox = session->mailbox;
  struct imap_collector collector = { by_uid, mailbox->done == DONE_KEYWORD ? mailbox->done_name : NULL };
  struct mailimap_set *set = imap_uid_set((const guint32 *)(void *)uids->data, uids->len);
  clist *result = NULL;
  mailimap_set_msg_att_handler(session->imap, imap_collect, &collector);
  imap_session_expect(session, "fetch", bytes + RESPONSE_SLACK);
  int code = mailimap_uid_fetch(session->imap, set, items, &result);
  mailimap_set_msg_att_handler(session->imap, NULL, NULL);
  if (result && code == MAILIMAP_NO_ERROR) /* else libetpan has freed it and left it there */
    mailimap_fetch_list_free(result);
  mailimap_set_free(set);
  mailimap_fetch_type_free(items);
  if (only_expunged(session, code))
    code = MAILIMAP_NO_ERROR;
  session->choked = imap_session_choked(session, code);
  return imap_session_check(session, "fetch", code, error);
}

struct want {
  char *section;
  gsize max;
};

static void want_free(struct want *want)
{
  g_free(want->section);
  g_free(want);
}

static void want_add(GPtrArray *wants, char *section, gsize max)
{
  struct want *want = g_new0(struct want, 1);
  want->section = section;
  want->max = max;
  g_ptr_array_add(wants, want);
}

typedef GPtrArray *wants_function(const struct imap_message *message);

/* The header section of every part, in the order of part_each(). */
static void want_header_below(GPtrArray *wants, const struct part *part)
{
  gboolean message = strcmp(part->type, "message/rfc822") == 0;
  for (guint i = 0; part->children && i < part->children->len; i++) {
    const struct part *child = g_ptr_array_index(part->children, i);
    want_add(wants, g_strconcat(message ? part->section : child->section, message ? ".HEADER" : ".MIME", NULL),
             message ? NESTED_HEADER_MAX : MIME_HEADER_MAX);
    want_header_below(wants, child);
  }
}

static GPtrArray *wanted_headers(const struct imap_message *message)
{
  if (!message->here || message->all_text || !message->root)
    return NULL;
  GPtrArray *wants = g_ptr_array_new_with_free_func((GDestroyNotify)want_free);
  want_add(wants, g_strdup("HEADER"), PART_MAX_HEADER);
  want_header_below(wants, message->root);
  return wants;
}

static void want_body_of(struct part *part, void *wants)
{
  if (part->wanted > 0 && part->section)
    want_add(wants, g_strdup(part->section), part->wanted);
}

static GPtrArray *wanted_bodies(const struct imap_message *message)
{
  if (!message->here || message->failure)
    return NULL;
  GPtrArray *wants = g_ptr_array_new_with_free_func((GDestroyNotify)want_free);
  if (message->all_text)
    want_add(wants, g_strdup(""), (gsize)message->size + WHOLE_SLACK);
  else
    part_each(message->root, want_body_of, wants);
  return wants;
}

/* Messages that want the same sections. */
struct group {
  GPtrArray *messages;
  GPtrArray *wants; /* the largest of each */
};

static void group_free(struct group *group)
{
  g_ptr_array_unref(group->messages);
  g_ptr_array_unref(group->wants);
  g_free(group);
}

static char *shape_of(const GPtrArray *wants)
{
  GString *shape = g_string_new(NULL);
  for (guint i = 0; i < wants->len; i++)
    g_string_append_printf(shape, "%s ", ((const struct want *)wants->pdata[i])->section);
  return g_string_free(shape, FALSE);
}

/* In the order of each group's first message. */
static GPtrArray *group_messages(GPtrArray *messages, guint first, guint n, wants_function *wants_of)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func((GDestroyNotify)group_free);
  g_autoptr(GHashTable) by_shape = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = first; i < first + n; i++) {
    struct imap_message *message = g_ptr_array_index(messages, i);
    g_autoptr(GPtrArray) wants = wants_of(message);
    if (!wants || wants->len == 0)
      continue;
    g_autofree char *shape = shape_of(wants);
    struct group *group = g_hash_table_lookup(by_shape, shape);
    if (!group) {
      group = g_new0(struct group, 1);
      group->messages = g_ptr_array_new();
      group->wants = g_ptr_array_ref(wants);
      g_ptr_array_add(groups, group);
      g_hash_table_insert(by_shape, g_steal_pointer(&shape), group);
    }
    g_ptr_array_add(group->messages, message);
    for (guint k = 0; k < wants->len; k++) {
      struct want *largest = g_ptr_array_index(group->wants, k), *want = g_ptr_array_index(wants, k);
      largest->max = MAX(largest->max, want->max);
    }
  }
  return groups;
}

/* A message of a thousand parts with long headers stays without some of them. */
static GPtrArray *still_welcome(const GPtrArray *messages)
{
  GPtrArray *welcome = g_ptr_array_new();
  for (guint i = 0; i < messages->len; i++) {
    struct imap_message *message = g_ptr_array_index(messages, i);
    message->cut = message->cut || message->held > HELD_MAX;
    if (message->held <= HELD_MAX)
      g_ptr_array_add(welcome, message);
  }
  return welcome;
}

static gboolean fetch_group(struct imap_session *session, const struct group *group, GError **error)
{
  for (guint start = 0; start < group->wants->len; start += SECTIONS_AT_ONCE) {
    g_autoptr(GPtrArray) messages = still_welcome(group->messages);
    if (messages->len == 0)
      break;
    struct mailimap_fetch_type *items = mailimap_fetch_type_new_fetch_att_list_empty();
    mailimap_fetch_type_new_fetch_att_list_add(items, mailimap_fetch_att_new_uid());
    guint64 bytes = 0;
    for (guint i = start; i < MIN(group->wants->len, start + SECTIONS_AT_ONCE); i++) {
      const struct want *want = g_ptr_array_index(group->wants, i);
      bytes += (want->max + 128) * messages->len;
      mailimap_fetch_type_new_fetch_att_list_add(
          items,
          mailimap_fetch_att_new_body_peek_section_partial(section_from_name(want->section), 0, (guint32)want->max));
    }
    if (!run_fetch(session, messages, items, bytes, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean fetch_wanted(struct imap_session *session, GPtrArray *messages, guint first, guint n,
                             wants_function *wants_of, GError **error)
{
  g_autoptr(GPtrArray) groups = group_messages(messages, first, n, wants_of);
  for (guint i = 0; i < groups->len; i++)
    if (!fetch_group(session, g_ptr_array_index(groups, i), error))
      return FALSE;
  return TRUE;
}

static GBytes *fetched(const struct imap_message *message, const char *section)
{
  GBytes *bytes = message->sections ? g_hash_table_lookup(message->sections, section) : NULL;
  return bytes ? g_bytes_ref(bytes) : NULL;
}

/* `wants` is what wanted_headers() made: the header of each part, in this same order. */
static void give_headers(const struct imap_message *message, struct part *part, gboolean in_digest,
                         const GPtrArray *wants, guint *next)
{
  const struct want *want = g_ptr_array_index(wants, (*next)++);
  part_take_header(part, fetched(message, want->section), in_digest);
  gboolean is_digest = strcmp(part->type, "multipart/digest") == 0;
  for (guint i = 0; part->children && i < part->children->len; i++)
    give_headers(message, g_ptr_array_index(part->children, i), is_digest, wants, next);
}

static void forget_sections(struct imap_message *message)
{
  g_clear_pointer(&message->sections, g_hash_table_unref);
  message->held = 0;
}

static void plan(struct imap_message *message)
{
  if (message->all_text) {
    message->planned = message->size;
    return;
  }
  g_autoptr(GPtrArray) headers = wanted_headers(message);
  guint next = 0;
  message->here = message->sections && g_hash_table_contains(message->sections, "HEADER");
  if (!message->here) /* expunged between two commands */
    return;
  give_headers(message, message->root, FALSE, headers, &next);
  forget_sections(message);
  part_plan(message->root);
  g_autoptr(GPtrArray) wants = wanted_bodies(message);
  for (guint i = 0; i < wants->len; i++)
    message->planned += ((const struct want *)wants->pdata[i])->max;
}

static struct mailimap_fetch_type *outline_items(gboolean structure)
{
  struct mailimap_fetch_type *items = mailimap_fetch_type_new_fetch_att_list_empty();
  mailimap_fetch_type_new_fetch_att_list_add(items, mailimap_fetch_att_new_uid());
  mailimap_fetch_type_new_fetch_att_list_add(items, mailimap_fetch_att_new_flags());
  mailimap_fetch_type_new_fetch_att_list_add(items, mailimap_fetch_att_new_internaldate());
  mailimap_fetch_type_new_fetch_att_list_add(items, mailimap_fetch_att_new_rfc822_size());
  if (structure)
    mailimap_fetch_type_new_fetch_att_list_add(items, mailimap_fetch_att_new_bodystructure());
  return items;
}

void imap_message_take_whole(struct imap_message *message)
{
  message->by_whole = message->all_text = TRUE;
  message->cut = message->size > FALLBACK_MAX;
  message->size = MIN(message->size, FALLBACK_MAX);
  message->planned = message->size;
}

static void begin_outline(struct imap_message *message)
{
  g_clear_pointer(&message->root, part_free);
  forget_sections(message);
  message->here = FALSE;
  message->planned = 0;
}

/* The structure has come, or the server keeps it to itself. */
static void choose_way(struct imap_message *message)
{
  if (message->by_whole || !message->root)
    imap_message_take_whole(message);
  else
    message->all_text = message->all_text && message->size <= imap_whole_max;
}

gboolean imap_fetch_outlines(struct imap_session *session, GPtrArray *messages, GError **error)
{
  gboolean structure = !((const struct imap_message *)messages->pdata[0])->by_whole;
  for (guint i = 0; i < messages->len; i++)
    begin_outline(g_ptr_array_index(messages, i));
  if (!run_fetch(session, messages, outline_items(structure), (guint64)messages->len * OUTLINE_RESPONSE, error))
    return FALSE;
  for (guint i = 0; i < messages->len; i++)
    choose_way(g_ptr_array_index(messages, i));
  if (!fetch_wanted(session, messages, 0, messages->len, wanted_headers, error))
    return FALSE;
  for (guint i = 0; i < messages->len; i++) {
    struct imap_message *message = g_ptr_array_index(messages, i);
    if (message->here)
      plan(message);
  }
  return TRUE;
}

static void give_body(struct part *part, void *data)
{
  const struct imap_message *message = data;
  if (part->wanted == 0 || !part->section)
    return;
  g_autoptr(GBytes) body = fetched(message, part->section);
  if (!body)
    return;
  part->body = g_bytes_new_from_bytes(body, 0, MIN(g_bytes_get_size(body), part->wanted));
}

gboolean imap_fetch_bodies(struct imap_session *session, GPtrArray *messages, guint first, guint n, GError **error)
{
  if (!fetch_wanted(session, messages, first, n, wanted_bodies, error))
    return FALSE;
  for (guint i = first; i < first + n; i++) {
    struct imap_message *message = g_ptr_array_index(messages, i);
    if (!message->here)
      continue;
    if (message->all_text && !(message->whole = fetched(message, "")))
      message->here = FALSE;
    else if (!message->all_text)
      part_each(message->root, give_body, message);
    forget_sections(message);
  }
  return TRUE;
}
