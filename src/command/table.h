/* Every sub-command, once: COMMAND(name, function, program, summary). `deskbell` itself needs the names and where they
 * live; deskbell-core and deskbell-net the functions; the manual the summaries. CORE commands are in
 * both programs, NET ones in deskbell-net only; EITHER are in both and move to deskbell-net for an imap(s):// argument and
 * for the option that has them read the configured mailboxes. */
#define MAILBOXES_OPTION "--corrections"
#define COMMANDS(COMMAND) \
  COMMAND(init, command_init, CORE, "write a configuration that works, and the key") \
  COMMAND(poll, command_poll, NET, "one pass over the mailboxes and the outbox; for cron") \
  COMMAND(filter, command_filter, CORE, \
          "one message, stdin to stdout, with verdict headers; for procmail, sieve, maildrop") \
  COMMAND(watch, command_watch, NET, "stays connected to the mailboxes (IDLE) and serves pipes; for systemd") \
  COMMAND(send, command_send, NET, "empty the outbox") \
  COMMAND(triage, command_triage, EITHER, "decide on files, mboxes, Maildirs or an IMAP folder; sends nothing") \
  COMMAND(explain, command_explain, EITHER, "one decision with every reason, and what would have changed it") \
  COMMAND(replay, command_replay, EITHER, "old mail through the present rules: who gains or loses an answer") \
  COMMAND(train, command_train, EITHER, "learn from mail whose category, priority or team is known") \
  COMMAND(evaluate, command_evaluate, EITHER, "how often what was learned is right") \
  COMMAND(preview, command_preview, NET, "the acknowledgement as it would leave") \
  COMMAND(tickets, command_tickets, CORE, "list, show, close and reopen tickets; what was held") \
  COMMAND(check, command_check, NET, "configuration, filters, texts, calendars, ledger, servers") \
  COMMAND(ledger, command_ledger, CORE, "its state; adopt it after a loss; addresses that bounced")
