#include "send/envelope.h"

#include "base/fault.h"
#include "base/text.h"
#include "send/send.h"

#include <string.h>

static char *refuse(const char *address, const char *why, GError **error)
{
  g_autofree char *printable = text_printable(address, TEXT_MAX_ADDRESS);
  g_set_error(error, SEND_ERROR, FAULT_DATA, "cannot write to '%s': %s", printable, why);
  return NULL;
}

char *envelope_address(const char *address, GError **error)
{
  for (const unsigned char *c = (const unsigned char *)address; *c; c++)
    if (*c <= ' ' || *c == 0x7f || *c == '<' || *c == '>')
      return refuse(address, "it has a space, a control character or an angle bracket in it", error);
  const char *at = strrchr(address, '@');
  if (!at || at == address || !at[1])
    return refuse(address, "that is no address", error);
  g_autofree char *local = g_strndup(address, (gsize)(at - address));
  if (!g_str_is_ascii(local))
    return refuse(address, "a name outside ASCII before the @ (SMTPUTF8) is not supported", error);
  g_autofree char *domain = g_hostname_to_ascii(at + 1);
  if (!domain)
    return refuse(address, "its domain is no host name", error);
  g_autofree char *wire = g_strconcat(local, "@", domain, NULL);
  if (strlen(wire) > TEXT_MAX_ADDRESS)
    return refuse(address, "it is too long", error);
  return g_steal_pointer(&wire);
}

gboolean envelope_check_mail(GBytes *bytes, GError **error)
{
  gsize length;
  const unsigned char *data = g_bytes_get_data(bytes, &length);
  for (gsize i = 0; i < length; i++) {
    gboolean after_cr = i > 0 && data[i - 1] == '\r';
    if (data[i] == 0 || data[i] >= 0x80 || (data[i] == '\n') != after_cr) {
      g_set_error(error, SEND_ERROR, FAULT_DATA, "byte %" G_GSIZE_FORMAT " of the mail is not 7-bit text in CRLF lines", i);
      return FALSE;
    }
  }
  if (length < 2 || data[length - 1] != '\n') {
    g_set_error_literal(error, SEND_ERROR, FAULT_DATA, "the mail does not end in a line end");
    return FALSE;
  }
  return TRUE;
}
