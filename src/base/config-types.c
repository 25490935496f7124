/* Setters for values of one line: texts, words, spans of time, names of files. */
#include "base/config-private.h"

#include "base/problems.h"
#include "base/text.h"

#include <string.h>

#define MOST_SHOWN 60 /* characters of a value in a message */

static void *at(void *target, gsize offset)
{
  return (char *)target + offset;
}

static void set_string(void *target, gsize offset, char *value)
{
  *(char **)at(target, offset) = value;
}

void config_complain(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                     const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *what = g_strdup_vprintf(format, args);
  va_end(args);
  yaml_problem(node, reader->problems, "%s.%s: %s", reader->where, key->name, what);
}

/* 'VALUE' is no KIND; ADVICE. */
static void complain_value(const struct config_reader *reader, const struct config_key *key,
                           const struct yaml_node *node, const char *kind, const char *advice)
{
  g_autofree char *value = text_printable(node->scalar, MOST_SHOWN);
  config_complain(reader, key, node, "'%s' is no %s; %s", value, kind, advice);
}

/* The text of a scalar that is not empty. */
static const char *scalar(const struct config_reader *reader, const struct config_key *key,
                          const struct yaml_node *node)
{
  if (node->kind != YAML_SCALAR) {
    config_complain(reader, key, node, "expected a single value, not a %s", node->kind == YAML_LIST ? "list" : "map");
    return NULL;
  }
  if (!*node->scalar) {
    config_complain(reader, key, node, "has no value; give it one or remove the line");
    return NULL;
  }
  return node->scalar;
}

const char *config_line(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node)
{
  const char *text = scalar(reader, key, node);
  if (!text)
    return NULL;
  for (const char *p = text; *p; p++)
    if (g_ascii_iscntrl(*p)) {
      config_complain(reader, key, node, "has a line end or another control character in it; write it on one line");
      return NULL;
    }
  return text;
}

gboolean config_is_empty(const struct yaml_node *node)
{
  return node->kind == YAML_SCALAR && !node->quoted && !*node->scalar;
}

void config_each(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                 config_item *each, gpointer into)
{
  if (node->kind == YAML_LIST) {
    for (guint i = 0; i < node->items->len; i++)
      each(reader, key, node->items->pdata[i], into);
  } else {
    each(reader, key, node, into);
  }
}

void config_set_line(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                     void *target)
{
  const char *text = config_line(reader, key, node);
  if (text)
    set_string(target, key->offset, g_strdup(text));
}

/* A shell command: several lines are as good as one. */
void config_set_command(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                        void *target)
{
  const char *text = scalar(reader, key, node);
  if (text)
    set_string(target, key->offset, g_strdup(text));
}

void config_set_word(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                     void *target)
{
  const char *text = config_line(reader, key, node);
  if (text && strpbrk(text, " ;\""))
    complain_value(reader, key, node, "single word", "write it without spaces");
  else if (text)
    set_string(target, key->offset, g_strdup(text));
}

/* A BCP 47 tag as far as its shape goes: "en", "pt-BR". */
static gboolean is_language(const char *text)
{
  gsize length = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
  if (length < 2 || length > 3)
    return FALSE;
  for (const char *p = text + length; *p; p += length) {
    if (*p++ != '-')
      return FALSE;
    for (length = 0; g_ascii_isalnum(p[length]);)
      length++;
    if (length < 1 || length > 8)
      return FALSE;
  }
  return TRUE;
}

void config_set_language(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                         void *target)
{
  const char *text = config_line(reader, key, node);
  if (text && !is_language(text))
    complain_value(reader, key, node, "language", "write a tag such as en, ko or pt-BR");
  else if (text)
    set_string(target, key->offset, g_ascii_strdown(text, -1));
}

