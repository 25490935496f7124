/* A YAML file as a tree that remembers where each node stood, over libyaml.
 *
 * Every scalar is a string; typing is the business of whoever reads the tree. Not accepted, each with its place:
 * anchors and aliases, tags, directives, several documents, duplicate keys, keys that are not scalars, depth over 20,
 * files over 4 MiB, more than 200,000 nodes, NUL, anything but UTF-8. */
#pragma once
#include <glib.h>

struct problems;

enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml_node {
  enum yaml_kind kind;
  const char *file; /* as given to yaml_load(); lives as long as the root */
  unsigned line;    /* from 1 */
  unsigned column;  /* from 1 */
  gboolean quoted;  /* a scalar that was written in quotes or as a block */
  char *scalar;     /* YAML_SCALAR: UTF-8, NUL-terminated */
  GPtrArray *keys;  /* YAML_MAP: struct yaml_node *, scalars, in the order of the file */
  GPtrArray *items; /* YAML_MAP: the values beside `keys`; YAML_LIST: the items */
};

/* The root, or NULL with what is wrong in `problems`. An empty file gives an empty map. */
struct yaml_node *yaml_load(const char *path, struct problems *problems);

/* The same from memory; `name` stands for the file in messages. */
struct yaml_node *yaml_parse(const char *name, const char *text, gsize length, struct problems *problems);

/* Frees a root and all below it; accepts NULL. (libyaml itself exports the shorter name that this would have.) */
void yaml_node_free(struct yaml_node *root);
typedef struct yaml_node YamlNode; /* for g_autoptr(YamlNode) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(YamlNode, yaml_node_free)

/* The value of `key` in a map, or NULL (also for NULL and for what is no map). */
const struct yaml_node *yaml_get(const struct yaml_node *node, const char *key);

/* Notes a problem at the node's place. */
void yaml_problem(const struct yaml_node *node, struct problems *problems, const char *format, ...) G_GNUC_PRINTF(3, 4);
