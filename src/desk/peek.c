#include "desk/peek.h"

#include "base/clock.h"
#include "base/json.h"
#include "desk/claim.h"
#include "desk/explain-private.h"

#include <string.h>

/* As in the reasons for what they hold (desk/reasons.c). */
static const char *const brake_codes[N_BRAKES] = {
  [BRAKE_SENDER] = "brake-sender", [BRAKE_DOMAIN] = "brake-domain", [BRAKE_TICKET] = "brake-ticket",
  [BRAKE_SIMILAR] = "brake-similar", [BRAKE_DESK] = "brake-desk",
};

void desk_peek(struct prepared *prepared, struct ledger *ledger, struct peeked *ret)
{
  g_autoptr(GError) error = NULL;
  *ret = (struct peeked){ 0 };
  if (!prepared_peek(prepared, ledger, &ret->snapshot, &ret->details, &error))
    ret->problem = g_strdup(error->message);
}

void peeked_clear(struct peeked *peeked)
{
  ledger_details_clear(&peeked->details);
  g_clear_pointer(&peeked->problem, g_free);
}

/* The window's length in the largest unit that fits: "1 day", "90 minutes". */
static char *length_of(gint64 seconds)
{
  static const struct {
    gint64 seconds;
    const char *name;
  } units[] = { { 86400, "day" }, { 3600, "hour" }, { 60, "minute" }, { 1, "second" } };
  gsize i = 0;
  while (seconds % units[i].seconds)
    i++;
  gint64 n = seconds / units[i].seconds;
  return n == 1 ? g_strdup(units[i].name) : g_strdup_printf("%" G_GINT64_FORMAT " %ss", n, units[i].name);
}

static char *time_of(gint64 time, GTimeZone *zone)
{
  char *text = clock_format(time, zone);
  return text ? text : g_strdup("an unknown time");
}

static void print_claim(GString *out, const struct ledger_claimed *claim, GTimeZone *zone)
{
  if (!claim->known) {
    explain_line(out, "known", "no");
    return;
  }
  g_autofree char *at = time_of(claim->at, zone);
  g_autofree char *ticket = claim->ticket ? g_strdup_printf(" as ticket %" G_GUINT64_FORMAT, claim->ticket) : g_strdup("");
  explain_line(out, "known", "yes, since %s%s: %s%s%s%s", at, ticket, claim->verdict, claim->reason ? ", " : "",
               claim->reason ? claim->reason : "", g_strcmp0(claim->mode, "on") ? " (replies were not on)" : "");
  explain_line(out, "", "it is not decided again; this page says how the present rules see it");
}

static void print_ticket(GString *out, const struct peeked *peeked, const struct decision *decision, GTimeZone *zone)
{
  const struct ledger_snapshot *snapshot = &peeked->snapshot;
  g_autofree char *closed = time_of(peeked->details.ticket_closed, zone);
  if (snapshot->ticket && snapshot->ticket_closed)
    explain_line(out, "ticket", "joins %" G_GUINT64_FORMAT ", closed since %s, which %s", snapshot->ticket, closed,
                 decision->reopens ? "it would open again" : "would stay closed");
  else if (snapshot->ticket)
    explain_line(out, "ticket", "joins %" G_GUINT64_FORMAT ", which is open", snapshot->ticket);
  else if (!decision->wants_ticket)
    explain_line(out, "ticket", "none");
  else if (snapshot->earlier)
    explain_line(out, "ticket", "a new one, since %" G_GUINT64_FORMAT " is closed", snapshot->earlier);
  else
    explain_line(out, "ticket", "a new one");
}

/* A brake of the ticket says nothing where a new one opens. */
static gboolean applies(const struct peeked *peeked, enum ledger_brake_of kind)
{
  return peeked->details.brakes[kind].limit.count && (kind != BRAKE_TICKET || peeked->snapshot.ticket);
}

static void print_brake(GString *out, const struct ledger_brake *brake, const char *code, GTimeZone *zone)
{
  g_autofree char *length = length_of(brake->limit.seconds);
  g_autofree char *again = brake->again == CLOCK_NONE ? NULL : time_of(brake->again, zone);
  explain_line(out, "brake", "%s: %u of %u in the last %s%s%s%s%s", code, brake->count, brake->limit.count, length,
               brake->value ? " for " : "", brake->value ? brake->value : "", again ? "; free again at " : "",
               again ? again : "");
}

static void print_told(GString *out, const struct ledger_details *details, GTimeZone *zone)
{
  g_autofree char *since = time_of(details->told, zone);
  g_autofree char *until = time_of(details->told_until, zone);
  explain_line(out, "told lately", "had a text of this ticket at %s; mail from %s on gets another", since, until);
}

static void print_bounce(GString *out, const struct ledger_details *details, GTimeZone *zone)
{
  g_autofree char *at = time_of(details->bounced, zone);
  g_autofree char *until = time_of(details->bounced_until, zone);
  explain_line(out, "bounced", "mail to this address came back for good at %s: %s%s%s", at,
               details->status ? details->status : "", details->status && details->diagnostic ? " " : "",
               details->diagnostic ? details->diagnostic : details->status ? "" : "no reason was given");
  explain_line(out, "", "nothing is sent there until %s", until);
}

static void print_breaker(GString *out, const struct ledger_details *details, GTimeZone *zone)
{
  gboolean seen = details->breaker_since != CLOCK_NONE;
  g_autofree char *since = seen ? time_of(details->breaker_since, zone) : g_strdup("now");
  g_autofree char *again = time_of(details->breaker_again, zone);
  explain_line(out, "breaker", "open since %s: of %u mails that left lately %u came back for good", since,
               details->breaker_left, details->breaker_bounced);
  explain_line(out, "", "nothing leaves until %s, or until fewer did", again);
}

