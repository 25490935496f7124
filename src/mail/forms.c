#include "mail/forms.h"

#include "mail/body.h"
#include "mail/charset.h"
#include "mail/header.h"
#include "mail/part-private.h"

#include <string.h>

static char *part_name(const struct part *part)
{
  char *name = header_param(part->header, "Content-Disposition", "filename");
  return name ? name : header_param(part->header, "Content-Type", "name");
}

/* smime-type tells (RFC 8551 section 3.2); gateways that lose the type leave the name. */
static gboolean is_enveloped(const struct part *part)
{
  g_autofree char *type = header_param(part->header, "Content-Type", "smime-type");
  if (g_str_has_suffix(part->type, "pkcs7-mime"))
    return !type || g_str_has_suffix(g_strstrip(type), "nveloped-data") || g_str_has_suffix(type, "nvelopedData");
  if (strcmp(part->type, "application/octet-stream") != 0)
    return FALSE;
  g_autofree char *name = part_name(part);
  return name && g_ascii_strcasecmp(name, "smime.p7m") == 0;
}

gboolean forms_is_encrypted(const struct part *part)
{
  if (strcmp(part->type, "multipart/encrypted") == 0 || strcmp(part->type, "application/pgp-encrypted") == 0 ||
      is_enveloped(part))
    return TRUE;
  for (guint i = 0; part_kind(part) == PART_MULTIPART && part->children && i < part->children->len; i++)
    if (forms_is_encrypted(g_ptr_array_index(part->children, i)))
      return TRUE;
  return FALSE;
}

enum armour { PLAIN, HIDDEN, SIGNED_HEADER, SIGNED };

/* RFC 9580 section 6.2: where each block begins, and what follows. */
static const struct {
  const char *line;
  enum armour next;
} armours[] = {
  { "-----BEGIN PGP MESSAGE-----", HIDDEN },
  { "-----BEGIN PGP MESSAGE, PART ", HIDDEN },
  { "-----BEGIN PGP SIGNATURE-----", HIDDEN },
  { "-----BEGIN PGP PUBLIC KEY BLOCK-----", HIDDEN },
  { "-----BEGIN PGP SIGNED MESSAGE-----", SIGNED_HEADER },
  { "-----END PGP ", PLAIN },
};

static enum armour next_armour(enum armour state, const char *line, gboolean *ret_is_mark)
{
  *ret_is_mark = TRUE;
  for (gsize i = 0; *line == '-' && i < G_N_ELEMENTS(armours); i++)
    if (g_str_has_prefix(line, armours[i].line))
      return armours[i].next;
  *ret_is_mark = FALSE;
  return state;
}

char *forms_without_armour(char *text, gboolean *ret_encrypted)
{
  *ret_encrypted = FALSE;
  if (!strstr(text, "-----BEGIN PGP "))
    return text;
  enum armour state = PLAIN;
  char *to = text;
  for (char *line = text, *next; *line; line = next) {
    gboolean is_mark, is_empty = *line == '\n';
    next = line + strcspn(line, "\n");
    next += *next == '\n';
    state = next_armour(state, line, &is_mark);
    *ret_encrypted = *ret_encrypted || (is_mark && g_str_has_prefix(line, "-----BEGIN PGP MESSAGE"));
    if (!is_mark && (state == PLAIN || state == SIGNED)) {
      line += state == SIGNED && g_str_has_prefix(line, "- ") ? 2 : 0; /* RFC 9580 section 7.2 */
      memmove(to, line, (gsize)(next - line));
      to += next - line;
    }
    if (state == SIGNED_HEADER && is_empty)
      state = SIGNED;
  }
  *to = '\0';
  return g_strstrip(text);
}

static const struct part *find_calendar(const struct part *part)
{
  if (part_kind(part) == PART_CALENDAR)
    return part;
  const struct part *found = NULL;
  for (guint i = 0; part_kind(part) == PART_MULTIPART && part->children && i < part->children->len && !found; i++)
    found = find_calendar(g_ptr_array_index(part->children, i));
  return found;
}

