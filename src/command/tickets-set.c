#include "command/tickets-set.h"

#include "base/config.h"
#include "base/text.h"
#include "ledger/corrections.h"

#include <string.h>

static gboolean category_fits(const struct config *config, const char *value)
{
  (void)config;
  if (text_is_name(value))
    return TRUE;
  command_complain("tickets: category: '%s' is no name; up to %d letters, digits and -_./:+ are", value, TEXT_MAX_NAME);
  return FALSE;
}

static gboolean priority_fits(const struct config *config, const char *value)
{
  (void)config;
  if (priority_parse(value) >= 0)
    return TRUE;
  command_complain("tickets: priority is urgent, high, normal or low, not '%s'", value);
  return FALSE;
}

/* Without teams in the configuration, any name will do, as in filters. */
static gboolean team_fits(const struct config *config, const char *value)
{
  if (config->teams->len ? config_team(config, value) != NULL : text_is_name(value))
    return TRUE;
  const char *meant = NULL;
  for (guint i = 0; i < config->teams->len; i++)
    meant = text_likelier(value, ((const struct config_team *)config->teams->pdata[i])->id, meant);
  if (meant)
    command_complain("tickets: there is no team '%s'; did you mean '%s'?", value, meant);
  else
    command_complain("tickets: there is no team '%s'", value);
  return FALSE;
}

static gboolean (*const fits[N_CORRECTION_AXES])(const struct config *config, const char *value) = {
  [CORRECT_CATEGORY] = category_fits,
  [CORRECT_PRIORITY] = priority_fits,
  [CORRECT_TEAM] = team_fits,
};

static gsize axis_of(const char *assignment)
{
  gsize length = strcspn(assignment, "="), axis = 0;
  while (axis < N_CORRECTION_AXES &&
         (strlen(correction_axes[axis]) != length || strncmp(correction_axes[axis], assignment, length)))
    axis++;
  return axis;
}

gboolean tickets_set_parse(const struct config *config, char *const *assignments, const char **values)
{
  for (; *assignments; assignments++) {
    gsize axis = axis_of(*assignments);
    if (axis == N_CORRECTION_AXES) {
      command_complain("tickets: '%s': category=, priority= and team= can be set", *assignments);
      return FALSE;
    }
    const char *value = strchr(*assignments, '=') + 1;
    if (values[axis]) {
      command_complain("tickets: %s is set twice", correction_axes[axis]);
      return FALSE;
    }
    if (!fits[axis](config, value))
      return FALSE;
    values[axis] = value;
  }
  for (gsize i = 0; i < N_CORRECTION_AXES; i++)
    if (values[i])
      return TRUE;
  command_complain("tickets: say what to set: category=NAME, priority=NAME, team=NAME");
  return FALSE;
}
