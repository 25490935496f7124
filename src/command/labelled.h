/* Mail whose label is known: LABEL=PATH on the command line, and what people corrected (corrections.h). */
#pragma once
#include <glib.h>

struct command;
struct mail;

struct labelled_mail {
  char *label, *subject, *text;
};

struct labelled {
  GArray *mails;         /* struct labelled_mail */
  GHashTable *corrected; /* contact keys of those that people corrected; a LABEL=PATH has no say in these */
  guint n_set, n_moved;  /* how many these are */
  guint unreadable;
  int status;            /* 0, or what was complained of */
};

void labelled_init(struct labelled *ret);

/* FALSE: complained that the first argument is a LABEL=PATH where the file of a model should stand. */
gboolean labelled_has_model(const struct command *command);

/* Reads all arguments from the `first` on. FALSE with `status` set: nothing can be made of them. What cannot be read is
 * complained of, counted and left out. */
gboolean labelled_read(const struct command *command, guint first, const char *ca_file, struct labelled *labelled);

/* One more mail of `label`. */
void labelled_take(struct labelled *labelled, const char *label, const struct mail *mail);

/* Complains of what cannot be read, and counts it. */
void labelled_leave_out(struct labelled *labelled, const GError *problem);

void labelled_clear(struct labelled *labelled);
