/* What a mail's own words tell: labels and phrases in its subject, the first lines of its text. */
#include "policy/policy-private.h"

#include "base/subject.h"
#include "mail/mail.h"
#include "policy/automatic.h"

#include <string.h>

enum { MAX_SUBJECT = 1000, OPENING_LINES = 4, OPENING_CHARACTERS = 600, NOTICE_BYTES = 6000, GREETING_CHARACTERS = 50 };

/* At most so many bytes, whole characters. */
static char *start_of(const char *text, gsize most)
{
  gsize length = strlen(text);
  if (length > most) {
    const char *end = text + most;
    while (end > text && ((guchar)*end & 0xc0) == 0x80)
      end--;
    length = (gsize)(end - text);
  }
  return g_strndup(text, length);
}

/* Borrowed: folded once for all who ask. */
static const char *folded_subject(struct policy_search *search)
{
  if (search->subject)
    return search->subject;
  g_autofree char *start = start_of(search->mail->subject, MAX_SUBJECT);
  return search->subject = automatic_fold(start);
}

/* The phrase that the subject begins with as a label; NULL. Borrowed. */
static const char *label_of(struct policy_search *search, enum automatic_list list)
{
  if (!search->facts->words || !*search->mail->subject)
    return NULL;
  return automatic_find_label(search->facts->words, list, folded_subject(search));
}

/* "Undeliverable: parcel 1234" is a customer's as well: one word of Latin letters, and its colon, may be about anything. */
static gboolean is_plain_word(const char *label)
{
  return g_str_is_ascii(label) && strcspn(label, " -") == strlen(label);
}

void policy_find_away_label(struct policy_search *search)
{
  if (label_of(search, AUTOMATIC_LABELS))
    policy_found(search, "Subject", search->mail->subject);
}

void policy_find_returned_label(struct policy_search *search)
{
  const char *label = label_of(search, AUTOMATIC_RETURNED);
  if (label && !is_plain_word(label))
    policy_found(search, "Subject", search->mail->subject);
}

/* "How do I set up an automatic reply?" Programs announce; people ask. */
static gboolean is_question(const char *subject)
{
  g_autofree char *end = g_strchomp(g_strdup(subject));
  return g_str_has_suffix(end, "?") || g_str_has_suffix(end, "\xd8\x9f");
}

void policy_find_away_subject(struct policy_search *search)
{
  if (!search->facts->words || search->facts->answers_us || !*search->mail->subject)
    return;
  const char *subject = folded_subject(search);
  /* "Re: out of office setup" quotes the subject that a person wrote. */
  if (!subject_after_prefix(subject, NULL) && !is_question(subject) &&
      automatic_find(search->facts->words, AUTOMATIC_SUBJECTS, subject))
    policy_found(search, "Subject", search->mail->subject);
}

/* "Dear Ms Park," and "안녕하세요." alone on a line say nothing yet. */
static gboolean is_greeting(const char *line)
{
  return g_utf8_strlen(line, -1) <= GREETING_CHARACTERS;
}

/* The first lines of what was newly written, without blank ones, as one line. */
static char *opening_of(const char *request)
{
  g_autofree char *start = start_of(request, OPENING_CHARACTERS * 4);
  if (g_utf8_strlen(start, -1) > OPENING_CHARACTERS)
    *g_utf8_offset_to_pointer(start, OPENING_CHARACTERS) = '\0';
  g_auto(GStrv) lines = g_strsplit(start, "\n", -1);
  GString *opening = g_string_new(NULL);
  guint left = OPENING_LINES;
  for (char **line = lines; *line && left; line++) {
    if (!*g_strstrip(*line))
      continue;
    if (opening->len || !is_greeting(*line))
      left--;
    g_string_append(opening, *line);
    g_string_append_c(opening, ' ');
  }
  return g_string_free(opening, FALSE);
}

static void find_in_text(struct policy_search *search, const char *text, enum automatic_list list)
{
  g_autofree char *folded = automatic_fold(text);
  const char *phrase = automatic_find(search->facts->words, list, folded);
  if (phrase)
    policy_found(search, NULL, phrase);
}

void policy_find_away_opening(struct policy_search *search)
{
  if (!search->facts->words || !search->mail->request)
    return;
  g_autofree char *opening = opening_of(search->mail->request);
  find_in_text(search, opening, AUTOMATIC_OPENINGS);
}

void policy_find_notice(struct policy_search *search)
{
  if (!search->facts->words || !search->mail->request)
    return;
  g_autofree char *text = start_of(search->mail->request, NOTICE_BYTES);
  find_in_text(search, text, AUTOMATIC_NOTICES);
}

/* What mail systems quote of each other (RFC 5321 section 4.2): no words of a language, so no file has them. */
void policy_find_failure_text(struct policy_search *search)
{
  static const char *const phrases[] = {
    "no such user",
    "user unknown",
    "unknown user",
    "unknown recipient",
    "recipient unknown",
    "mailbox unavailable",
    "mailbox not found",
    "mailbox is full",
    "over quota",
    "recipient address rejected",
    "requested action not taken",
    "requested mail action",
    "relay access denied",
    "relaying denied",
    "could not be delivered to",
    "delivery to the following recipient",
    "permanent fatal errors",
    "does not like recipient",
    "host unknown",
    NULL,
  };
  const char *label = label_of(search, AUTOMATIC_RETURNED);
  if (label && is_plain_word(label)) {
    policy_found(search, "Subject", search->mail->subject);
    return;
  }
  g_autofree char *text = start_of(search->mail->text, NOTICE_BYTES);
  g_autofree char *lower = g_ascii_strdown(text, -1);
  for (const char *const *phrase = phrases; *phrase; phrase++)
    if (strstr(lower, *phrase)) {
      policy_found(search, NULL, *phrase);
      return;
    }
}

/* Answering us is what customers do; only together with a robot's words it tells that nobody wrote. */
void policy_find_answers_us(struct policy_search *search)
{
  if (!search->facts->answers_us)
    return;
  for (guint i = 0; i < search->evidence->len; i++) {
    const struct policy_evidence *piece = search->evidence->pdata[i];
    if (!strcmp(piece->code, "away-opening") || !strcmp(piece->code, "automatic-notice")) {
      policy_found(search, NULL, NULL);
      return;
    }
  }
}
