/* Mail whose label is known: LABEL=PATH on the command line. */
#pragma once
#include <glib.h>

struct command;

struct labelled_mail {
  char *label, *subject, *text;
};

struct labelled {
  GArray *mails;  /* struct labelled_mail */
  guint unreadable;
  int status;     /* 0, or what was complained of */
};

/* Reads all arguments from the `first` on. FALSE with `status` set: nothing can be made of them. What cannot be read is complained of,
 * counted and left out. */
gboolean labelled_read(const struct command *command, guint first, const char *ca_file, struct labelled *ret);
void labelled_clear(struct labelled *labelled);
