/* Who did not get the mail, and what was said about it, out of the text of a bounce. */
#include "mail/bounce.h"

#include "mail/address.h"

#include <string.h>

enum {
  MAX_REGION = 6000, /* bytes of text that one recipient's reason is looked for in */
};

struct reading {
  struct bounce_search *search;
  const struct bounce_text *text;
  const struct bounce_match *match;
  guint first; /* line behind the words of the form */
  char *whole; /* status that the whole text gives; NULL: none, or not looked for */
  gboolean has_whole;
  gboolean is_guess; /* the finder at work reads sentences */
};

/* Whether it can be who did not get it: not who sent the bounce, and where the header says who failed, one of those. Where
 * only the words around it say so (`is_guess`), not whom the bounce is for, either. */
static gboolean is_candidate(const struct reading *reading, const char *address, gboolean is_guess)
{
  const struct mail *mail = reading->search->mail;
  if (mail_header(mail, "X-Failed-Recipients") && g_hash_table_size(reading->search->by_address) > 0)
    return g_hash_table_contains(reading->search->by_address, address);
  if (mail->from.address && g_ascii_strcasecmp(mail->from.address, address) == 0 && bounce_is_role(address))
    return FALSE;
  for (guint i = 0; is_guess && i < mail->to->len; i++) {
    const struct mail_address *to = g_ptr_array_index(mail->to, i);
    if (to->address && g_ascii_strcasecmp(to->address, address) == 0)
      return FALSE;
  }
  return TRUE;
}

static const char *line_at(const struct reading *reading, guint i)
{
  return g_array_index(reading->text->lines, struct bounce_line, i).start;
}

static guint n_lines(const struct reading *reading)
{
  return reading->text->lines->len;
}

static gboolean is_blank(const char *line)
{
  return line[strspn(line, " \t\r-=*_#")] == '\0';
}

/* The first of these lines in which a server's code stands; when `said` gives no reason, or else one that does. */
static char *reason_line(const struct reading *reading, guint line, guint end, const char *said)
{
  g_autofree char *known = bounce_status(said, '5');
  const char *reason = NULL;
  gsize seen = 0;
  for (; line < end && seen < MAX_REGION; line++) {
    const char *text = line_at(reading, line);
    seen += strlen(text) + 1;
    if (bounce_has_code(text))
      return g_strdup(text + strspn(text, " \t"));
    g_autofree char *status = reason || known ? NULL : bounce_status(text, '5');
    if (status)
      reason = text + strspn(text, " \t");
  }
  return g_strdup(reason);
}

/* What is said about a recipient: the rest of its line and the lines that go on from it. When no server speaks there, the
 * first of the lines up to `end` in which one does. */
static char *diagnostic_from(const struct reading *reading, guint line, const char *rest, guint end)
{
  g_autoptr(GString) said = g_string_new(NULL);
  rest += strspn(rest, "\"'>:;,.)] \t");
  if (g_str_has_prefix(rest, "<mailto:"))
    rest += strcspn(rest, ">") + (strchr(rest, '>') != NULL);
  g_string_append(said, rest);
  guint next = line + 1;
  for (; next < end && !is_blank(line_at(reading, next)) && said->len < BOUNCE_MAX_DIAGNOSTIC; next++)
    g_string_append_printf(said, "%s%s", said->len > 0 ? " " : "",
                           line_at(reading, next) + strspn(line_at(reading, next), " \t"));
  if (!bounce_has_code(said->str)) {
    g_autofree char *better = reason_line(reading, next, end, said->str);
    if (better)
      g_string_assign(said, better);
  }
  char *diagnostic = g_strstrip(g_utf8_substring(said->str, 0, MIN(g_utf8_strlen(said->str, -1),
                                                                   (glong)BOUNCE_MAX_DIAGNOSTIC)));
  if (!*diagnostic)
    g_clear_pointer(&diagnostic, g_free);
  return diagnostic;
}

static char *join_lines(const struct reading *reading, guint from, guint to)
{
  g_autoptr(GString) joined = g_string_new(NULL);
  for (guint i = from; i < to && joined->len < MAX_REGION; i++)
    g_string_append_printf(joined, "%s\n", line_at(reading, i));
  return g_strdup(joined->str);
}