void config_set_text(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                     void *target)
{
  struct config_text *text = at(target, key->offset);
  if (node->kind != YAML_MAP) {
    text->any = g_strdup(config_line(reader, key, node));
    return;
  }
  text->by_language = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < node->keys->len; i++) {
    const struct yaml_node *language = node->keys->pdata[i];
    const char *value = config_line(reader, key, node->items->pdata[i]);
    g_autofree char *tag = g_ascii_strdown(language->scalar, -1);
    if (!is_language(tag))
      complain_value(reader, key, language, "language", "write a tag such as en, ko or pt-BR");
    else if (g_hash_table_contains(text->by_language, tag))
      config_complain(reader, key, language, "language '%s' stands twice", tag);
    else if (value)
      g_hash_table_insert(text->by_language, g_steal_pointer(&tag), g_strdup(value));
  }
}

/* Only names: GLib would also open a path that is hidden in one. */
static GTimeZone *zone_named(const char *name)
{
  if (name[0] == '/' || strstr(name, "..") ||
      name[strspn(name, "/+-_:0123456789abcdefghijklmnopqrstuvwxyz"
                        "ABCDEFGHIJKLMNOPQRSTUVWXYZ")])
    return NULL;
  return g_time_zone_new_identifier(name);
}

void config_set_zone(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                     void *target)
{
  const char *name = config_line(reader, key, node);
  if (!name)
    return;
  GTimeZone *zone = zone_named(name);
  if (!zone) {
    complain_value(reader, key, node, "time zone of this system", "write a name such as Europe/Berlin or Asia/Seoul");
    return;
  }
  *(GTimeZone **)at(target, key->offset) = zone;
  set_string(target, key->second, g_strdup(name));
}

/* `values` names the choices in the order of the enumeration. */
void config_set_choice(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                       void *target)
{
  const char *text = config_line(reader, key, node);
  if (!text)
    return;
  g_auto(GStrv) words = g_strsplit(key->values, " | ", -1);
  for (int i = 0; words[i]; i++)
    if (g_str_equal(words[i], text)) {
      *(int *)at(target, key->offset) = i;
      return;
    }
  g_autofree char *choices = g_strjoinv(", ", words);
  g_autofree char *value = text_printable(text, MOST_SHOWN);
  config_complain(reader, key, node, "'%s' is not known here; write one of %s", value, choices);
}

/* "90m", "4h", "2d", "1w", and "0" or "off" for none; FALSE when it is none of them or over ten years. */
static gboolean parse_span(const char *text, gint64 *ret_seconds)
{
  static const char *const none[] = { "0", "off", "0m", "0h", "0d", "0w", NULL };
  struct duration duration;
  if (g_strv_contains(none, text)) {
    *ret_seconds = 0;
    return TRUE;
  }
  if (!duration_parse(text, &duration) || duration.unit != DURATION_OPEN_SECONDS)
    return FALSE;
  *ret_seconds = duration.amount;
  return TRUE;
}

void config_set_span(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                     void *target)
{
  const char *text = config_line(reader, key, node);
  if (text && !parse_span(text, at(target, key->offset)))
    complain_value(reader, key, node, "span of time", "write 30m, 4h, 2d or 1w, up to ten years, or 0 for none");
}

/* "5/1d": five in any day. */
static gboolean parse_brake(const char *text, struct config_brake *ret)
{
  if (g_str_equal(text, "0") || g_str_equal(text, "off")) {
    *ret = (struct config_brake){ 0 };
    return TRUE;
  }
  gsize digits = strspn(text, "0123456789");
  gint64 window;
  if (!digits || digits > 6 || text[digits] != '/' || !parse_span(text + digits + 1, &window) || !window)
    return FALSE;
  *ret = (struct config_brake){ .count = (unsigned)g_ascii_strtoull(text, NULL, 10), .seconds = window };
  return ret->count > 0;
}

void config_set_brake(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                      void *target)
{
  const char *text = config_line(reader, key, node);
  struct config_brake brake;
  if (text && !parse_brake(text, &brake))
    complain_value(reader, key, node, "brake", "write a number and a window such as 5/1d, or off");
  else if (text)
    *(struct config_brake *)at(target, key->offset) = brake;
}

