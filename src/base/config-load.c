#include "base/config-private.h"

#include "base/problems.h"
#include "base/text.h"

#include <string.h>

#define MOST_ENTRIES 1000
#define MOST_NAME 64

/* Keys that people look for, and that shall not be. */
static const struct {
  enum config_section section;
  const char *name, *instead;
} refused_keys[] = {
  { SECTION_MAILBOXES, "password", "password-command or password-file" },
  { SECTION_SEND, "password", "password-command or password-file" },
  { SECTION_MAILBOXES, "token", "token-command or token-file" },
};

static const char *refused(enum config_section section, const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS(refused_keys); i++)
    if (refused_keys[i].section == section && g_str_equal(refused_keys[i].name, name))
      return refused_keys[i].instead;
  return NULL;
}

static void complain_unknown(const struct config_reader *reader, const struct yaml_node *key, const char *in,
                             const char *meant)
{
  g_autofree char *name = text_printable(key->scalar, MOST_NAME);
  g_autofree char *advice =
      meant ? g_strdup_printf("did you mean '%s'?", meant) : g_strdup("deskbell.yaml(5) lists all");
  yaml_problem(key, reader->problems, "unknown key '%s' %s%s; %s", name, *in ? "in " : "at the top", in, advice);
}

/* What the table says of a key of this section; NULL after a complaint. */
static const struct config_key *find_key(const struct config_reader *reader, enum config_section section,
                                         const struct yaml_node *name)
{
  const char *instead = refused(section, name->scalar);
  if (instead) {
    yaml_problem(name, reader->problems, "'%s' is not accepted in %s: secrets stay out of this file; use %s",
                 name->scalar, reader->where, instead);
    return NULL;
  }
  const char *meant = NULL;
  for (gsize i = 0; i < config_n_keys; i++) {
    if (config_keys[i].section != section)
      continue;
    if (g_str_equal(config_keys[i].name, name->scalar))
      return &config_keys[i];
    meant = text_likelier(name->scalar, config_keys[i].name, meant);
  }
  complain_unknown(reader, name, reader->where, meant);
  return NULL;
}

/* `node` when it is a map; NULL for nothing at all, and after a complaint. */
static const struct yaml_node *as_map(const struct config_reader *reader, const struct yaml_node *node)
{
  if (!node || config_is_empty(node))
    return NULL;
  if (node->kind == YAML_MAP)
    return node;
  yaml_problem(node, reader->problems, "%s: expected keys and values, not a %s", reader->where,
               node->kind == YAML_LIST ? "list" : "single value");
  return NULL;
}

static void set_default(const struct config_reader *reader, const struct config_key *key, void *target)
{
  const struct yaml_node written = { .kind = YAML_SCALAR, .scalar = (char *)key->fallback, .quoted = TRUE };
  key->set(reader, key, &written, target);
}

/* Reads the keys of one section, in the order of the file, as complaints shall be. What `node` lacks comes from
 * `inherited` (may be NULL), whose mistakes were noted when it was read itself, else from the table. `place` is blamed
 * for what is required and missing. */
static void read_keys(const struct config_reader *reader, enum config_section section, const struct yaml_node *node,
                      const struct yaml_node *inherited, const struct yaml_node *place, void *target)
{
  g_autoptr(Problems) known = problems_new();
  struct config_reader again = *reader;
  again.problems = known;
  for (guint i = 0; node && i < node->keys->len; i++) {
    const struct config_key *key = find_key(reader, section, node->keys->pdata[i]);
    if (key && key->set)
      key->set(reader, key, node->items->pdata[i], target);
  }
  for (gsize i = 0; i < config_n_keys; i++) {
    const struct config_key *key = &config_keys[i];
    if (key->section != section || !key->set || yaml_get(node, key->name))
      continue;
    const struct yaml_node *other = yaml_get(inherited, key->name);
    if (other)
      key->set(&again, key, other, target);
    else if (key->fallback)
      set_default(reader, key, target);
    else if (key->required)
      yaml_problem(place, reader->problems, "%s has no '%s'; add one, such as '%s: %s'", reader->where, key->name,
                   key->name, key->sample);
  }
}

/* What names entries: it stands in headers, file names and on command lines. */
static gboolean check_name(const struct config_reader *reader, const struct yaml_node *name)
{
  gboolean right = *name->scalar && strlen(name->scalar) <= MOST_NAME;
  for (const char *p = name->scalar; *p && right; p = g_utf8_next_char(p))
    right = g_unichar_isalnum(g_utf8_get_char(p)) || (p > name->scalar && strchr("-_.", *p));
  if (!right) {
    g_autofree char *shown = text_printable(name->scalar, MOST_NAME);
    yaml_problem(
        name, reader->problems,
        "name '%s' in %s is not accepted; use up to %d letters, digits, '-', '_' and '.', a letter or digit first",
        shown, reader->where, MOST_NAME);
  }
  return right;
}

/* Reads one entry of a section with names. `name` is its key, `node` its map or NULL. */
typedef void read_entry(const struct config_reader *reader, const struct yaml_node *name, const struct yaml_node *node,
                        const struct yaml_node *root);

