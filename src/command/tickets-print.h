/* Tickets as people and machines read them. Times for people are the first desk's. */
#pragma once
#include "command/command.h"
#include "ledger/tickets.h"

/* A row for each (struct ticket *); nothing for none. */
void tickets_print_table(const struct command *command, const struct config *config, const GPtrArray *tickets);

/* One with its history (struct ticket_event *). */
void tickets_print(const struct config *config, const struct ticket *ticket, const GPtrArray *events);

/* One as a line of JSON; `events` NULL: without its history. */
void tickets_print_json(const struct ticket *ticket, const GPtrArray *events);
