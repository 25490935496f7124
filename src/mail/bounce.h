/* What the readers of bounces share. Private to the mail room.
 *
 * report.c reads the standard parts and asks the others: bounce-form.c (by bounce-words.c) whether a mail without such a
 * part is a bounce, bounce-lines.c (by bounce-address.c) who did not get it, bounce-status.c (by bounce-reasons.c) why,
 * bounce-original.c which mail it was. */
#pragma once
#include "mail/mail.h"
#include "mail/part.h"

enum {
  BOUNCE_MAX_RECIPIENTS = 1000,
  BOUNCE_MAX_TEXT = 64 * 1024, /* bytes of text looked at */
  BOUNCE_MAX_DIAGNOSTIC = 2000, /* characters */
};

struct bounce_search {
  const struct part *root;
  const struct mail *mail;  /* all of it but `bounce` is there */
  struct mail_bounce *bounce;
  GHashTable *by_address;   /* char * → its recipient */
  gboolean is_report;       /* any standard part */
  gboolean has_failure, has_delay, has_feedback;
  gboolean has_success;     /* somebody did get it */
  guint marks;              /* of a bounce, by bounce_mark() */
  gboolean is_other;        /* the subject says that it is something else; the same */
  char *pending;            /* whom a group named that said nothing more: some programs part it from its outcome */
};

/* A recipient, or more about one who is known; takes the strings, each may be NULL. */
void bounce_add(struct bounce_search *search, char *address, char *status, char *diagnostic);

/* One group of fields of a delivery report (RFC 3464 section 2.3). */
void bounce_add_group(struct bounce_search *search, GBytes *group);

/* Text of a bounce, without the message that was returned in it. */
struct bounce_text {
  char *text;            /* LF line ends, at most BOUNCE_MAX_TEXT bytes */
  char *original;        /* the returned message from its header on; NULL */
  GString *flat;         /* `text` in lower case, white space folded to single blanks, quoted lines left out */
  GArray *lines;         /* struct bounce_line */
};

struct bounce_line {
  char *start;           /* ends with NUL */
  gsize flat;            /* where it begins in `flat` */
};

struct bounce_text *bounce_text_new(const char *text);
void bounce_text_free(struct bounce_text *text);
typedef struct bounce_text BounceText;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BounceText, bounce_text_free)

/* Where a form names its recipients; the other places are tried after it. */
enum bounce_place {
  PLACE_LINES,    /* addresses that begin a line behind the words, or stand behind a label */
  PLACE_NEAR,     /* in the same sentence */
  PLACE_DIALOGUE, /* in an SMTP dialogue */
  PLACE_NAMES,    /* alone on a line, without the domain, which is the sender's */
};

struct bounce_form {
  const char *words;    /* in lower case */
  enum bounce_place place;
  enum mail_bounce_kind kind;
  gboolean is_common;   /* people say so too */
};

struct bounce_match {
  const struct bounce_form *form;
  gsize start, end;      /* of the words in `flat` */
};

/* The form that the words of `text` are of: the first of the table; NULL when there is none. */
const struct bounce_form *bounce_form_find(const struct bounce_text *text, struct bounce_match *ret_match);

/* Whether these words say that delivery will be tried again. `flat` is in lower case. */
gboolean bounce_is_delay(const char *flat);

/* Whether From is a name that programs have (postmasters, too). */
gboolean bounce_is_daemon(const struct mail *mail);

/* Notes what but its words says that it may be one; whether anything does. Cheap: asked of every mail, after the standard
 * parts. */
gboolean bounce_mark(struct bounce_search *search);

/* Reads a bounce that has no standard part, if it is one. */
void bounce_read_form(struct bounce_search *search, const struct bounce_text *text);

/* Finds recipients in the text; what the form says of where they are is tried first. */
void bounce_read_lines(struct bounce_search *search, const struct bounce_text *text, const struct bounce_match *match);

/* Whether an address stands by itself right behind the words, as programs put it. */
gboolean bounce_names_recipient(const struct bounce_text *text, const struct bounce_match *match);

/* What the text says of recipients of whom the report says no more than that they failed. */
void bounce_tell_more(struct bounce_search *search, const struct bounce_text *text);

/* The first address in `line` (up to `end`), or NULL; `ret_after` (may be NULL) is what stands behind it. */
char *bounce_address(const char *line, const char *end, const char **ret_after);
gboolean bounce_is_atom(char c);               /* of a local part, RFC 5321 */
gboolean bounce_is_role(const char *address);  /* those who run the mail */

/* An address that begins the line and is no part of a sentence, or ends it behind a display name; NULL. */
char *bounce_recipient_of_line(const char *line, const char **ret_rest);

/* An address behind "Recipient:" and the like; `is_weak`: behind "To:", as quoted header lines have it, too. NULL. */
char *bounce_labelled_recipient(const char *line, gboolean is_weak, const char **ret_rest);

/* class.subject.detail (RFC 3463) out of what a server or a program said; `class` ('4' or '5') is taken where the text tells
 * a reason and no class. NULL when it tells nothing. */
char *bounce_status(const char *said, char class);

/* The subject and detail ("1.1") of the reason that the words give; NULL. `text` is in lower case with single blanks.
 * `ret_class` is set to '4' where the reason passes by itself, else 0. */
const char *bounce_reason(const char *text, gboolean has_class, char *ret_class);

/* Whether a server's code stands in it, of RFC 3463 or SMTP. */
gboolean bounce_has_code(const char *said);

/* "5.1.1" at the beginning of a Status field, remarks behind it left out; NULL. */
char *bounce_status_code(const char *value);

/* Whether trying that address again makes no sense; the rule is at the definition. */
gboolean bounce_is_hard(enum mail_bounce_kind kind, const char *status);

/* Says in search->bounce which mail came back; `text` may be NULL. */
void bounce_read_original(struct bounce_search *search, const struct bounce_text *text);

/* Where in `text` the header of a returned message begins; NULL. Sets `ret_end` to where the words before it end. */
const char *bounce_find_original(const char *text, const char **ret_end);

/* The notifications that Amazon SES sends as JSON. */
void bounce_read_json(struct bounce_search *search, const struct bounce_text *text);
