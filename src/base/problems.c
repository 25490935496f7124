#include "base/problems.h"

#include "base/fault.h"

#include <string.h>

#define MOST_KEPT 100

G_DEFINE_QUARK(deskbell-problems-error-quark, problems_error)

struct problems {
  GString *errors;
  GString *warnings;
  unsigned n_errors;
  unsigned n_warnings;
};

struct problems *problems_new(void)
{
  struct problems *problems = g_new0(struct problems, 1);
  problems->errors = g_string_new(NULL);
  problems->warnings = g_string_new(NULL);
  return problems;
}

void problems_free(struct problems *problems)
{
  if (!problems)
    return;
  g_string_free(problems->errors, TRUE);
  g_string_free(problems->warnings, TRUE);
  g_free(problems);
}

G_GNUC_PRINTF(6, 0)
static void add(GString *to, const char *kind, const char *file, unsigned line, unsigned column, const char *format,
                va_list args)
{
  if (file)
    g_string_append(to, file);
  if (line)
    g_string_append_printf(to, ":%u", line);
  if (line && column)
    g_string_append_printf(to, ":%u", column);
  if (file)
    g_string_append(to, ": ");
  g_string_append(to, kind);
  g_string_append_vprintf(to, format, args);
  g_string_append_c(to, '\n');
}

void problems_add(struct problems *problems, const char *file, unsigned line, unsigned column, const char *format, ...)
{
  if (problems->n_errors++ >= MOST_KEPT)
    return;
  va_list args;
  va_start(args, format);
  add(problems->errors, "", file, line, column, format, args);
  va_end(args);
}

void problems_warn(struct problems *problems, const char *file, unsigned line, unsigned column, const char *format, ...)
{
  if (problems->n_warnings++ >= MOST_KEPT)
    return;
  va_list args;
  va_start(args, format);
  add(problems->warnings, "warning: ", file, line, column, format, args);
  va_end(args);
}

unsigned problems_count(const struct problems *problems)
{
  return problems->n_errors;
}

char *problems_text(const struct problems *problems)
{
  GString *text = g_string_new(problems->errors->str);
  if (problems->n_errors > MOST_KEPT)
    g_string_append_printf(text, "... and %u more\n", problems->n_errors - MOST_KEPT);
  g_string_append(text, problems->warnings->str);
  return g_string_free(text, FALSE);
}

char *problems_first(const struct problems *problems)
{
  char *text = problems_text(problems);
  text[strcspn(text, "\n")] = '\0';
  return text;
}

gboolean problems_to_error(const struct problems *problems, GError **error)
{
  if (!problems->n_errors)
    return TRUE;
  g_autofree char *text = problems_text(problems);
  g_set_error_literal(error, PROBLEMS_ERROR, FAULT_CONFIG, g_strchomp(text));
  return FALSE;
}
