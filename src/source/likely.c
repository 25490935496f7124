/* Whether a file is a message at all. */
#include "source/files.h"

#include <string.h>

enum { MAX_LINES = 200, MAX_BYTES = 64 * 1024 };

/* A mail has at least one of them; notes, programs and pictures do not begin with any. */
static const char *const usual[] = {
  "From", "To", "Cc", "Subject", "Date", "Message-ID", "Received", "Return-Path", "Delivered-To", "X-Original-To",
  "Envelope-To", "Reply-To", "MIME-Version", "Content-Type", "DKIM-Signature", "Authentication-Results", "Sender",
};

static gsize name_length(const char *line, gsize length)
{
  gsize name = 0;
  while (name < length && line[name] > ' ' && line[name] < 0x7F && line[name] != ':')
    name++;
  return name;
}

static gboolean is_usual(const char *name, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS(usual); i++)
    if (strlen(usual[i]) == length && g_ascii_strncasecmp(usual[i], name, length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean is_at(const char *line, gsize length, const char *prefix)
{
  return length >= strlen(prefix) && memcmp(line, prefix, strlen(prefix)) == 0;
}

gboolean message_is_likely(GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data(bytes, &size);
  const char *end = data + MIN(size, (gsize)MAX_BYTES);
  if (end - data >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0)
    data += 3;
  for (guint lines = 0; data < end && lines < MAX_LINES; lines++) {
    const char *newline = memchr(data, '\n', (gsize)(end - data));
    gsize length = (gsize)((newline ? newline : end) - data), name = name_length(data, length);
    gboolean folded = lines > 0 && length > 0 && (*data == ' ' || *data == '\t');
    gboolean is_envelope = lines == 0 && (is_at(data, length, "From ") || is_at(data, length, ">From "));
    gsize colon = name;
    while (colon < length && (data[colon] == ' ' || data[colon] == '\t')) /* RFC 5322, obsolete */
      colon++;
    gboolean field = name > 0 && colon < length && data[colon] == ':';
    if (field && is_usual(data, name))
      return TRUE;
    if (!folded && !field && !is_envelope)
      return FALSE;
    data = newline ? newline + 1 : end;
  }
  return FALSE;
}
