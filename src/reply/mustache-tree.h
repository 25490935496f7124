/* What a template is once parsed; shared by the parser, the renderer and the check of variable names. */
#pragma once
#include <glib.h>

enum {
  MUSTACHE_MAX_DEPTH = 64,           /* sections and partials within each other */
  MUSTACHE_MAX_TEXT = 256 * 1024,    /* bytes of a template, and of what it renders to */
  MUSTACHE_MAX_STEPS = 200 * 1000,   /* nodes and list items visited while rendering: nested lists multiply without output */
};

enum mustache_kind {
  MUSTACHE_TEXT,
  MUSTACHE_ESCAPED,  /* {{name}} */
  MUSTACHE_RAW,      /* {{{name}}}, {{&name}} */
  MUSTACHE_SECTION,  /* {{#name}} */
  MUSTACHE_INVERTED, /* {{^name}} */
  MUSTACHE_PARTIAL,  /* {{>name}} */
};

struct mustache_node {
  enum mustache_kind kind;
  char *text;          /* of MUSTACHE_TEXT; else the name */
  char *indent;        /* of a partial on a line of its own: what stood before it; else NULL */
  GPtrArray *children; /* struct mustache_node *, of sections; else NULL */
  unsigned line, column;
};

struct mustache {
  char *name;
  GPtrArray *nodes; /* struct mustache_node * */
};
