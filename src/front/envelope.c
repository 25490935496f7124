#include "front/envelope.h"
#include "front/wire.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* What mail systems tell the programs that they start. procmail tells nothing (without -p), but leaves a `From ` line in the
 * message. `only_with`: the name alone is too common to be believed. */
static const struct variable {
  const char *name, *only_with;
  bool guessed_daemon; /* MAILER-DAEMON says that the sender is unknown */
} senders[] = {
  { "SENDER", NULL, false },      /* Postfix local(8), Pigeonhole, Exim, Courier, qmail */
  { "FROM", "LOCKREFRESH", true }, /* maildrop; LOCKREFRESH is a variable that only maildrop has */
};

/* All are handed on: the address that the customer wrote to is ours as well as what an alias made of it. The one before
 * aliases comes first, because the first that is an address of a desk says which desk. */
static const char *const recipients[FRONT_ENVELOPE_RECIPIENTS] = {
  "ORIGINAL_RECIPIENT", /* Postfix local(8) */
  "ORIG_RECIPIENT",     /* Pigeonhole */
  "RECIPIENT",          /* all of them */
};

enum { N_SENDERS = sizeof senders / sizeof *senders };

static bool is_daemon(const char *sender)
{
  return !strcasecmp(sender, "MAILER-DAEMON");
}

static const char *sender_of_environment(void)
{
  for (int i = 0; i < N_SENDERS; i++) {
    const char *value = getenv(senders[i].name);
    if (!value || (senders[i].only_with && !getenv(senders[i].only_with)))
      continue;
    return senders[i].guessed_daemon && is_daemon(value) ? NULL : value;
  }
  return NULL;
}

static bool known(const struct front_options *options, const char *recipient)
{
  for (size_t i = 0; i < options->n_recipients; i++)
    if (!strcmp(options->recipients[i], recipient))
      return true;
  return false;
}

static void recipients_of_environment(struct front_options *options)
{
  for (int i = 0; i < FRONT_ENVELOPE_RECIPIENTS; i++) {
    const char *value = getenv(recipients[i]);
    if (value && *value && !known(options, value))
      options->recipients[options->n_recipients++] = value;
  }
}

/* An option whose variable was empty names nobody. */
static void drop_empty(struct front_options *options)
{
  size_t kept = 0;
  for (size_t i = 0; i < options->n_recipients; i++)
    if (*options->recipients[i])
      options->recipients[kept++] = options->recipients[i];
  options->n_recipients = kept;
}

static void inspect(struct front_options *options, const char *address, const char *what)
{
  size_t length = 0;
  for (const unsigned char *c = (const unsigned char *)address; *c; c++, length++)
    if (*c < ' ' || *c == 0x7f)
      length += FRONT_MAX_ADDRESS;
  if (length > FRONT_MAX_ADDRESS && !*options->wrong)
    snprintf(options->wrong, sizeof options->wrong, "the envelope %s is no address", what);
}

void front_envelope_complete(struct front_options *options)
{
  drop_empty(options);
  if (!options->n_recipients)
    recipients_of_environment(options);
  if (!options->sender)
    options->sender = sender_of_environment();
  if (options->sender && !strcmp(options->sender, "<>"))
    options->sender = "";
  else if (options->sender && (!*options->sender || is_daemon(options->sender)))
    /* Null by SMTP's word, or by a shell's that knows no envelope at all? */
    options->sender = options->n_recipients ? "" : NULL;
  if (options->sender)
    inspect(options, options->sender, "sender");
  for (size_t i = 0; i < options->n_recipients; i++)
    inspect(options, options->recipients[i], "recipient");
}
