#include "triage/triage.h"

#include "base/clock.h"
#include "base/text.h"
#include "mail/mail.h"
#include "triage/computed.h"
#include "triage/details.h"
#include "triage/filters-private.h"
#include "triage/folded.h"
#include "triage/language.h"
#include "triage/opinions.h"
#include "triage/tone.h"

#include <string.h>

enum { MAX_NEEDS = 4 };

static void signal_free(struct triage_signal *signal)
{
  g_free(signal->code);
  g_free(signal->evidence);
  g_free(signal);
}

static void opinion_free(struct triage_opinion *opinion)
{
  g_free(opinion->axis);
  g_free(opinion->label);
  g_free(opinion->why);
  g_ptr_array_unref(opinion->words);
  g_free(opinion);
}

static struct triage_verdict *verdict_new(const char *language)
{
  struct triage_verdict *verdict = g_new0(struct triage_verdict, 1);
  verdict->priority = N_PRIORITIES; /* none yet */
  verdict->language = g_strdup(language);
  verdict->tags = g_ptr_array_new_with_free_func(g_free);
  verdict->rules = g_ptr_array_new_with_free_func(g_free);
  verdict->signals = g_ptr_array_new_with_free_func((GDestroyNotify)signal_free);
  verdict->ask = g_ptr_array_new_with_free_func((GDestroyNotify)triage_item_free);
  verdict->links = g_ptr_array_new_with_free_func((GDestroyNotify)triage_item_free);
  verdict->needs = g_ptr_array_new_with_free_func(g_free);
  verdict->opinions = g_ptr_array_new_with_free_func((GDestroyNotify)opinion_free);
  return verdict;
}

void triage_verdict_free(struct triage_verdict *verdict)
{
  if (!verdict)
    return;
  g_free(verdict->category);
  g_free(verdict->team);
  g_free(verdict->template);
  g_free(verdict->language);
  g_ptr_array_unref(verdict->tags);
  g_ptr_array_unref(verdict->rules);
  g_ptr_array_unref(verdict->signals);
  g_ptr_array_unref(verdict->ask);
  g_ptr_array_unref(verdict->links);
  g_ptr_array_unref(verdict->details);
  g_ptr_array_unref(verdict->needs);
  g_ptr_array_unref(verdict->opinions);
  g_free(verdict);
}

static gboolean says_something(const char *text)
{
  return text && *text;
}

/* What the customer wrote this time: what they quote was judged when it came, and must not raise the priority again. A mail
 * that they pass on is what they want dealt with; then *ret_joined owns the two. */
static const char *own_words(const struct mail *mail, char **ret_joined)
{
  if (!says_something(mail->request))
    return mail->text ? mail->text : "";
  if (!says_something(mail->forwarded))
    return mail->request;
  return *ret_joined = g_strjoin("\n\n", mail->request, mail->forwarded, NULL);
}

/* What the sender's program says it wrote in: a hint only, most set it to the language of the menus. */
static const char *language_hint(const struct mail *mail)
{
  static const char *const names[] = { "Content-Language", "Accept-Language" };
  const char *value = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS(names) && mail->headers && !value; i++)
    value = mail_header(mail, names[i]);
  return value;
}

/* The body alone where it says enough: subjects are often English whatever the mail is written in. Who passes a mail on is
 * answered in his own language. */
static const char *language_of(const struct mail *mail, const char *words)
{
  const char *hint = language_hint(mail);
  const char *const texts[] = { says_something(mail->forwarded) ? mail->request : NULL, words, mail->subject };
  const char *language = "und";
  for (gsize i = 0; i < G_N_ELEMENTS(texts) && !strcmp(language, "und"); i++)
    if (says_something(texts[i]))
      language = language_guess(texts[i], hint);
  return language;
}

static gboolean matches(const struct rule *rule, const struct view *view, struct hit *hit)
{
  for (guint i = 0; i < rule->conditions->len; i++)
    if (!condition_holds(rule->conditions->pdata[i], view, rule->guards, hit))
      return FALSE;
  return TRUE;
}

static void keep_first(char **value, const char *said)
{
  if (!*value)
    *value = g_strdup(said);
}

static void add_items(GPtrArray *to, const GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++) {
    const struct triage_item *item = items->pdata[i];
    gboolean known = FALSE;
    for (guint j = 0; j < to->len && !known; j++) {
      const struct triage_item *other = to->pdata[j];
      known = !strcmp(other->text, item->text) && !g_strcmp0(other->language, item->language);
    }
    if (known)
      continue;
    struct triage_item *copy = g_new(struct triage_item, 1);
    *copy = (struct triage_item){ g_strdup(item->language), g_strdup(item->text) };
    g_ptr_array_add(to, copy);
  }
}

/* Takes `evidence`. */
static void add_signal(struct triage_verdict *verdict, const char *code, char *evidence, const char *where,
                       gint64 at)
{
  struct triage_signal *signal = g_new(struct triage_signal, 1);
  *signal = (struct triage_signal){ g_strdup(code), evidence, where, at };
  g_ptr_array_add(verdict->signals, signal);
}

static void add_signals(struct triage_verdict *verdict, const struct view *view, const GArray *hits)
{
  for (guint i = 0; i < hits->len; i++) {
    const struct signal_hit *hit = &g_array_index(hits, struct signal_hit, i);
    const struct folded *folded = words_text_folded(hit->in_subject ? view->subject : view->text);
    add_signal(verdict, hit->code, condition_evidence(folded, hit->start, hit->end), hit->in_subject ? "subject" : "text",
               hit->at);
  }
}

