/* A message as a tree of MIME parts, before anything is decoded.
 *
 * Both ways in make this tree: from bytes (part_parse(), GMime) and from an IMAP server (BODYSTRUCTURE and a few FETCHes,
 * source/imap). mail_new() makes the view from it, so that the same mail looks the same whichever way it came.
 *
 * Way of use: build the tree with headers only; call part_plan(); give the body of every part whose `wanted` is above
 * zero; call mail_new(). All of it is untrusted. */
#pragma once
#include <glib.h>

/* Caps on what a stranger may make us hold. */
enum {
  PART_MAX_DEPTH = 30,
  PART_MAX_PARTS = 1000,               /* of one message; more are left out, and the view says so */
  PART_MAX_HEADER = 256 * 1024,        /* bytes of one header block; the rest of it is left out */
  PART_MAX_BODY = 1024 * 1024,         /* encoded bytes read of one text part */
  PART_MAX_BODIES = 4 * 1024 * 1024,   /* encoded bytes read of all parts of one message */
};

struct part {
  GBytes *header;      /* this part's header block as it stood on the wire, CRLF or LF; the message's own at the root;
                          for a nested message, part->children[0] has that message's header */
  char *type;          /* lower-case "text/plain"; RFC 2045 defaults applied (5.2, also message/rfc822 in a digest) */
  guint64 octets;      /* size of the body as encoded, line ends counted as CRLF */
  GPtrArray *children; /* struct part *: of a multipart; of message/rfc822 the one message; else NULL */
  char *section;       /* IMAP section of the part's body, "1.2"; NULL at a root that is multipart */
  gsize wanted;        /* set by part_plan(): how many encoded bytes of the body to read at most; 0: none */
  GBytes *body;        /* the encoded body or its beginning; NULL when not read */
  gboolean cut;        /* a cap left something of this part out */
};

struct part *part_new(void);
void part_free(struct part *part); /* accepts NULL; frees the whole tree */
typedef struct part Part;          /* for g_autoptr(Part) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Part, part_free)

/* Decides what is read of the tree: text parts, delivery and feedback reports, returned headers, and of a nested message
 * its header and first text; never an attachment. The one place that knows. */
void part_plan(struct part *root);

/* Calls `visit` for every part, depth first, parents before children. */
void part_each(struct part *root, void (*visit)(struct part *part, void *data), void *data);

/* Whether a part is what a reader would call an attachment (by disposition, name and type), from its header alone. */
gboolean part_is_attachment(const struct part *part);

/* From the bytes of one message (a leading mbox "From " line is not part of it), bodies read as planned. Never fails on
 * content: what cannot be understood is one text part. `bytes` is not kept. */
struct part *part_parse(GBytes *bytes);
