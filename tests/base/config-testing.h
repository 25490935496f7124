/* What the tests of the configuration share. */
#pragma once
#include "base/config.h"
#include "base/problems.h"
#include "base/yaml.h"

#include <string.h>

/* Reads `text` as if it were the file `name`. NULL when there are problems. */
static inline struct config *config_of(const char *name, const char *text, struct problems *problems)
{
  g_autoptr(YamlNode) root = yaml_parse(name, text, strlen(text), problems);
  return root ? config_from_yaml(root, problems) : NULL;
}

/* The same for a text that has nothing wrong in it; its warnings may stand. */
static inline struct config *config_must(const char *name, const char *text)
{
  g_autoptr(Problems) problems = problems_new();
  struct config *config = config_of(name, text, problems);
  if (!config) {
    g_autofree char *said = problems_text(problems);
    g_error("%s", said);
  }
  return config;
}