static char class_of(const struct reading *reading)
{
  return reading->search->has_delay && !reading->search->has_failure ? '4' : '5';
}

/* From what is nearest to what is farthest: the diagnostic, the lines up to the next recipient, the whole text. */
static char *status_from(struct reading *reading, const char *diagnostic, guint line, guint end)
{
  char *status = bounce_status(diagnostic, class_of(reading));
  if (status && !g_str_has_suffix(status, ".0.0"))
    return status;
  g_autofree char *region = join_lines(reading, line, end);
  char *wider = bounce_status(region, status ? *status : class_of(reading));
  if (!wider && !status && !reading->has_whole) {
    reading->whole = bounce_status(reading->text->flat->str, class_of(reading));
    reading->has_whole = TRUE;
  }
  if (!wider && !status)
    wider = g_strdup(reading->whole);
  if (!wider)
    return status;
  g_free(status);
  return wider;
}

struct place { /* where a recipient was found */
  char *address;
  guint line;
  const char *rest; /* of its line */
};

/* Takes the addresses; reasons are told when all places are known, so that none takes another's. */
static void add_places(struct reading *reading, GArray *places)
{
  for (guint i = 0; i < places->len; i++) {
    struct place *place = &g_array_index(places, struct place, i);
    guint end = i + 1 < places->len ? g_array_index(places, struct place, i + 1).line : n_lines(reading);
    end = MAX(end, place->line + 1);
    char *diagnostic = diagnostic_from(reading, place->line, place->rest, end);
    g_autofree char *reason = bounce_status(diagnostic, '5'), *before = NULL;
    if (!reason && i == 0)
      before = reason_line(reading, 0, place->line, diagnostic); /* some programs say why before they say who */
    if (before) {
      g_free(diagnostic);
      diagnostic = g_steal_pointer(&before);
    }
    char *status = status_from(reading, diagnostic, place->line, end);
    bounce_add(reading->search, place->address, status, diagnostic);
  }
}

static void take(struct reading *reading, GArray *places, char *address, guint line, const char *rest)
{
  struct place place = { address, line, rest };
  const struct place *last = places->len > 0 ? &g_array_index(places, struct place, places->len - 1) : NULL;
  gboolean is_known = last && strcmp(last->address, address) == 0; /* more about the same one follows */
  if (!is_known && is_candidate(reading, address, reading->is_guess) && places->len < BOUNCE_MAX_RECIPIENTS)
    g_array_append_val(places, place);
  else
    g_free(address);
}

static gboolean is_section_end(const char *line)
{
  g_autofree char *lower = g_ascii_strdown(line, -1);
  return strstr(lower, "transcript of session") || strstr(lower, "session transcript") ||
         strstr(lower, "additional information") || strstr(lower, "generating server") ||
         strstr(lower, "diagnostic information for admin");
}

static void find_in_lines(struct reading *reading, GArray *places)
{
  for (guint i = reading->first; i < n_lines(reading); i++) {
    const char *rest, *line = line_at(reading, i);
    if (places->len > 0 && is_section_end(line))
      break;
    char *address = strchr(line, '@') ? bounce_recipient_of_line(line, &rest) : NULL;
    if (!address && strchr(line, '@'))
      address = bounce_labelled_recipient(line, FALSE, &rest);
    if (address)
      take(reading, places, address, i, rest);
  }
}

/* "mina" where the form leaves the domain out. */
static void find_names(struct reading *reading, GArray *places)
{
  const char *from = reading->search->mail->from.address, *domain = from ? strchr(from, '@') : NULL;
  for (guint i = reading->first; domain && i < n_lines(reading); i++) {
    const char *name = line_at(reading, i) + strspn(line_at(reading, i), " \t");
    gsize length = 0;
    while (bounce_is_atom(name[length]))
      length++;
    if (length == 0 || length > 64 || name[length + strspn(name + length, " \t\r")] || is_blank(name))
      continue;
    g_autofree char *whole = g_strdup_printf("%.*s%s", (int)length, name, domain);
    char *address = address_normalize(whole);
    if (address)
      take(reading, places, address, i, name + length);
  }
}

