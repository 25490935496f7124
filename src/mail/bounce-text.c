/* The text of a bounce, taken apart: what the program wrote, and the message that it returned in the same text. */
#include "mail/bounce.h"

#include <string.h>

/* Lines after which the returned message stands, in lower case. */
static const char *const dividers[] = {
  "below this line is a copy of the message",
  "below the next line is a copy of the message",
  "enclosed is a copy of the message",
  "this is a copy of the message, including",
  "this is a copy of your message, including",
  "this is a copy of the headers",
  "----- original message",
  "-----original message",
  "--- original message",
  "-------original mail info",
  "original message follows",
  "original mail as follows",
  "original message attached",
  "original message headers:",
  "original message header:",
  "unsent message follows",
  "unsent message below",
  "message header follows",
  "message headers follow",
  "message text follows",
  "included is a copy of the message header",
  "header of the original message",
  "headers of the original message",
  "below is a copy of the original message",
  "copy of the original message",
  "----- returned message",
  "--------returned mail follows",
  "-------- returned mail --------",
  "here is your returned mail",
  "start of returned message",
  "first part of the message follows",
  "returned message follows",
  "old message:",
  "kopfzeilen der ursprünglichen",
  "元のメール",
  "元のメッセージ",
  "original message info",
  "원본 메일",
  "원본메일",
  "원본 메시지",
  "原邮件",
  "原始邮件",
};

/* Fields that a returned message begins with. */
static const char *const first_fields[] = {
  "received: ", "return-path:", "message-id:", "from: ", "to: ", "subject:", "date: ", "mime-version:", "dkim-signature:",
  "delivered-to:", "content-type:", "x-",
};

static gboolean is_field(const char *line)
{
  gsize name = strspn(line, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");
  return name > 0 && line[name] == ':';
}

static gboolean begins_header(const char *line)
{
  for (gsize i = 0; i < G_N_ELEMENTS(first_fields); i++)
    if (g_ascii_strncasecmp(line, first_fields[i], strlen(first_fields[i])) == 0)
      return TRUE;
  return FALSE;
}

static const char *next_line(const char *line)
{
  line += strcspn(line, "\n");
  return *line ? line + 1 : line;
}

/* Whether a message's header stands here: fields in a row, among them one that says where it went or what it is called. */
static gboolean is_header(const char *line)
{
  enum { LOOK_AT = 60 };
  guint fields = 0, route = 0, people = 0;
  if (!begins_header(line))
    return FALSE;
  for (guint i = 0; i < LOOK_AT && *line && *line != '\n'; i++, line = next_line(line)) {
    if (*line == ' ' || *line == '\t')
      continue;
    if (!is_field(line))
      break;
    fields++;
    route += !g_ascii_strncasecmp(line, "received:", 9) || !g_ascii_strncasecmp(line, "message-id:", 11) ||
             !g_ascii_strncasecmp(line, "return-path:", 12);
    people += !g_ascii_strncasecmp(line, "from:", 5) || !g_ascii_strncasecmp(line, "to:", 3) ||
              !g_ascii_strncasecmp(line, "subject:", 8) || !g_ascii_strncasecmp(line, "date:", 5);
  }
  return fields >= 3 && (route > 0 || people > 2);
}

static gboolean is_divider(const char *line)
{
  enum { LONGEST = 120 };
  gsize length = strcspn(line, "\n");
  if (length == 0 || length > LONGEST)
    return FALSE;
  g_autofree char *copy = g_strndup(line, length), *lower = g_utf8_strdown(copy, -1);
  for (gsize i = 0; i < G_N_ELEMENTS(dividers); i++)
    if (strstr(lower, dividers[i]))
      return TRUE;
  return FALSE;
}

const char *bounce_find_original(const char *text, const char **ret_end)
{
  const char *line = text, *divider = NULL;
  gboolean after_gap = FALSE; /* the mail's very first lines are no returned message */
  for (; *line && !divider; line = next_line(line)) {
    if (after_gap && is_header(line)) {
      *ret_end = line;
      return line;
    }
    after_gap = *line == '\n' || *line == '-' || *line == '=';
    if (line > text && is_divider(line))
      divider = line;
  }
  if (!divider)
    return NULL;
  *ret_end = divider;
  while (*line && (!is_field(line) || (g_ascii_isspace(*line) && *line != '\n')))
    line = next_line(line);
  return *line ? line : NULL;
}

static void add_line(struct bounce_text *text, char *start)
{
  struct bounce_line line = { start, text->flat->len };
  g_array_append_val(text->lines, line);
  if (*start == '>' && !g_str_has_prefix(start, ">>> "))
    return;
  g_autofree char *lower = g_utf8_strdown(start, -1);
  for (const char *p = lower; *p; p++)
    if (!g_ascii_isspace(*p))
      g_string_append_c(text->flat, *p);
    else if (text->flat->len > 0 && text->flat->str[text->flat->len - 1] != ' ')
      g_string_append_c(text->flat, ' ');
  if (text->flat->len > 0 && text->flat->str[text->flat->len - 1] != ' ')
    g_string_append_c(text->flat, ' ');
}

struct bounce_text *bounce_text_new(const char *said)
{
  struct bounce_text *text = g_new0(struct bounce_text, 1);
  gsize size = MIN(strlen(said), (gsize)BOUNCE_MAX_TEXT);
  const char *whole = said + size;
  if (*whole)
    whole = g_utf8_find_prev_char(said, whole + 1);
  text->text = g_strndup(said, (gsize)(whole - said));
  text->flat = g_string_new(NULL);
  text->lines = g_array_new(FALSE, FALSE, sizeof(struct bounce_line));
  const char *end = NULL, *original = bounce_find_original(text->text, &end);
  text->original = g_strdup(original);
  if (end)
    text->text[end - text->text] = '\0';
  for (char *line = text->text; line;) {
    char *lf = strchr(line, '\n');
    if (lf)
      *lf = '\0';
    add_line(text, line);
    line = lf ? lf + 1 : NULL;
  }
  return text;
}

void bounce_text_free(struct bounce_text *text)
{
  if (!text)
    return;
  g_free(text->text);
  g_free(text->original);
  g_string_free(text->flat, TRUE);
  g_array_unref(text->lines);
  g_free(text);
}
