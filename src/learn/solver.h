/* LIBLINEAR, which is opened when it is first needed: one label against all others. */
#pragma once
#include <glib.h>

/* A mail's features: those of `n` places with numbers from 1, in rising order, ended by one of number -1. The layout is
 * LIBLINEAR's. */
struct solver_node {
  int index;
  double value;
};

struct solver_task {
  const struct solver_node **rows;
  guint n_rows;
  guint n_features;
  const gboolean *yes;   /* of each row */
  double cost;           /* what an error costs ... */
  double yes_factor, no_factor; /* ... on either side */
};

/* FALSE with FAULT_UNAVAILABLE: this build, or this machine, is without the library. */
gboolean solver_open(GError **error);

/* Fills `weights` with n_features numbers. The same task gives the same numbers. Not for several threads. */
gboolean solver_run(const struct solver_task *task, double *weights, GError **error);
