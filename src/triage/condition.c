#include "triage/filters-private.h"

#include "base/fault.h"
#include "base/text.h"
#include "mail/mail.h"
#include "triage/folded.h"
#include "triage/negation.h"

#include <string.h>

enum { MAX_EVIDENCE = 200 };

static char *cut(const char *evidence)
{
  gboolean all = g_utf8_strlen(evidence, -1) <= MAX_EVIDENCE;
  return all ? g_strdup(evidence) : g_utf8_substring(evidence, 0, MAX_EVIDENCE);
}

char *condition_evidence(const struct folded *folded, gsize start, gsize end)
{
  g_autofree char *found = folded_original(folded, start, end);
  return cut(found);
}

static gboolean say(const struct test *test, const char *evidence, const char *where)
{
  struct hit *hit = test->hit;
  if (!hit->evidence) {
    hit->evidence = cut(evidence);
    hit->where = where;
  }
  return TRUE;
}

static void bad(GError **error, const char *message)
{
  g_set_error_literal(error, WORDS_ERROR, FAULT_CONFIG, message);
}

static gboolean is_guarded(guard_function *const *guards, const struct words_text *text, const struct words_span *span)
{
  for (; *guards; guards++)
    if ((*guards)(words_text_folded(text), span->start, span->end))
      return TRUE;
  return FALSE;
}

/* The first match that no guard takes back. */
static gboolean match_words(const struct words_pattern *pattern, const struct words_text *text, const char *where,
                            const struct test *test)
{
  struct words_span span;
  gsize from = 0;
  for (guint i = 0; i < NEGATION_MOST_TRIED && words_find(pattern, text, from, &span); i++) {
    from = MAX(span.end, span.start + 1);
    if (is_guarded(test->guards, text, &span))
      continue;
    g_autofree char *found = folded_original(words_text_folded(text), span.start, span.end);
    return say(test, found, where);
  }
  return FALSE;
}

static gpointer load_words(const char *stored, GError **error)
{
  struct words_pattern *pattern = words_load(stored);
  if (!pattern)
    bad(error, "no stored words");
  return pattern;
}

static gboolean match_subject(gconstpointer value, const struct test *test)
{
  return match_words(value, test->view->subject, "subject", test);
}

static gboolean match_text(gconstpointer value, const struct test *test)
{
  return match_words(value, test->view->text, "text", test);
}

static gboolean match_subject_or_text(gconstpointer value, const struct test *test)
{
  return match_subject(value, test) || match_text(value, test);
}

struct header_value {
  struct words_pattern *words; /* NULL: any value (`*`) */
};

static gpointer compile_header(const char *value, GError **error)
{
  struct words_pattern *words = NULL;
  if (strcmp(value, "*") && !(words = words_compile(value, error)))
    return NULL;
  struct header_value *header = g_new(struct header_value, 1);
  header->words = words;
  return header;
}

static void free_header(gpointer value)
{
  words_free(((struct header_value *)value)->words);
  g_free(value);
}

static gboolean match_header(gconstpointer value, const struct test *test)
{
  const struct header_value *header = value;
  const char *name = test->name + strlen("header.");
  const GPtrArray *headers = test->view->mail->headers;
  for (guint i = 0; headers && i < headers->len; i++) {
    const struct mail_header *field = headers->pdata[i];
    if (g_ascii_strcasecmp(field->name, name))
      continue;
    if (!header->words)
      return say(test, field->value, test->name);
    struct words_text *text = words_text_new(field->value);
    gboolean met = match_words(header->words, text, test->name, test);
    words_text_free(text);
    if (met)
      return TRUE;
  }
  return FALSE;
}

struct person {
  char *glob;                  /* on the address; NULL when there are words */
  char *domain;                /* a value without `@`, `*`, `?` is also a whole domain */
  struct words_pattern *words; /* on the name */
};

static gpointer compile_person(const char *value, GError **error)
{
  struct person *person = g_new0(struct person, 1);
  if (value[0] != '/' && strpbrk(value, "@*?")) {
    person->glob = g_strdup(value);
    return person;
  }
  person->words = words_compile(value, error);
  if (person->words) {
    person->domain = g_strdup(value);
    return person;
  }
  g_free(person);
  return NULL;
}

