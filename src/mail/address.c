#include "mail/address.h"

#include "mail/charset.h"
#include "mail/header.h"
#include "mail/view.h"

#include <gmime/gmime.h>
#include <string.h>

/* Each may begin a group in a group, of which GMime reads one inside the other; no list that people make has so many. */
enum { MAX_COLONS = 200 };

/* RFC 5321 section 4.5.3.1 */
enum { MAX_LOCAL = 64, MAX_DOMAIN = 255, MAX_NAME = 1000 };

void mail_address_free(struct mail_address *address)
{
  if (!address)
    return;
  g_free(address->name);
  g_free(address->address);
  g_free(address);
}

static gboolean is_address_text(const char *text, const char *forbidden)
{
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (c <= ' ' || c == 0x7F || g_unichar_isspace(c) || !g_unichar_isprint(c) || (c < 0x80 && strchr(forbidden, (int)c)))
      return FALSE;
  }
  return *text != '\0';
}

char *address_normalize(const char *address)
{
  const char *at = strrchr(address, '@');
  if (!at || at - address > MAX_LOCAL * 4 || strlen(at + 1) > MAX_DOMAIN || !g_utf8_validate(address, -1, NULL))
    return NULL;
  g_autofree char *local = g_strndup(address, (gsize)(at - address));
  g_autofree char *domain = g_utf8_strdown(at + 1, -1);
  g_autofree char *read = strstr(domain, "xn--") ? g_hostname_to_unicode(domain) : NULL;
  if (read) { /* as GMime reads those in From and To (RFC 5890) */
    g_free(domain);
    domain = g_steal_pointer(&read);
  }
  if (!is_address_text(local, "<>()[],;:\\\"@") || !is_address_text(domain, "<>(),;\\\"@"))
    return NULL;
  return g_strconcat(local, "@", domain, NULL);
}

char *address_path(const char *value)
{
  g_autofree char *text = g_strstrip(g_strdup(value));
  char *open = strchr(text, '<'), *close = open ? strchr(open, '>') : NULL;
  char *path = text;
  if (close) {
    *close = '\0';
    path = g_strstrip(open + 1);
  }
  if (*path == '\0')
    return close ? g_strdup("") : NULL;
  if (g_ascii_strcasecmp(path, "MAILER-DAEMON") == 0)
    return g_strdup("");
  return address_normalize(path);
}

static void append_escaped(GString *out, const char *text, const char *special)
{
  for (; *text; text++) {
    if (strchr(special, *text))
      g_string_append_c(out, '\\');
    g_string_append_c(out, (guint8)*text < ' ' ? ' ' : *text);
  }
}

/* GMime decodes encoded words by charsets as strict as their names, and finds structure in what it decoded. So they are
 * decoded before it sees them, and put where nothing in them can be taken for structure. */
static char *decode_names(const char *value)
{
  struct header_words cursor = { NULL };
  GString *out = g_string_sized_new(strlen(value) + 16);
  gboolean is_quoted = FALSE;
  int comments = 0, colons = 0;
  for (const char *p = value, *end = value + strlen(value); *p;) {
    g_autoptr(GString) words = p[0] == '=' && p[1] == '?' ? g_string_new(NULL) : NULL;
    const char *after = words ? header_words_decode(&cursor, p, end, words) : NULL;
    if (after) {
      gboolean is_bare = !is_quoted && comments == 0;
      g_string_append(out, is_bare ? "\"" : "");
      append_escaped(out, words->str, comments > 0 ? "()\\" : "\"\\");
      g_string_append(out, is_bare ? "\" " : "");
      p = after;
      continue;
    }
    if (*p == '\\' && p[1] && (is_quoted || comments > 0))
      g_string_append_c(out, *p++);
    else if (*p == '"' && comments == 0)
      is_quoted = !is_quoted;
    else if (*p == '(' && !is_quoted)
      comments++;
    else if (*p == ')' && !is_quoted && comments > 0)
      comments--;
    gboolean nests = *p == ':' && !is_quoted && comments == 0 && ++colons > MAX_COLONS;
    g_string_append_c(out, nests ? ' ' : *p);
    p++;
  }
  return g_string_free(out, FALSE);
}

static char *clean_name(const char *name)
{
  if (!name)
    return NULL;
  char *clean = header_clean(charset_decode("utf-8", name, MIN(strlen(name), (gsize)MAX_NAME)));
  if (*clean)
    return clean;
  g_free(clean);
  return NULL;
}

static gboolean take_list(InternetAddressList *found, GPtrArray *list)
{
  for (int i = 0; found && i < internet_address_list_length(found); i++) {
    InternetAddress *one = internet_address_list_get_address(found, i);
    if (INTERNET_ADDRESS_IS_GROUP(one)) {
      if (!take_list(internet_address_group_get_members(INTERNET_ADDRESS_GROUP(one)), list))
        return FALSE;
      continue;
    }
    if (list->len >= ADDRESS_MAX)
      return FALSE;
    const char *spec = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(one));
    struct mail_address *address = g_new0(struct mail_address, 1);
    address->address = spec ? address_normalize(spec) : NULL;
    address->name = clean_name(internet_address_get_name(one));
    if (!address->name && !address->address)
      address->name = clean_name(spec);
    g_ptr_array_add(list, address);
  }
  return TRUE;
}

gboolean address_parse(const char *value, const char *hint, GPtrArray *list)
{
  view_gmime();
  g_autofree char *utf8 = charset_decode_raw(hint, value, strlen(value));
  g_autofree char *decoded = decode_names(utf8);
  InternetAddressList *found = internet_address_list_parse(NULL, decoded);
  if (!found)
    return TRUE;
  gboolean is_whole = take_list(found, list);
  g_object_unref(found);
  return is_whole;
}
