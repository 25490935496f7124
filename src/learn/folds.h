/* Mails in parts of which each is judged by a classifier that has seen the others only. */
#pragma once
#include <glib.h>

/* The part of each of `n` mails, from 0: labels in about the same shares everywhere, a group never in two parts. The same
 * `seed` gives the same parts. Free with g_free(). */
guint *folds_new(const guint *labels, const guint64 *groups, guint n, guint n_folds, guint seed);
