/* How often a classifier was right: a table of what is so against what it said. */
#pragma once
#include <glib.h>

struct score {
  guint n;      /* labels */
  guint64 *confusion; /* n x n: of each true label, how often each was said */
};

struct score *score_new(guint n);
void score_free(struct score *score); /* accepts NULL */
typedef struct score Score;           /* for g_autoptr(Score) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Score, score_free)

void score_add(struct score *score, guint is, guint said);
guint64 score_total(const struct score *score);

/* Of one label; 0 where nothing can be said. */
struct score_label {
  double precision, recall, f1;
  guint64 support; /* how many there are */
};
struct score_label score_of(const struct score *score, guint label);

double score_accuracy(const struct score *score);
/* The mean F1 of the labels that occur or were said. */
double score_macro_f1(const struct score *score);