static void read_entries(struct config_reader *reader, enum config_section section, const struct yaml_node *root,
                         read_entry *read)
{
  const char *title = config_sections[section].name;
  reader->where = title;
  const struct yaml_node *entries = as_map(reader, yaml_get(root, title));
  if (!entries)
    return;
  if (entries->keys->len > MOST_ENTRIES) {
    yaml_problem(entries, reader->problems, "%s: %u entries; the most is %d", title, entries->keys->len, MOST_ENTRIES);
    return;
  }
  for (guint i = 0; i < entries->keys->len; i++) {
    const struct yaml_node *name = entries->keys->pdata[i];
    struct config_reader entry = *reader;
    if (!check_name(reader, name))
      continue;
    g_autofree char *where = g_strdup_printf("%s.%s", title, name->scalar);
    entry.where = where;
    read(&entry, name, as_map(&entry, entries->items->pdata[i]), root);
  }
}

static void read_desk(const struct config_reader *reader, const char *id, const struct yaml_node *node,
                      const struct yaml_node *inherited)
{
  struct config_desk *desk = g_new0(struct config_desk, 1);
  desk->id = g_strdup(id);
  g_ptr_array_add(reader->config->desks, desk);
  read_keys(reader, SECTION_DESK, node, inherited, node, desk);
  GPtrArray **const lists[] = { &desk->addresses, &desk->staff, &desk->exclude, &desk->forms,
                               &desk->products,  &desk->models };
  for (gsize i = 0; i < G_N_ELEMENTS(lists); i++)
    if (!*lists[i])
      *lists[i] = g_ptr_array_new_with_free_func(g_free);
  if (!desk->tiers)
    desk->tiers = g_ptr_array_new();
  if (!desk->timezone) {
    desk->timezone = g_time_zone_new_local();
    desk->timezone_name = g_strdup(g_time_zone_get_identifier(desk->timezone));
  }
  g_autofree char *where = g_strconcat(reader->where, ".brakes", NULL);
  struct config_reader within = *reader;
  within.where = where;
  const struct yaml_node *brakes = as_map(&within, yaml_get(node, "brakes"));
  read_keys(&within, SECTION_BRAKES, brakes, yaml_get(inherited, "brakes"), brakes, desk);
}

static void read_other_desk(const struct config_reader *reader, const struct yaml_node *name,
                            const struct yaml_node *node, const struct yaml_node *root)
{
  if (g_str_equal(name->scalar, "desk"))
    yaml_problem(name, reader->problems, "'desk' in desks is the one that stands under desk; choose another name");
  else
    read_desk(reader, name->scalar, node, yaml_get(root, "desk"));
}

static void read_mailbox(const struct config_reader *reader, const struct yaml_node *name, const struct yaml_node *node,
                         const struct yaml_node *root G_GNUC_UNUSED)
{
  struct config_mailbox *mailbox = g_new0(struct config_mailbox, 1);
  mailbox->id = g_strdup(name->scalar);
  mailbox->desk = reader->config->desks->pdata[0];
  g_ptr_array_add(reader->config->mailboxes, mailbox);
  read_keys(reader, SECTION_MAILBOXES, node, NULL, name, mailbox);
}

static void read_calendar(const struct config_reader *reader, const struct yaml_node *name,
                          const struct yaml_node *node, const struct yaml_node *root G_GNUC_UNUSED)
{
  if (g_str_equal(name->scalar, "always")) {
    yaml_problem(name, reader->problems, "'always' in calendars stands for around the clock; choose another name");
    return;
  }
  struct config_calendar *calendar = g_new0(struct config_calendar, 1);
  calendar->id = g_strdup(name->scalar);
  calendar->line = name->line;
  calendar->column = name->column;
  for (gsize day = 0; day < G_N_ELEMENTS(calendar->windows); day++)
    calendar->windows[day] = g_array_new(FALSE, FALSE, sizeof(struct config_window));
  calendar->holidays = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_add(reader->config->calendars, calendar);
  read_keys(reader, SECTION_CALENDARS, node, NULL, name, calendar);
  if (!calendar->timezone) {
    const struct config_desk *desk = reader->config->desks->pdata[0];
    calendar->timezone = g_time_zone_ref(desk->timezone);
    calendar->timezone_name = g_strdup(desk->timezone_name);
  }
}

static void read_team(const struct config_reader *reader, const struct yaml_node *name, const struct yaml_node *node,
                      const struct yaml_node *root G_GNUC_UNUSED)
{
  struct config_team *team = g_new0(struct config_team, 1);
  team->id = g_strdup(name->scalar);
  g_ptr_array_add(reader->config->teams, team);
  read_keys(reader, SECTION_TEAMS, node, NULL, name, team);
  if (!team->members)
    team->members = g_ptr_array_new_with_free_func(g_free);
  if (!team->notify_on)
    team->notify_on = g_ptr_array_new_with_free_func(g_free);
}

