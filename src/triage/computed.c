#include "triage/computed.h"

#include "base/clock.h"
#include "base/text.h"
#include "triage/filters-private.h"
#include "triage/folded.h"
#include "triage/stated.h"

#include <string.h>

enum { SOON = 48 * 3600 };

static gboolean always(gint64 left)
{
  (void)left;
  return TRUE;
}

static gboolean is_soon(gint64 left)
{
  return left <= SOON;
}

static const struct {
  const char *code;
  gboolean (*holds)(gint64 left); /* of seconds between the mail and the deadline */
} of_deadline[] = { { "deadline", always }, { "deadline-soon", is_soon } };

gboolean computed_has(const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS(of_deadline); i++)
    if (!strcmp(of_deadline[i].code, code))
      return TRUE;
  return FALSE;
}

const char *computed_likelier(const char *name, const char *best)
{
  for (gsize i = 0; i < G_N_ELEMENTS(of_deadline); i++)
    best = text_likelier(name, of_deadline[i].code, best);
  return best;
}

static void set_hit(GArray *hits, const struct signal_hit *hit)
{
  for (guint i = 0; i < hits->len; i++)
    if (!strcmp(g_array_index(hits, struct signal_hit, i).code, hit->code)) {
      g_array_index(hits, struct signal_hit, i) = *hit;
      return;
    }
  g_array_append_val(hits, *hit);
}

/* The earlier of what subject and text say. */
static gboolean find_deadline(const struct view *view, struct signal_hit *ret)
{
  const struct words_text *const texts[] = { view->subject, view->text };
  ret->at = CLOCK_NONE;
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    const struct folded *folded = words_text_folded(texts[i]);
    struct stated_deadline deadline;
    if (!stated_find(folded->original, view->language, view->facts->arrival, view->facts->zone, &deadline) ||
        (ret->at != CLOCK_NONE && ret->at <= deadline.at))
      continue;
    ret->at = deadline.at;
    ret->in_subject = i == 0;
    ret->start = folded_place(folded, deadline.start);
    ret->end = folded_place(folded, deadline.end);
  }
  return ret->at != CLOCK_NONE;
}

void computed_find(const struct view *view, GArray *hits)
{
  struct signal_hit hit = { .language = view->language };
  if (view->facts->arrival == CLOCK_NONE || !find_deadline(view, &hit))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS(of_deadline); i++)
    if (of_deadline[i].holds(hit.at - view->facts->arrival)) {
      hit.code = of_deadline[i].code;
      set_hit(hits, &hit);
    }
}