static void find_labels(struct reading *reading, GArray *places, gboolean is_weak)
{
  for (guint i = 0; i < n_lines(reading) && places->len == 0; i++) {
    const char *rest, *line = line_at(reading, i);
    char *address = strchr(line, '@') ? bounce_labelled_recipient(line, is_weak, &rest) : NULL;
    if (address)
      take(reading, places, address, i, rest);
  }
}

static void find_labelled(struct reading *reading, GArray *places)
{
  find_labels(reading, places, FALSE);
}

static void find_weakly_labelled(struct reading *reading, GArray *places)
{
  find_labels(reading, places, TRUE);
}

static guint line_of(const struct reading *reading, gsize flat)
{
  guint line = 0;
  while (line + 1 < n_lines(reading) && g_array_index(reading->text->lines, struct bounce_line, line + 1).flat <= flat)
    line++;
  return line;
}

/* Addresses of the sentence: behind the words, else the last one before them. `flat` is in lower case, so the address is
 * read from the line. */
static void find_near(struct reading *reading, GArray *places)
{
  enum { LINES_BEHIND = 4, LINES_BEFORE = 3 };
  const struct bounce_match *match = reading->match;
  guint words = line_of(reading, match->end > 0 ? match->end - 1 : 0), begin = line_of(reading, match->start);
  const char *line = line_at(reading, words), *rest;
  gsize before = match->end - MIN(match->end, g_array_index(reading->text->lines, struct bounce_line, words).flat);
  const char *from = line + MIN(strlen(line), before);
  for (guint i = words; i < MIN(words + LINES_BEHIND, n_lines(reading)) && places->len == 0; i++) {
    line = i == words ? from : line_at(reading, i);
    char *address = bounce_address(line, line + strlen(line), &rest);
    if (address)
      take(reading, places, address, i, rest);
  }
  for (guint i = begin + 1; i > 0 && begin + 1 - i < LINES_BEFORE && places->len == 0; i--) {
    line = line_at(reading, i - 1);
    char *address = bounce_address(line, line + strlen(line), &rest);
    if (address)
      take(reading, places, address, i - 1, rest);
  }
}

/* "RCPT TO:<a@b.example>", "550 <a@b.example>... User unknown", "554 a@b.example... ", "rejected recipient <a@b.example>" */
static void find_in_dialogue(struct reading *reading, GArray *places)
{
  for (guint i = 0; i < n_lines(reading); i++) {
    const char *rest, *line = line_at(reading, i);
    if (!strchr(line, '@') || places->len >= BOUNCE_MAX_RECIPIENTS)
      continue;
    g_autofree char *lower = g_ascii_strdown(line, -1);
    const char *found = strstr(lower, "rcpt to"), *recipient = strstr(lower, "recipient <");
    gsize skip = found ? (gsize)(found - lower) : recipient ? (gsize)(recipient - lower) : 0;
    if (!found && !recipient && !strstr(line, "...") && !strstr(lower, "user unknown"))
      continue;
    char *address = bounce_address(line + skip, line + strlen(line), &rest);
    if (address)
      take(reading, places, address, i, rest);
  }
}

/* The one address that is nobody's whom we know of. */
static void find_only_one(struct reading *reading, GArray *places)
{
  g_autofree char *only = NULL;
  guint at = 0;
  const char *only_rest = NULL;
  for (guint i = 0; i < n_lines(reading); i++) {
    const char *rest, *line = line_at(reading, i);
    g_autofree char *address = strchr(line, '@') ? bounce_address(line, line + strlen(line), &rest) : NULL;
    if (!address || bounce_is_role(address) || !is_candidate(reading, address, TRUE))
      continue;
    if (only && g_ascii_strcasecmp(only, address) != 0)
      return;
    if (!only) {
      only = g_steal_pointer(&address);
      at = i;
      only_rest = rest;
    }
  }
  if (only)
    take(reading, places, g_steal_pointer(&only), at, only_rest);
}

