#include "command/mail-table.h"

#include "base/clock.h"
#include "command/command.h"
#include "desk/desk.h"
#include "desk/verdict.h"
#include "mail/mail.h"
#include "report/table.h"

#include <string.h>

static const char *const headings[] = { "PRIORITY", "CATEGORY", "TEAM", "ANSWER BY", "REPLY", "FROM", "SUBJECT", NULL };

struct row {
  const char *priority, *category, *team;
  gint64 due;
  const char *reply;
  gboolean answered;
};

struct table *mail_table_new(const struct command *command)
{
  return table_new(headings, "-~---++", table_terminal_width(), command->colour);
}

static enum table_colour colour_of(const char *priority)
{
  static const enum table_colour colours[N_PRIORITIES] = {
    [PRIORITY_URGENT] = TABLE_RED,
    [PRIORITY_HIGH] = TABLE_YELLOW,
    [PRIORITY_NORMAL] = TABLE_PLAIN,
    [PRIORITY_LOW] = TABLE_DIM,
  };
  int known = priority ? priority_parse(priority) : -1;
  return known < 0 ? TABLE_PLAIN : colours[known];
}

/* "Wed 25 Nov 19:00". */
static char *short_time(gint64 time, GTimeZone *zone)
{
  g_autoptr(GDateTime) local = clock_local(time, zone);
  return local ? g_date_time_format(local, "%a %e %b %H:%M") : g_strdup("-");
}

static void add(struct table *table, const struct mail *mail, const struct row *row, GTimeZone *zone)
{
  enum table_colour colour = colour_of(row->priority);
  g_autofree char *due = short_time(row->due, zone);
  const char *from = mail->from.name ? mail->from.name : mail->from.address;
  table_cell(table, colour, row->priority ? row->priority : "-");
  table_cell(table, colour, row->category ? row->category : "-");
  table_cell(table, TABLE_PLAIN, row->team ? row->team : "-");
  table_cell(table, TABLE_PLAIN, due);
  table_cell(table, row->answered ? TABLE_GREEN : TABLE_DIM, row->reply);
  table_cell(table, TABLE_PLAIN, from ? from : "(unusable)");
  table_cell(table, TABLE_PLAIN, *mail->subject ? mail->subject : "(none)");
}

void mail_table_decided(struct table *table, const struct mail *mail, const struct decision *decision, GTimeZone *zone)
{
  g_autofree char *reply = verdict_reply_word(decision);
  const struct row row = {
    .priority = priority_names[decision->triage->priority],
    .category = decision->triage->category,
    .team = decision->triage->team,
    .due = decision->has_due ? decision->first.due : CLOCK_NONE,
    .reply = reply,
    .answered = !strcmp(decision->verdict, "send"),
  };
  add(table, mail, &row, zone);
}

/* "yes, 1042", "no: list-id", "held: brake-sender", "shadow". */
static char *claimed_word(const struct ledger_claimed *claimed)
{
  if (claimed->outbox)
    return g_strdup_printf("yes, %" G_GUINT64_FORMAT, claimed->ticket);
  if (g_strcmp0(claimed->verdict, "send"))
    return g_strdup_printf("%s: %s", g_strcmp0(claimed->verdict, "held") ? "no" : "held", claimed->reason);
  return g_strdup_printf("no: %s", claimed->mode);
}

void mail_table_claimed(struct table *table, const struct mail *mail, const struct ledger_claimed *claimed, GTimeZone *zone)
{
  g_autofree char *reply = claimed_word(claimed);
  const struct row row = {
    .priority = claimed->priority,
    .category = claimed->category,
    .team = claimed->team,
    .due = claimed->due_first,
    .reply = reply,
    .answered = claimed->outbox != 0,
  };
  add(table, mail, &row, zone);
}
