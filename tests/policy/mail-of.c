#include "mail-of.h"

#include "base/problems.h"

#include <string.h>

static gboolean has_line(const char *headers, const char *name)
{
  g_auto(GStrv) lines = g_strsplit(headers, "\n", -1);
  gsize n = strlen(name);
  for (char **line = lines; *line; line++)
    if (!g_ascii_strncasecmp(*line, name, n) && (*line)[n] == ':')
      return TRUE;
  return FALSE;
}

struct mail *mail_of(const char *headers)
{
  return mail_with(headers, "My parcel has not come.\n");
}

struct mail *mail_with(const char *headers, const char *body)
{
  static const char *const usual[][2] = {
    { "From", "Mina Park <mina@customer.example>" },
    { "To", "support@acme.example" },
    { "Subject", "Order 1234" },
    { "Message-ID", "<1@customer.example>" },
    { "Date", "Sun, 22 Nov 2026 08:59:00 +0000" },
  };
  GString *text = g_string_new(NULL);
  g_auto(GStrv) lines = g_strsplit(headers, "\n", -1);
  for (char **line = lines; *line; line++)
    if (**line && !g_str_has_suffix(*line, ":-"))
      g_string_append_printf(text, "%s\n", *line);
  for (gsize i = 0; i < G_N_ELEMENTS(usual); i++)
    if (!has_line(headers, usual[i][0]))
      g_string_append_printf(text, "%s: %s\n", usual[i][0], usual[i][1]);
  g_string_append_printf(text, "%s\n%s",
                         has_line(headers, "Content-Type") ? "" : "Content-Type: text/plain; charset=utf-8\n", body);
  g_autoptr(GBytes) bytes = g_string_free_to_bytes(text);
  return mail_from_bytes(bytes, NULL);
}

struct automatic_words *shipped_words(void)
{
  g_autoptr(Problems) problems = problems_new();
  g_autofree char *folder = g_build_filename(g_getenv("top_srcdir"), "filters", "automatic", NULL);
  struct automatic_words *words = automatic_words_load(folder, NULL, problems);
  g_autofree char *text = problems_text(problems);
  g_assert_cmpstr(text, ==, "");
  g_assert_nonnull(words);
  return words;
}

GPtrArray *globs_of(const char *const *list)
{
  GPtrArray *array = g_ptr_array_new();
  for (; *list; list++)
    g_ptr_array_add(array, (void *)*list);
  return array;
}
