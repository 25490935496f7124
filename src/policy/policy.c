#include "policy/policy-private.h"

#include "base/roff.h"
#include "base/text.h"
#include "mail/mail.h"

enum {
  MAX_VALUE = 200,       /* characters of a header's value kept as evidence */
  MAX_FOUND_A_REASON = 4 /* a mail can have a thousand Precedence headers; a few of them tell the same */
};

static void evidence_free(void *data)
{
  struct policy_evidence *evidence = data;
  g_free(evidence->header);
  g_free(evidence->value);
  g_free(evidence);
}

void policy_verdict_free(struct policy_verdict *verdict)
{
  if (!verdict)
    return;
  g_clear_pointer(&verdict->evidence, g_ptr_array_unref);
  g_free(verdict->to);
  g_free(verdict->author);
  g_free(verdict->name);
  g_free(verdict);
}

void policy_found(struct policy_search *search, const char *header, const char *value)
{
  guint already = 0;
  for (guint i = search->evidence->len; i > 0; i--) {
    const struct policy_evidence *last = search->evidence->pdata[i - 1];
    if (last->code != search->reason->code)
      break;
    already += !header || !last->header || !g_ascii_strcasecmp(last->header, header);
  }
  if (already >= MAX_FOUND_A_REASON)
    return;
  struct policy_evidence *evidence = g_new0(struct policy_evidence, 1);
  evidence->code = search->reason->code;
  evidence->strength = search->reason->strength;
  evidence->source = search->reason->source;
  evidence->points = search->reason->points;
  evidence->header = g_strdup(header);
  evidence->value = value ? text_printable(value, MAX_VALUE) : NULL;
  g_ptr_array_add(search->evidence, evidence);
}

/* The first evidence of that strength moves to the front; the others keep the table's order. NULL when there is none.
 */
static const struct policy_evidence *decides(GPtrArray *all, enum policy_strength strength)
{
  for (guint i = 0; i < all->len; i++) {
    struct policy_evidence *evidence = all->pdata[i];
    if (evidence->strength != strength)
      continue;
    for (; i > 0; i--)
      all->pdata[i] = all->pdata[i - 1];
    return all->pdata[0] = evidence;
  }
  return NULL;
}

/* A trusted form's mail is made by a program, and a list with our own address is a way to us. */
static gboolean is_excused(const struct policy_search *search)
{
  const struct policy_reason *reason = search->reason;
  return (search->is_form && reason->of_forms) || (search->is_own_list && reason->of_own_list);
}

static void look_for(struct policy_search *search)
{
  const struct policy_reason *reason = search->reason;
  if (is_excused(search))
    return;
  gboolean instead = search->is_form && reason->form_headers;
  if (instead || reason->headers)
    policy_find_headers(search, instead ? reason->form_headers : reason->headers);
  if (reason->check)
    reason->check(search);
}

static unsigned sum_of_points(const GPtrArray *evidence)
{
  unsigned points = 0;
  for (guint i = 0; i < evidence->len; i++)
    points += ((const struct policy_evidence *)evidence->pdata[i])->points;
  return points;
}

struct policy_verdict *policy_decide(const struct mail *mail, const struct policy_facts *facts)
{
  struct policy_verdict *verdict = g_new0(struct policy_verdict, 1);
  verdict->evidence = g_ptr_array_new_with_free_func(evidence_free);
  struct policy_search search = { .mail = mail, .facts = facts, .evidence = verdict->evidence };
  policy_look_at_sender(&search);
  for (search.reason = policy_reasons; search.reason->code; search.reason++)
    look_for(&search);
  g_free(search.subject);
  const struct policy_evidence *against = decides(verdict->evidence, POLICY_HARD);
  if (!against && facts->rule_reply <= 0)
    against = decides(verdict->evidence, POLICY_STRONG);
  verdict->reply = !against;
  verdict->reason = against ? against->code : NULL;
  verdict->to = verdict->reply ? policy_answer_address(&search) : NULL;
  verdict->form = search.is_form;
  verdict->author = search.author ? g_strdup(search.author->address) : NULL;
  verdict->name = search.author ? g_strdup(search.author->name) : NULL;
  verdict->points = sum_of_points(verdict->evidence);
  return verdict;
}

const char *policy_strength_name(enum policy_strength strength)
{
  static const char *const names[] = {
    [POLICY_HARD] = "hard",
    [POLICY_STRONG] = "strong",
    [POLICY_WEAK] = "weak",
    [POLICY_NOTE] = "note",
  };
  return names[strength];
}

static void append_headers(GString *page, const struct policy_header *headers)
{
  g_string_append(page, "Headers:");
  for (const struct policy_header *header = headers; header->name; header++) {
    g_string_append(page, header == headers ? " " : ", ");
    roff_append(page, header->name);
    if (header->match == MATCH_SAYS_ELSE)
      g_string_append_printf(page, " (not %s)", header->words);
    else if (header->match == MATCH_OVER)
      g_string_append_printf(page, " (%s or more)", header->words);
    else if (header->words) {
      g_auto(GStrv) words = g_strsplit(header->words, "|", -1);
      g_autofree char *list = g_strjoinv(", ", words);
      g_string_append(page, " (");
      roff_append(page, list);
      g_string_append_c(page, ')');
    }
  }
  g_string_append(page, ".\n");
}

char *policy_manual(void)
{
  GString *page = g_string_new(NULL);
  for (const struct policy_reason *reason = policy_reasons; reason->code; reason++) {
    g_string_append(page, ".TP\n.B ");
    roff_append(page, reason->code);
    g_string_append_printf(page, "\n.RI ( %s", policy_strength_name(reason->strength));
    if (reason->strength == POLICY_WEAK)
      g_string_append_printf(page, " \", %u points, \" \"%s\" ;\n", reason->points, reason->cause);
    else
      g_string_append(page, " ;\n");
    roff_append(page, reason->source);
    g_string_append(page, ")\n");
    roff_append(page, reason->about);
    g_string_append_c(page, '\n');
    if (reason->headers)
      append_headers(page, reason->headers);
  }
  return g_string_free(page, FALSE);
}