/* Weak hints, which raise nothing by themselves. */
static void add_tone(struct triage_verdict *verdict, const struct view *view)
{
  char *shouted = tone_shouting(words_text_folded(view->subject)->original);
  const char *where = "subject";
  if (!shouted) {
    shouted = tone_shouting(words_text_folded(view->text)->original);
    where = "text";
  }
  if (shouted)
    add_signal(verdict, "shouting", shouted, where, CLOCK_NONE);
  const char *value = tone_priority_header(view->mail, &where);
  if (value)
    add_signal(verdict, "priority-header", text_printable(value, 60), where, CLOCK_NONE);
}

/* Who gives one of these is not asked for the other: an agent finds the order by its invoice or parcel, and the message of
 * an error stands in its picture. */
static gboolean is_given(const struct triage_verdict *verdict, const char *need, const GPtrArray *products)
{
  static const struct {
    enum detail_kind need, by;
  } instead[] = { { DETAIL_ORDER, DETAIL_INVOICE }, { DETAIL_ORDER, DETAIL_TRACKING }, { DETAIL_INVOICE, DETAIL_ORDER },
                  { DETAIL_SCREENSHOT, DETAIL_ERROR }, { DETAIL_ERROR, DETAIL_SCREENSHOT }, { DETAIL_SINCE, DETAIL_DATE } };
  guint kind = 0;
  while (kind < N_DETAIL_KINDS && strcmp(detail_names[kind], need))
    kind++;
  if (kind == DETAIL_PRODUCT && (!products || !products->len))
    return TRUE; /* none is known, so that none can be told */
  gboolean given = kind == N_DETAIL_KINDS || details_have(verdict->details, (enum detail_kind)kind);
  for (gsize i = 0; i < G_N_ELEMENTS(instead) && !given; i++)
    given = instead[i].need == kind && details_have(verdict->details, instead[i].by);
  return given;
}

/* Who praises is asked for nothing. */
static void add_needs(struct triage_verdict *verdict, const GPtrArray *needs, const GPtrArray *products)
{
  gboolean praise = g_strcmp0(verdict->category, "praise") == 0;
  for (guint i = 0; !praise && i < needs->len && verdict->needs->len < MAX_NEEDS; i++)
    if (!is_given(verdict, needs->pdata[i], products) &&
        !g_ptr_array_find_with_equal_func(verdict->needs, needs->pdata[i], g_str_equal, NULL))
      g_ptr_array_add(verdict->needs, g_strdup(needs->pdata[i]));
}

static void contribute(struct triage_verdict *verdict, const struct rule *rule, const struct triage_facts *facts,
                       struct hit *hit)
{
  g_ptr_array_add(verdict->rules, g_strdup(rule->name));
  if (hit->evidence && !signal_is_told(verdict->signals, rule->name))
    add_signal(verdict, rule->name, g_steal_pointer(&hit->evidence), hit->where, CLOCK_NONE);
  keep_first(&verdict->category, rule->category);
  keep_first(&verdict->team, rule->team);
  keep_first(&verdict->template, rule->template);
  if (rule->priority >= 0 && rule->priority < (int)verdict->priority)
    verdict->priority = rule->priority;
  for (guint i = 0; i < rule->tags->len; i++)
    if (!g_ptr_array_find_with_equal_func(verdict->tags, rule->tags->pdata[i], g_str_equal, NULL))
      g_ptr_array_add(verdict->tags, g_strdup(rule->tags->pdata[i]));
  /* What another kind of request would need is beside the point of this one. */
  if (!rule->category || !strcmp(rule->category, verdict->category)) {
    add_items(verdict->ask, rule->ask);
    add_needs(verdict, rule->needs, facts->products);
  }
  add_items(verdict->links, rule->links);
  if (rule->reply && verdict->reply >= 0) /* silence, once asked for, is kept */
    verdict->reply = rule->reply;
}

struct triage_verdict *triage_decide(const struct filters *filters, const struct mail *mail,
                                     const struct triage_facts *facts)
{
  g_autofree char *joined = NULL;
  const char *words = own_words(mail, &joined);
  const char *language = language_of(mail, words);
  struct triage_verdict *verdict = verdict_new(language);
  verdict->details = details_find(mail, facts->products);
  struct view view = { .mail = mail,
                       .facts = facts,
                       .language = language,
                       .subject = words_text_new(mail->subject ? mail->subject : ""),
                       .text = words_text_new(words),
                       .name = mail->from.name ? words_text_new(mail->from.name) : NULL,
                       .matched = verdict->rules,
                       .signals = verdict->signals };
  g_autoptr(GArray) signals = signals_find(filters->signals, view.subject, view.text);
  computed_find(&view, signals);
  add_signals(verdict, &view, signals);
  add_tone(verdict, &view);
  for (guint i = 0; i < filters->rules->len; i++) {
    const struct rule *rule = filters->rules->pdata[i];
    struct hit hit = { 0 };
    gboolean matched = matches(rule, &view, &hit);
    if (matched)
      contribute(verdict, rule, facts, &hit);
    g_free(hit.evidence);
    if (matched && rule->stop)
      break;
  }
  words_text_free(view.subject);
  words_text_free(view.text);
  words_text_free(view.name);
  opinions_add(verdict, filters, mail->subject, words, facts);
  if (!verdict->category)
    verdict->category = g_strdup("general");
  if (verdict->priority == N_PRIORITIES)
    verdict->priority = PRIORITY_NORMAL;
  return verdict;
}

gboolean triage_says(const struct filters *filters, const char *const *codes, const char *text)
{
  struct words_text *subject = words_text_new(""), *ready = words_text_new(text);
  gboolean says = signals_any(filters->signals, codes, subject, ready);
  words_text_free(subject);
  words_text_free(ready);
  return says;
}
