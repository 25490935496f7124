/* Mails for tests, written as C strings. */
#pragma once
#include "mail/mail.h"
#include "mail/part.h"

#include <string.h>

static inline struct mail *sample_mail(const char *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
  return mail_from_bytes(bytes, NULL);
}

static inline struct part *sample_parts(const char *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
  return part_parse(bytes);
}

/* With CRLF for every LF. */
static inline char *sample_crlf(const char *text)
{
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  return g_strjoinv("\r\n", lines);
}
