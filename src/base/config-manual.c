/* Documentation made from the table: deskbell.yaml(5) and the sample. */
#include "base/config-private.h"
#include "base/roff.h"

#include <string.h>

#define SAMPLE_WIDTH 100

static void append_manual_key(GString *to, const char *prefix, const struct config_key *key)
{
  g_string_append(to, ".TP\n\\fB");
  roff_append(to, prefix);
  roff_append(to, key->name);
  g_string_append(to, "\\fR: ");
  roff_append(to, key->values);
  g_string_append_c(to, '\n');
  roff_append(to, key->doc);
  if (key->required)
    g_string_append(to, " Required.");
  if (key->fallback) {
    g_string_append(to, " Default: \\fB");
    roff_append(to, key->fallback);
    g_string_append(to, "\\fR.");
  }
  g_string_append_c(to, '\n');
}

static void append_manual_keys(GString *to, enum config_section section, const char *prefix)
{
  for (gsize i = 0; i < config_n_keys; i++) {
    const struct config_key *key = &config_keys[i];
    if (key->section != section || !key->doc)
      continue;
    append_manual_key(to, prefix, key);
    if (!key->set)
      append_manual_keys(to, SECTION_BRAKES, "brakes.");
  }
}

char *config_manual(void)
{
  GString *to = g_string_new(NULL);
  for (int section = 0; section < N_SECTIONS; section++) {
    const struct config_section_info *info = &config_sections[section];
    if (section == SECTION_BRAKES)
      continue;
    g_string_append_printf(to, ".SS %s%s\n", info->name, info->entry ? ".NAME" : "");
    roff_append(to, info->doc);
    g_string_append_c(to, '\n');
    append_manual_keys(to, (enum config_section)section, "");
  }
  return g_string_free(to, FALSE);
}

/* A comment of whole words within the width, `indent` spaces in. */
static void append_comment(GString *to, unsigned indent, const char *text)
{
  g_auto(GStrv) words = g_strsplit(text, " ", -1);
  glong column = 0;
  for (char **word = words; *word; word++) {
    glong width = g_utf8_strlen(*word, -1);
    if (!column || column + 1 + width > SAMPLE_WIDTH) {
      g_string_append_printf(to, "%s%*s# %s", column ? "\n" : "", (int)indent, "", *word);
      column = indent + 2 + width;
    } else {
      g_string_append_printf(to, " %s", *word);
      column += 1 + width;
    }
  }
  g_string_append_c(to, '\n');
}

static void append_line(GString *to, unsigned indent, gboolean live, const char *name, const char *value)
{
  g_string_append_printf(to, "%*s%s%s:%s%s\n", (int)indent, "", live ? "" : "#", name, *value ? " " : "", value);
}

/* What stands for a key in the sample: the caller's value; else the example, which stays a comment where the caller has
 * values for the keys that he knows of. */
static void append_sample_key(GString *to, const struct config_key *key, unsigned indent, gboolean live, GHashTable *values)
{
  g_autofree char *full = g_strdup_printf("%s.%s", config_sections[key->section].name, key->name);
  const char *value = values ? g_hash_table_lookup(values, full) : NULL;
  if (!key->sample && !value)
    return;
  if (key->doc)
    append_comment(to, indent, key->doc);
  gboolean own = key->section == SECTION_DESK || key->section == SECTION_MAILBOXES || key->section == SECTION_SEND;
  append_line(to, indent, live && (values && own ? value != NULL : key->live), key->name, value ? value : key->sample);
}

static void append_sample_keys(GString *to, enum config_section section, unsigned indent, gboolean live,
                               GHashTable *values)
{
  for (gsize i = 0; i < config_n_keys; i++) {
    const struct config_key *key = &config_keys[i];
    if (key->section == section)
      append_sample_key(to, key, indent, live, values);
  }
}

/* A target on one line, in office hours but for what cannot wait for them. */
static void append_sample_targets(GString *to)
{
  for (int priority = 0; priority < N_PRIORITIES; priority++) {
    const struct config_target_default *target = &config_target_defaults[priority];
    gboolean always = priority == PRIORITY_URGENT;
    g_string_append_printf(to, "  %s: {first-response: %s, resolution: %s, calendar: %s}\n", priority_names[priority],
                           always ? target->first_response : target->open_first_response,
                           always ? target->resolution : target->open_resolution,
                           always ? "always" : config_sections[SECTION_CALENDARS].entry);
  }
}

static void append_sample_section(GString *to, enum config_section section, GHashTable *values)
{
  const struct config_section_info *info = &config_sections[section];
  g_string_append_c(to, '\n');
  append_comment(to, 0, info->doc);
  append_line(to, 0, info->live, info->name, "");
  if (section == SECTION_SLA) {
    append_sample_targets(to);
    return;
  }
  if (info->entry)
    append_line(to, 2, info->live, info->entry, "");
  append_sample_keys(to, section, info->entry ? 4 : 2, info->live, values);
}

char *config_sample(GHashTable *values)
{
  GString *to =
      g_string_new("# deskbell.yaml: what this desk knows about itself. deskbell.yaml(5) explains every key.\n"
                   "# A line that begins with # and no space shows a default or an example; remove the # to use it.\n"
                   "# `deskbell check` says what is wrong here, all of it at once.\n");
  for (int section = 0; section < N_SECTIONS; section++)
    if (section != SECTION_BRAKES)
      append_sample_section(to, (enum config_section)section, values);
  return g_string_free(to, FALSE);
}
