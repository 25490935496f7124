#include "ledger/token.h"

#include "ledger/identity.h"

#include <string.h>

#define ID_PREFIX "<deskbell."

char *token_message_id(guint64 ticket, const char *nonce, const char *token, const char *domain)
{
  return g_strdup_printf(ID_PREFIX "%" G_GUINT64_FORMAT ".%s%s%s@%s>", ticket, nonce ? nonce : "", nonce ? "." : "", token,
                         domain);
}

char *token_address(guint64 ticket, const char *token, const char *address)
{
  const char *at = strrchr(address, '@');
  g_return_val_if_fail(at, NULL);
  return g_strdup_printf("%.*s+%" G_GUINT64_FORMAT "-%s%s", (int)(at - address), address, ticket, token, at);
}

char *token_tag(const char *tag, guint64 ticket, const char *token)
{
  return g_strdup_printf("%s-%" G_GUINT64_FORMAT "%s%s", tag, ticket, token ? "-" : "", token ? token : "");
}

/* A number from `start` on, and where it ends. */
static gboolean read_number(const char *start, const char **ret_end, guint64 *ret)
{
  gsize digits = strspn(start, "0123456789");
  if (!digits || digits > 19)
    return FALSE;
  *ret = g_ascii_strtoull(start, NULL, 10);
  *ret_end = start + digits;
  return *ret > 0 && *ret <= G_MAXINT64;
}

/* Keeps a token of `least` characters or more. */
static void keep(struct token *ret, const char *start, gsize length, gsize least)
{
  ret->text[0] = 0;
  if (length >= least && length < sizeof ret->text) {
    memcpy(ret->text, start, length);
    ret->text[length] = 0;
  }
}

gboolean token_in_message_id(const char *id, struct token *ret)
{
  const char *end, *at = strchr(id, '@');
  if (!at || !g_str_has_prefix(id, ID_PREFIX) || !read_number(id + strlen(ID_PREFIX), &end, &ret->ticket) ||
      (*end != '.' && end != at))
    return FALSE;
  const char *dot = g_strrstr_len(id, at - id, ".");
  if (dot >= end)
    keep(ret, dot + 1, (gsize)(at - dot - 1), IDENTITY_TOKEN_LENGTH);
  else
    ret->text[0] = 0;
  return TRUE;
}

/* The last plus: people have one of their own in an address, too. */
gboolean token_in_address(const char *address, struct token *ret)
{
  const char *end, *at = strrchr(address, '@');
  const char *plus = at ? g_strrstr_len(address, at - address, "+") : NULL;
  if (!plus || !read_number(plus + 1, &end, &ret->ticket) || (*end != '-' && end != at))
    return FALSE;
  const char *start = *end == '-' ? end + 1 : end;
  keep(ret, start, (gsize)(at - start), IDENTITY_TOKEN_LENGTH);
  return TRUE;
}


/* "1042-7KQF" or "1042", up to what is no part of a word. */
static const char *read_tag(const char *start, struct token *ret)
{
  const char *end;
  if (!read_number(start, &end, &ret->ticket) || g_ascii_isalnum(*end))
    return NULL;
  ret->text[0] = 0;
  if (*end != '-')
    return end;
  const char *token = end + 1;
  gsize length = 0;
  while (g_ascii_isalnum(token[length]))
    length++;
  keep(ret, token, length, IDENTITY_TAG_LENGTH);
  return token + length;
}

const char *token_in_text(const char *text, const char *tag, struct token *ret)
{
  gsize length = strlen(tag);
  if (!length)
    return NULL;
  const char first[] = { g_ascii_tolower(*tag), g_ascii_toupper(*tag), 0 };
  for (const char *p = text; (p = strpbrk(p, first)); p++) {
    if ((p > text && g_ascii_isalnum(p[-1])) || g_ascii_strncasecmp(p, tag, length) || p[length] != '-')
      continue;
    const char *end = read_tag(p + length + 1, ret);
    if (end)
      return end;
  }
  return NULL;
}
