/* A message as a tree of MIME parts, before anything is decoded.
 *
 * Both ways in make this tree: from bytes (part_parse()) and from an IMAP server (BODYSTRUCTURE and a few FETCHes,
 * source/imap). mail_new() makes the view from it, so that the same mail looks the same whichever way it came. To that
 * end part_parse() draws the lines between parts where Dovecot draws them, reads NUL as 0x80 as Dovecot serves it, and
 * counts every line end as CRLF; and the view is made of `header`, `type`, `octets` and `body` alone.
 *
 * Way of use: build the tree, giving every part its header by part_take_header(); call part_number() and part_plan(); give
 * the body of every part whose `wanted` is above zero; call mail_new(). All of it is untrusted. */
#pragma once
#include <glib.h>

/* Caps on what a stranger may make us hold. */
enum {
  PART_MAX_DEPTH = 30,                 /* the root is at 1; a part below that depth is left out */
  PART_MAX_PARTS = 1000,               /* of one message, counted in the order of part_each(); more are left out, and the
                                          view says so (`cut` of the part they were in) */
  PART_MAX_HEADER = 256 * 1024,        /* bytes of one header block, line ends counted as CRLF; the rest is left out */
  PART_MAX_BODY = 1024 * 1024,         /* encoded bytes read of one text part */
  PART_MAX_BODIES = 4 * 1024 * 1024,   /* encoded bytes read of all parts of one message */
};

struct part {
  GBytes *header;      /* this part's header block as it stood on the wire, CRLF or LF; the message's own at the root;
                          for a nested message, part->children[0] has that message's header */
  char *type;          /* lower-case "text/plain"; RFC 2045 defaults applied (5.2, also message/rfc822 in a digest) */
  guint64 octets;      /* size of the body as encoded, line ends counted as CRLF; 0 for a multipart */
  GPtrArray *children; /* struct part *: of a multipart; of message/rfc822 the one message; else NULL */
  char *section;       /* IMAP section of the part's body, "1.2"; NULL at a root that is multipart */
  gsize wanted;        /* set by part_plan(): how many encoded bytes of the body to read at most; 0: none */
  GBytes *body;        /* the encoded body or its beginning (CRLF or LF); NULL when not read */
  gboolean cut;        /* a cap left something of this part out */
};

struct part *part_new(void);
void part_free(struct part *part); /* accepts NULL; frees the whole tree */
typedef struct part Part;          /* for g_autoptr(Part) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Part, part_free)

/* Takes `header` (full transfer; NULL is an empty one), cuts it to PART_MAX_HEADER (so fetch one byte
 * more, or the cut is not seen), and sets `type` from it. `in_digest`: the parent is multipart/digest. */
void part_take_header(struct part *part, GBytes *header, gboolean in_digest);

/* Appends to `children`, making them if there are none. `child` is taken. */
void part_add(struct part *parent, struct part *child);

/* Sets every `section` from the shape of the tree (RFC 3501 section 6.4.5). The multipart root of a nested message, which
 * has no number of its own, is "2.TEXT". */
void part_number(struct part *root);

/* Decides what is read of the tree: text parts, delivery and feedback reports, returned headers, and of a nested message
 * its header and first text; never an attachment. The one place that knows.
 *
 * A multipart without a single part in it (servers show an empty one in its place) loses its children here and is read as
 * text; at the root its section is then "TEXT". */
void part_plan(struct part *root);

/* Calls `visit` for every part, depth first, parents before children. */
void part_each(struct part *root, void (*visit)(struct part *part, void *data), void *data);

/* Whether a part is what a reader would call an attachment (by disposition, name and type), from its header alone. */
gboolean part_is_attachment(const struct part *part);

/* From the bytes of one message (a leading mbox "From " line is not part of it), bodies read as planned. Never fails on
 * content: what cannot be understood is one text part. `bytes` is not kept. */
struct part *part_parse(GBytes *bytes);