/* Without the line ends that only fold (RFC 5545 section 3.1). */
static char *unfold(char *text)
{
  char *to = text;
  for (const char *p = text; *p; p++) {
    if (*p == '\r')
      continue;
    if (*p == '\n' && (p[1] == ' ' || p[1] == '\t'))
      p++;
    else
      *to++ = *p;
  }
  *to = '\0';
  return text;
}

static char *calendar_text(const struct part *calendar)
{
  g_autoptr(GByteArray) bytes = body_bytes(calendar);
  if (!bytes || bytes->len == 0)
    return g_strdup("");
  g_autofree char *charset = header_param(calendar->header, "Content-Type", "charset");
  return unfold(charset_decode(charset ? charset : "utf-8", bytes->data, bytes->len));
}

/* The value in a line "NAME;X=\"a:b\":value"; NULL when it has another name. */
static const char *value_in(const char *line, const char *name)
{
  gsize length = strlen(name);
  if (g_ascii_strncasecmp(line, name, length) != 0 || (line[length] != ':' && line[length] != ';'))
    return NULL;
  gboolean quoted = FALSE;
  for (const char *p = line + length; *p && *p != '\n'; p++) {
    quoted ^= *p == '"';
    if (*p == ':' && !quoted)
      return p + 1;
  }
  return NULL;
}

static const char *after_newline(const char *line)
{
  const char *newline = strchr(line, '\n');
  return newline ? newline + 1 : NULL;
}

/* The first value of that name below `from`, unescaped (RFC 5545 section 3.3.11). NULL */
static char *find_value(const char *from, const char *name)
{
  const char *value = NULL;
  for (const char *line = from; line && *line && !value; line = after_newline(line))
    value = value_in(line, name);
  if (!value)
    return NULL;
  GString *plain = g_string_new(NULL);
  for (const char *p = value; *p && *p != '\n'; p++) {
    if (*p == '\\' && p[1] && p[1] != '\n')
      g_string_append_c(plain, *++p == 'n' || *p == 'N' ? '\n' : *p);
    else
      g_string_append_c(plain, *p);
  }
  return g_strstrip(g_string_free(plain, FALSE));
}

enum mail_invitation forms_invitation(const struct part *root)
{
  static const struct {
    const char *method;
    enum mail_invitation invitation;
  } methods[] = {
    { "REQUEST", INVITATION_REQUEST }, { "REPLY", INVITATION_REPLY }, { "CANCEL", INVITATION_CANCEL },
    { "COUNTER", INVITATION_COUNTER }, { "ADD", INVITATION_REQUEST }, { "REFRESH", INVITATION_REPLY },
    { "DECLINECOUNTER", INVITATION_REPLY },
  };
  const struct part *calendar = find_calendar(root);
  g_autofree char *method = calendar ? header_param(calendar->header, "Content-Type", "method") : NULL;
  if (calendar && !method) {
    g_autofree char *text = calendar_text(calendar);
    method = find_value(text, "METHOD");
  }
  for (gsize i = 0; method && i < G_N_ELEMENTS(methods); i++)
    if (g_ascii_strcasecmp(g_strstrip(method), methods[i].method) == 0)
      return methods[i].invitation;
  return INVITATION_NONE;
}

char *forms_invitation_text(const struct part *root)
{
  const struct part *calendar = find_calendar(root);
  g_autofree char *text = calendar ? calendar_text(calendar) : g_strdup("");
  const char *event = strstr(text, "BEGIN:VEVENT");
  g_autofree char *summary = event ? find_value(event, "SUMMARY") : NULL;
  g_autofree char *description = event ? find_value(event, "DESCRIPTION") : NULL;
  gboolean both = summary && *summary && description && *description;
  return g_strconcat(summary ? summary : "", both ? "\n\n" : "", description ? description : "", NULL);
}

const char *forms_file_type(const char *name, const char *type)
{
  gboolean is_tnef = strcmp(type, "application/vnd.ms-tnef") == 0 ||
                     (name && g_ascii_strcasecmp(name, "winmail.dat") == 0 && strcmp(type, "application/octet-stream") == 0);
  return is_tnef ? "application/ms-tnef" : type;
}