/* "20%/1h": a fifth of what left in any hour. */
static gboolean parse_breaker(const char *text, struct config_breaker *ret)
{
  if (g_str_equal(text, "0") || g_str_equal(text, "off")) {
    *ret = (struct config_breaker){ 0 };
    return TRUE;
  }
  gsize digits = strspn(text, "0123456789");
  gint64 window;
  if (!digits || digits > 3 || !g_str_has_prefix(text + digits, "%/") || !parse_span(text + digits + 2, &window) ||
      !window)
    return FALSE;
  *ret = (struct config_breaker){ .percent = (unsigned)g_ascii_strtoull(text, NULL, 10), .seconds = window };
  return ret->percent > 0 && ret->percent <= 100;
}

void config_set_breaker(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                        void *target)
{
  const char *text = config_line(reader, key, node);
  struct config_breaker breaker;
  if (text && !parse_breaker(text, &breaker))
    complain_value(reader, key, node, "breaker", "write a share and a window such as 20%/1h, or off");
  else if (text)
    *(struct config_breaker *)at(target, key->offset) = breaker;
}

void config_set_tag(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                    void *target)
{
  const char *text = config_line(reader, key, node);
  if (!text)
    return;
  gsize length = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
  if (text[length] || length > 12)
    complain_value(reader, key, node, "tag", "write 1 to 12 of A-Z and 0-9, such as ACME");
  else
    set_string(target, key->offset, g_strdup(text));
}

char *config_resolve(const struct config_reader *reader, const char *name)
{
  return g_canonicalize_filename(name, reader->folder);
}

void config_set_path(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                     void *target)
{
  const char *name = config_line(reader, key, node);
  if (name)
    set_string(target, key->offset, config_resolve(reader, name));
}

static void add_path(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                     gpointer into)
{
  const char *name = config_line(reader, key, node);
  if (name)
    g_ptr_array_add(into, config_resolve(reader, name));
}

static void add_line(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                     gpointer into)
{
  const char *line = config_line(reader, key, node);
  if (line)
    g_ptr_array_add(into, g_strdup(line));
}

static void set_strings(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                        config_item *each, void *target)
{
  GPtrArray *strings = g_ptr_array_new_with_free_func(g_free);
  if (!config_is_empty(node))
    config_each(reader, key, node, each, strings);
  GPtrArray **list = at(target, key->offset);
  g_clear_pointer(list, g_ptr_array_unref);
  *list = strings;
}

void config_set_paths(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                      void *target)
{
  set_strings(reader, key, node, add_path, target);
}

void config_set_lines(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                      void *target)
{
  set_strings(reader, key, node, add_line, target);
}

void config_set_percent(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                        void *target)
{
  const char *text = config_line(reader, key, node);
  if (!text)
    return;
  char *end;
  guint64 percent = g_ascii_strtoull(text, &end, 10);
  if (!g_ascii_isdigit(*text) || percent > 100 || (*end && strcmp(end, "%")))
    complain_value(reader, key, node, "share", "write one from 0 to 100, such as 60");
  else
    *(unsigned *)at(target, key->offset) = (unsigned)percent;
}

/* systemd hands secrets over in a folder of the service's own. */
void config_set_credential(const struct config_reader *reader, const struct config_key *key,
                           const struct yaml_node *node, void *target)
{
  const char *name = config_line(reader, key, node);
  if (!name)
    return;
  const char *credentials = g_getenv("CREDENTIALS_DIRECTORY");
  gboolean handed_over = credentials && g_path_is_absolute(credentials);
  set_string(target, key->offset, g_canonicalize_filename(name, handed_over ? credentials : reader->folder));
}

void config_set_ledger(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                       void *target)
{
  const char *text = config_line(reader, key, node);
  if (!text)
    return;
  const char *name = strchr(text, ':') ? strchr(text, ':') + 1 : "";
  if (g_str_has_prefix(text, "postgresql://") || g_str_has_prefix(text, "postgres://")) {
    config_complain(reader, key, node,
                    "this build keeps ledgers in sqlite: only; write sqlite:/var/lib/deskbell/ledger.db");
  } else if (!g_str_has_prefix(text, "sqlite:") || !*name || g_str_has_prefix(name, "//")) {
    complain_value(reader, key, node, "ledger", "write sqlite: and a file, such as sqlite:/var/lib/deskbell/ledger.db");
  } else {
    g_autofree char *path = config_resolve(reader, name);
    set_string(target, key->offset, g_strconcat("sqlite:", path, NULL));
  }
}
