/* The table of mails that triage and poll print. */
#pragma once
#include "base/config.h"

struct command;
struct decision;
struct ledger_claimed;
struct mail;
struct table;

struct table *mail_table_new(const struct command *command);

/* A row of what was decided, or of what the ledger has claimed. */
void mail_table_decided(struct table *table, const struct mail *mail, const struct decision *decision, GTimeZone *zone);
void mail_table_claimed(struct table *table, const struct mail *mail, const struct ledger_claimed *claimed, GTimeZone *zone);