void peeked_print(GString *out, const struct peeked *peeked, const struct decision *decision, GTimeZone *zone)
{
  g_string_append(out, "\nLedger\n");
  if (peeked->problem) {
    explain_line(out, "not asked", "%s", peeked->problem);
    return;
  }
  print_claim(out, &peeked->details.claim, zone);
  if (!peeked->details.claim.known)
    print_ticket(out, peeked, decision, zone);
  for (enum ledger_brake_of kind = 0; kind < N_BRAKES; kind++)
    if (applies(peeked, kind))
      print_brake(out, &peeked->details.brakes[kind], brake_codes[kind], zone);
  if (peeked->snapshot.told && !peeked->details.claim.known)
    print_told(out, &peeked->details, zone);
  if (peeked->snapshot.undeliverable)
    print_bounce(out, &peeked->details, zone);
  if (peeked->snapshot.breaker)
    print_breaker(out, &peeked->details, zone);
  if (peeked->snapshot.in_doubt)
    explain_line(out, "in doubt", "nothing is sent until 'deskbell ledger adopt'");
}

static void add_ticket_number(JsonBuilder *builder, const char *name, guint64 ticket)
{
  if (ticket)
    json_add_number(builder, name, (gint64)ticket);
  else
    json_add_text(builder, name, NULL);
}

static void begin_if(JsonBuilder *builder, const char *name, gboolean there)
{
  json_builder_set_member_name(builder, name);
  if (there)
    json_builder_begin_object(builder);
  else
    json_builder_add_null_value(builder);
}

static void add_claim(JsonBuilder *builder, const struct ledger_claimed *claim)
{
  begin_if(builder, "known", claim->known);
  if (!claim->known)
    return;
  json_add_time(builder, "at", claim->at);
  add_ticket_number(builder, "ticket", claim->ticket);
  json_add_text(builder, "verdict", claim->verdict);
  json_add_text(builder, "reason", claim->reason);
  json_add_text(builder, "mode", claim->mode);
  json_builder_end_object(builder);
}

static void add_ticket(JsonBuilder *builder, const struct peeked *peeked, const struct decision *decision)
{
  const struct ledger_snapshot *snapshot = &peeked->snapshot;
  add_ticket_number(builder, "ticket", snapshot->ticket);
  json_add_text(builder, "ticket_state", !snapshot->ticket ? NULL : snapshot->ticket_closed ? "closed" : "open");
  json_add_time(builder, "ticket_closed", peeked->details.ticket_closed);
  json_add_flag(builder, "reopens", decision->reopens);
  add_ticket_number(builder, "instead_of", snapshot->earlier);
}

static void add_brakes(JsonBuilder *builder, const struct peeked *peeked)
{
  json_open_list(builder, "brakes");
  for (enum ledger_brake_of kind = 0; kind < N_BRAKES; kind++) {
    const struct ledger_brake *brake = &peeked->details.brakes[kind];
    if (!applies(peeked, kind))
      continue;
    json_builder_begin_object(builder);
    json_add_text(builder, "code", brake_codes[kind]);
    json_add_text(builder, "value", brake->value);
    json_add_number(builder, "count", brake->count);
    json_add_number(builder, "limit", brake->limit.count);
    json_add_number(builder, "seconds", brake->limit.seconds);
    json_add_time(builder, "free_again", brake->again);
    json_builder_end_object(builder);
  }
  json_builder_end_array(builder);
}

static void add_bounce(JsonBuilder *builder, const struct peeked *peeked)
{
  begin_if(builder, "undeliverable", peeked->snapshot.undeliverable);
  if (!peeked->snapshot.undeliverable)
    return;
  json_add_time(builder, "since", peeked->details.bounced);
  json_add_time(builder, "until", peeked->details.bounced_until);
  json_add_text(builder, "status", peeked->details.status);
  json_add_text(builder, "diagnostic", peeked->details.diagnostic);
  json_builder_end_object(builder);
}

static void add_breaker(JsonBuilder *builder, const struct peeked *peeked)
{
  begin_if(builder, "breaker", peeked->snapshot.breaker);
  if (!peeked->snapshot.breaker)
    return;
  json_add_time(builder, "since", peeked->details.breaker_since);
  json_add_time(builder, "until", peeked->details.breaker_again);
  json_add_number(builder, "left", peeked->details.breaker_left);
  json_add_number(builder, "bounced", peeked->details.breaker_bounced);
  json_builder_end_object(builder);
}

JsonNode *peeked_json(const struct peeked *peeked, const struct decision *decision)
{
  g_autoptr(JsonBuilder) builder = json_builder_new();
  json_builder_begin_object(builder);
  if (peeked->problem) {
    json_add_text(builder, "error", peeked->problem);
    json_builder_end_object(builder);
    return json_builder_get_root(builder);
  }
  add_claim(builder, &peeked->details.claim);
  add_ticket(builder, peeked, decision);
  add_brakes(builder, peeked);
  json_add_time(builder, "told_since", peeked->details.told);
  json_add_time(builder, "told_until", peeked->details.told_until);
  add_bounce(builder, peeked);
  add_breaker(builder, peeked);
  json_add_flag(builder, "in_doubt", peeked->snapshot.in_doubt);
  json_builder_end_object(builder);
  return json_builder_get_root(builder);
}