static void free_person(gpointer value)
{
  struct person *person = value;
  g_free(person->glob);
  g_free(person->domain);
  words_free(person->words);
  g_free(person);
}

static gboolean is_person(const struct person *person, const char *address, const struct words_text *name,
                          const char *where, const struct test *test)
{
  const char *at = address ? strrchr(address, '@') : NULL;
  if (person->glob)
    return address && text_glob(person->glob, address) && say(test, address, where);
  if (at && !g_ascii_strcasecmp(at + 1, person->domain))
    return say(test, address, where);
  return name && match_words(person->words, name, where, test);
}

static gboolean match_from(gconstpointer value, const struct test *test)
{
  return is_person(value, test->view->mail->from.address, test->view->name, "from", test);
}

static gboolean is_one_of(const struct person *person, const GPtrArray *people, const struct test *test)
{
  for (guint i = 0; people && i < people->len; i++) {
    const struct mail_address *to = people->pdata[i];
    struct words_text *name = to->name && person->words ? words_text_new(to->name) : NULL;
    gboolean met = is_person(person, to->address, name, "to", test);
    words_text_free(name);
    if (met)
      return TRUE;
  }
  return FALSE;
}

static gboolean match_to(gconstpointer value, const struct test *test)
{
  const struct mail *mail = test->view->mail;
  if (is_one_of(value, mail->to, test) || is_one_of(value, mail->cc, test))
    return TRUE;
  for (guint i = 0; mail->envelope.to && i < mail->envelope.to->len; i++)
    if (is_person(value, mail->envelope.to->pdata[i], NULL, "to", test))
      return TRUE;
  return FALSE;
}

static gpointer compile_language(const char *value, GError **error)
{
  static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
  g_autofree char *tag = g_ascii_strdown(value, -1);
  if (g_ascii_isalpha(tag[0]) && g_ascii_isalpha(tag[1]) && !tag[strspn(tag, allowed)])
    return g_steal_pointer(&tag);
  bad(error, "no language; write a tag such as 'ko', 'pt-br' or 'und'");
  return NULL;
}

static gboolean match_language(gconstpointer value, const struct test *test)
{
  const char *language = test->view->language;
  gsize length = strlen(value);
  return !strncmp(language, value, length) && (!language[length] || language[length] == '-');
}

struct size {
  char sign; /* '<' or '>' */
  guint64 bytes;
};

static gpointer compile_size(const char *value, GError **error)
{
  static const struct {
    char unit;
    guint64 bytes;
  } units[] = { { 'k', 1024 }, { 'm', 1024 * 1024 }, { 'g', 1024 * 1024 * 1024 } };
  char *end = NULL;
  const char *digits = value + 1 + strspn(value[0] ? value + 1 : "", " ");
  guint64 bytes = 0, unit = 1;
  gboolean valid = (value[0] == '<' || value[0] == '>') && g_ascii_isdigit(*digits);
  if (valid) {
    bytes = g_ascii_strtoull(digits, &end, 10);
    for (gsize i = 0; i < G_N_ELEMENTS(units); i++)
      if (g_ascii_tolower(*end) == units[i].unit) {
        unit = units[i].bytes;
        end++;
        break;
      }
    valid = *end == '\0' && bytes <= G_MAXUINT32;
  }
  if (!valid) {
    bad(error, "no size; write '>1M' or '<10k'");
    return NULL;
  }
  struct size *size = g_new(struct size, 1);
  *size = (struct size){ value[0], bytes * unit };
  return size;
}

static gboolean match_size(gconstpointer value, const struct test *test)
{
  const struct size *size = value;
  const struct mail *mail = test->view->mail;
  guint64 bytes = strlen(mail->text);
  for (guint i = 0; mail->attachments && i < mail->attachments->len; i++)
    bytes += ((const struct mail_attachment *)mail->attachments->pdata[i])->size;
  return size->sign == '<' ? bytes < size->bytes : bytes > size->bytes;
}

static gpointer compile_glob(const char *value, GError **error)
{
  (void)error;
  return g_strdup(value);
}