/* Targets that are not written follow the calendar that is: two days of opening hours are not 48 open hours. */
static void complete_target(struct config_target *target, const struct config_target_default *fallback)
{
  gboolean always = !target->calendar || g_str_equal(target->calendar, "always");
  if (!target->first_response.amount)
    duration_parse(always ? fallback->first_response : fallback->open_first_response, &target->first_response);
  if (!target->resolution.amount)
    duration_parse(always ? fallback->resolution : fallback->open_resolution, &target->resolution);
}

static void read_targets(struct config_reader *reader, const struct yaml_node *root)
{
  reader->where = "sla";
  const struct yaml_node *section = as_map(reader, yaml_get(root, "sla"));
  for (guint i = 0; section && i < section->keys->len; i++) {
    const struct yaml_node *name = section->keys->pdata[i];
    const char *meant = NULL;
    for (int p = 0; p < N_PRIORITIES; p++)
      meant = text_likelier(name->scalar, priority_names[p], meant);
    if (priority_parse(name->scalar) < 0)
      complain_unknown(reader, name, "sla", meant);
  }
  for (int p = 0; p < N_PRIORITIES; p++) {
    g_autofree char *where = g_strdup_printf("sla.%s", priority_names[p]);
    struct config_reader entry = *reader;
    entry.where = where;
    const struct yaml_node *node = as_map(&entry, yaml_get(section, priority_names[p]));
    read_keys(&entry, SECTION_SLA, node, NULL, node, &reader->config->targets[p]);
    complete_target(&reader->config->targets[p], &config_target_defaults[p]);
  }
}

static const struct yaml_node *key_of(const struct yaml_node *map, const char *name)
{
  for (guint i = 0; i < map->keys->len; i++) {
    const struct yaml_node *key = map->keys->pdata[i];
    if (g_str_equal(key->scalar, name))
      return key;
  }
  return NULL;
}

static void read_send(struct config_reader *reader, const struct yaml_node *root)
{
  const struct yaml_node *section = key_of(root, "send");
  reader->where = "send";
  if (section)
    read_keys(reader, SECTION_SEND, as_map(reader, yaml_get(root, "send")), NULL, section, &reader->config->send);
}

static void read_watch(struct config_reader *reader, const struct yaml_node *root)
{
  struct config_watch *watch = &reader->config->watch;
  reader->where = "watch";
  read_keys(reader, SECTION_WATCH, as_map(reader, yaml_get(root, "watch")), NULL, root, watch);
  if (!watch->allow)
    watch->allow = g_ptr_array_new_with_free_func(g_free);
}

static void check_sections(const struct config_reader *reader, const struct yaml_node *root)
{
  for (guint i = 0; i < root->keys->len; i++) {
    const struct yaml_node *key = root->keys->pdata[i];
    const char *meant = NULL;
    gboolean known = FALSE;
    for (int section = 0; section < N_SECTIONS; section++)
      if (section != SECTION_BRAKES) {
        known = known || g_str_equal(key->scalar, config_sections[section].name);
        meant = text_likelier(key->scalar, config_sections[section].name, meant);
      }
    if (!known)
      complain_unknown(reader, key, "", meant);
  }
}

/* Desks first, since mailboxes point at them and calendars borrow a zone. */
static void read_all(struct config_reader *reader, const struct yaml_node *root)
{
  check_sections(reader, root);
  reader->where = "desk";
  read_desk(reader, "desk", as_map(reader, yaml_get(root, "desk")), NULL);
  read_entries(reader, SECTION_DESKS, root, read_other_desk);
  read_entries(reader, SECTION_MAILBOXES, root, read_mailbox);
  read_send(reader, root);
  read_watch(reader, root);
  read_targets(reader, root);
  read_entries(reader, SECTION_CALENDARS, root, read_calendar);
  read_entries(reader, SECTION_TEAMS, root, read_team);
}

struct config *config_from_yaml(const struct yaml_node *root, struct problems *problems)
{
  unsigned before = problems_count(problems);
  if (root->kind != YAML_MAP) {
    yaml_problem(root, problems, "expected sections such as 'desk:' and 'mailboxes:'");
    return NULL;
  }
  g_autofree char *dirname = g_path_get_dirname(root->file);
  g_autofree char *folder = g_canonicalize_filename(dirname, NULL);
  g_autoptr(Config) config = config_new(root->file);
  struct config_reader reader = { .config = config, .problems = problems, .folder = folder };
  read_all(&reader, root);
  config_check(&reader, root);
  return problems_count(problems) == before ? g_steal_pointer(&config) : NULL;
}

/* What a run without a configuration uses: an empty one, and no limit of age. */
static struct config *config_built_in(struct problems *problems)
{
  g_autoptr(YamlNode) empty = yaml_parse("built in", "", 0, problems);
  g_autoptr(Config) config = config_new(NULL);
  struct config_reader reader = { .config = config, .problems = problems, .folder = "/" };
  read_all(&reader, empty);
  ((struct config_desk *)config->desks->pdata[0])->max_age = 0;
  return g_steal_pointer(&config);
}

struct config *config_load(const char *path, struct problems *problems)
{
  if (!path)
    return config_built_in(problems);
  g_autoptr(YamlNode) root = yaml_load(path, problems);
  return root ? config_from_yaml(root, problems) : NULL;
}
