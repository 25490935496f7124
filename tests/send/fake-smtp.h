/* An SMTP server on loopback, in a thread, that fails where it is told to. No TLS. */
#pragma once
#include <glib.h>

#define FAKE_DROP "drop" /* instead of a reply: closes the connection */
#define FAKE_HANG "hang" /* says nothing more until the client leaves */

/* What it answers; NULL is the good reply. Each text is sent as it is, with CRLF after it. */
struct fake_script {
  const char *greeting, *ehlo, *auth, *mail, *rcpt, *data, *end, *quit;
  gsize drop_in_body;     /* closes after so many bytes of the first body; 0: never */
  const char *after_mail; /* said or done unasked after the first mail of the first connection; NULL: nothing */
  const char *again;      /* the answer to the second MAIL of the first connection; NULL: as the first */
};

struct fake_smtp;

struct fake_smtp *fake_smtp_start(const struct fake_script *script);
void fake_smtp_stop(struct fake_smtp *fake); /* after the client has gone */
guint fake_smtp_port(const struct fake_smtp *fake);

guint fake_smtp_connections(struct fake_smtp *fake);
gsize fake_smtp_body_bytes(struct fake_smtp *fake);          /* that arrived since the last 354, with the end of the mail */
guint fake_smtp_mails(struct fake_smtp *fake);               /* that ended with a dot */
char *fake_smtp_mail(struct fake_smtp *fake, guint n);       /* its bytes, dots unstuffed; free with g_free() */
gboolean fake_smtp_saw(struct fake_smtp *fake, const char *command); /* a line that starts so */