static gboolean match_attachment(gconstpointer value, const struct test *test)
{
  const GPtrArray *attachments = test->view->mail->attachments;
  guint n = attachments ? attachments->len : 0;
  if (!strcmp(value, "yes") || !strcmp(value, "no"))
    return (n > 0) == !strcmp(value, "yes");
  for (guint i = 0; i < n; i++) {
    const struct mail_attachment *attachment = attachments->pdata[i];
    if ((attachment->name && text_glob(value, attachment->name)) ||
        (attachment->type && text_glob(value, attachment->type)))
      return say(test, attachment->name ? attachment->name : attachment->type, "attachment");
  }
  return FALSE;
}

static gpointer load_signal(const char *stored, GError **error)
{
  if ((*stored == SIGNAL_OF_RULE || *stored == SIGNAL_OF_WORDS) && stored[1])
    return g_strdup(stored);
  bad(error, "no stored signal");
  return NULL;
}

static gboolean match_signal(gconstpointer value, const struct test *test)
{
  const char *asked = value, *name = asked + 1;
  if (*asked == SIGNAL_OF_RULE)
    return g_ptr_array_find_with_equal_func((GPtrArray *)test->view->matched, name, g_str_equal, NULL);
  return signal_is_told(test->view->signals, name);
}

static gpointer compile_hours(const char *value, GError **error)
{
  if (!strcmp(value, "inside") || !strcmp(value, "outside"))
    return g_strdup(value);
  bad(error, "neither 'inside' nor 'outside'");
  return NULL;
}

static gboolean match_hours(gconstpointer value, const struct test *test)
{
  return test->view->facts->inside_hours == !strcmp(value, "inside");
}

static gboolean match_tier(gconstpointer value, const struct test *test)
{
  return test->view->facts->tier && text_glob(value, test->view->facts->tier);
}

const struct condition_kind condition_kinds[] = {
  { "from", FALSE, "glob or words",
    "Who wrote. A value with an @, * or ? is a glob on the address; any other is a domain, or words of the name.",
    NULL, compile_person, match_from, free_person },
  { "to", FALSE, "glob or words", "A recipient in To, Cc or the envelope, written as for from.",
    NULL, compile_person, match_to, free_person },
  { "subject", FALSE, "words or /expression/", "The subject.",
    words_store, load_words, match_subject, (GDestroyNotify)words_free },
  { "text", FALSE, "words or /expression/",
    "What was newly written, or passed on, without quoted mail; the whole text where nothing new can be told from it.",
    words_store, load_words, match_text, (GDestroyNotify)words_free },
  { "subject-or-text", FALSE, "words or /expression/", "Either of the two.",
    words_store, load_words, match_subject_or_text, (GDestroyNotify)words_free },
  { "header", TRUE, "words, /expression/ or *", "Any header of that name; * is met when there is one.",
    NULL, compile_header, match_header, free_header },
  { "language", FALSE, "tag", "The language of the mail: ko, en, zh-hant; zh includes both. und when it cannot be told.",
    NULL, compile_language, match_language, g_free },
  { "size", FALSE, ">N or <N, with k, M or G", "Size of text and attachments together.",
    NULL, compile_size, match_size, g_free },
  { "attachment", FALSE, "yes, no or glob", "Whether there are attachments, or one with that name or MIME type.",
    NULL, compile_glob, match_attachment, g_free },
  { "signal", FALSE, "name of an earlier rule or of a signal", "Whether that rule matched, or else that signal was found.",
    NULL, load_signal, match_signal, g_free },
  { "hours", FALSE, "inside or outside", "Whether the mail arrived in the opening hours.",
    NULL, compile_hours, match_hours, g_free },
  { "tier", FALSE, "glob", "The contract tier of the sender; never met without one.",
    NULL, compile_glob, match_tier, g_free },
};
const guint n_condition_kinds = G_N_ELEMENTS(condition_kinds);

gboolean condition_holds(const struct condition *condition, const struct view *view, guard_function *const *guards,
                         struct hit *hit)
{
  /* What is ruled out is ruled out in whatever way it is said, and is no evidence. */
  static guard_function *const unguarded[] = { NULL };
  struct hit found = { 0 };
  struct test test = { view, condition->name, condition->negated ? unguarded : guards, &found };
  gboolean met = FALSE;
  for (guint i = 0; !met && i < condition->values->len; i++)
    met = condition->kind->match(condition->values->pdata[i], &test);
  if (met && !condition->negated && !hit->evidence)
    *hit = found;
  else
    g_free(found.evidence);
  return met != condition->negated;
}