/* Groups of delivery report fields that stand in the text. */
static gboolean find_fields(struct reading *reading)
{
  guint before = reading->search->bounce->recipients->len;
  for (guint i = 0; i < n_lines(reading);) {
    guint end = i;
    gboolean has_recipient = FALSE;
    for (; end < n_lines(reading) && *line_at(reading, end); end++)
      has_recipient = has_recipient || g_ascii_strncasecmp(line_at(reading, end), "Final-Recipient:", 16) == 0;
    if (has_recipient) {
      g_autofree char *joined = join_lines(reading, i, end);
      g_autoptr(GBytes) group = g_bytes_new(joined, strlen(joined));
      bounce_add_group(reading->search, group);
    }
    i = end + 1;
  }
  return reading->search->bounce->recipients->len > before;
}

/* Those whom the header names, with what the whole text says. */
static void tell_known(struct reading *reading)
{
  GPtrArray *recipients = reading->search->bounce->recipients;
  g_autofree char *status = NULL;
  for (guint i = 0; i < recipients->len; i++) {
    struct mail_bounce_recipient *one = g_ptr_array_index(recipients, i);
    if (!one->status && !status) {
      g_autofree char *text = join_lines(reading, reading->first, n_lines(reading));
      status = bounce_status(text, class_of(reading));
      if (!status)
        return;
    }
    if (!one->status)
      one->status = g_strdup(status);
  }
}

gboolean bounce_names_recipient(const struct bounce_text *text, const struct bounce_match *match)
{
  enum { BEHIND = 3 };
  const struct reading reading = { .text = text, .match = match };
  guint first = line_of(&reading, match->end - 1) + 1;
  for (guint i = first; i < MIN(first + BEHIND, n_lines(&reading)); i++) {
    const char *rest;
    g_autofree char *address = bounce_recipient_of_line(line_at(&reading, i), &rest);
    if (address)
      return TRUE;
  }
  return FALSE;
}

void bounce_read_lines(struct bounce_search *search, const struct bounce_text *text, const struct bounce_match *match)
{
  static void (*const finders[][7])(struct reading *, GArray *) = {
    [PLACE_LINES] = { find_in_lines, find_labelled, find_near, find_in_dialogue, find_weakly_labelled, find_only_one },
    [PLACE_NEAR] = { find_near, find_in_lines, find_labelled, find_in_dialogue, find_weakly_labelled, find_only_one },
    [PLACE_NAMES] = { find_in_lines, find_names },
    [PLACE_DIALOGUE] = { find_in_dialogue, find_in_lines, find_labelled, find_weakly_labelled, find_only_one },
  };
  struct reading reading = { search, text, match, 0, NULL, FALSE, FALSE };
  reading.first = match->end > 0 ? MIN(line_of(&reading, match->end - 1) + 1, n_lines(&reading)) : 0;
  g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(struct place));
  gboolean is_done = find_fields(&reading);
  for (gsize i = 0; !is_done && places->len == 0 && finders[match->form->place][i]; i++) {
    reading.is_guess = finders[match->form->place][i] != find_in_lines;
    finders[match->form->place][i](&reading, places);
  }
  add_places(&reading, places);
  tell_known(&reading);
  g_free(reading.whole);
}

void bounce_tell_more(struct bounce_search *search, const struct bounce_text *text)
{
  enum { MOST = 50 };
  struct reading reading = { search, text, NULL, 0, NULL, FALSE, FALSE };
  GPtrArray *recipients = search->bounce->recipients;
  for (guint i = 0; i < MIN(recipients->len, (guint)MOST); i++) {
    struct mail_bounce_recipient *one = g_ptr_array_index(recipients, i);
    if (!one->address || one->diagnostic || (one->status && !g_str_has_suffix(one->status, ".0.0")))
      continue;
    for (guint line = 0; line < n_lines(&reading) && !one->diagnostic; line++) {
      const char *found = strstr(line_at(&reading, line), one->address);
      if (found)
        one->diagnostic = diagnostic_from(&reading, line, found + strlen(one->address), n_lines(&reading));
    }
    char *status = bounce_status(one->diagnostic, one->status ? *one->status : class_of(&reading));
    if (status && !g_str_has_suffix(status, ".0.0")) {
      g_free(one->status);
      one->status = g_steal_pointer(&status);
    }
    g_free(status);
  }
}
