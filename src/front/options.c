#include "front/options.h"
#include "front/envelope.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEFAULT_DEADLINE = 5000, MIN_DEADLINE = 100, MAX_DEADLINE = 600 * 1000 };

typedef bool (*apply)(struct front_options *options, const char *value);

/* One recipient more; recipients has room for every argument. */
static bool add_recipient(struct front_options *options, const char *value)
{
  if (!options->recipients)
    return true; /* there is no memory for them, which has been told */
  if (options->n_recipients == FRONT_MAX_RECIPIENTS)
    return false;
  options->recipients[options->n_recipients++] = value;
  return true;
}

static bool set_on_error(struct front_options *options, const char *value)
{
  options->tempfail = !strcmp(value, "tempfail");
  return options->tempfail || !strcmp(value, "pass");
}

static bool set_deadline(struct front_options *options, const char *value)
{
  char *end;
  double seconds = strtod(value, &end);
  if (end == value || *end || !(seconds * 1000 >= MIN_DEADLINE && seconds * 1000 <= MAX_DEADLINE))
    return false;
  options->deadline = seconds * 1000;
  return true;
}

static bool refuse(struct front_options *options, const char *value)
{
  (void)options, (void)value;
  return false;
}

/* An option sets a flag, or keeps its value, or has it applied. */
#define FLAG(field) .flag = true, .offset = offsetof(struct front_options, field)
#define TEXT(field) .offset = offsetof(struct front_options, field)

static const struct option {
  const char *name;
  char letter;
  bool flag;
  size_t offset;
  apply apply;
  const char *usage, *summary; /* NULL: not in the help text */
  const char *wrong;           /* what is said when apply refuses */
} options[] = {
  { "sender", 'f', TEXT(sender), NULL, "-f SENDER", "the envelope sender; '<>' is the null sender", NULL },
  { "recipient", 'a', false, 0, add_recipient, "-a RECIPIENT", "an envelope recipient; may be repeated",
    "has too many recipients" },
  { "on-error", 0, false, 0, set_on_error, "    --on-error=WHAT", "pass: hand on the original (the default);\n"
    "                       tempfail: write nothing and exit with 75", "must be pass or tempfail" },
  { "no-output", 0, FLAG(no_output), NULL, "    --no-output", "only record; the caller delivers by itself", NULL },
  { "send", 0, FLAG(send), NULL, "    --send", "send the acknowledgement in the background", NULL },
  { "deadline", 0, false, 0, set_deadline, "    --deadline=SECS", "give up after so many seconds (5; 0.1 to 600)",
    "must be a number of seconds from 0.1 to 600" },
  { "socket", 0, TEXT(socket), NULL, "    --socket=PATH", "where 'deskbell watch' listens; none: do not ask it", NULL },
  { "config", 0, TEXT(config), NULL, "    --config=FILE", "the configuration to use", NULL },
  { "dry-run", 0, FLAG(dry_run), NULL, "    --dry-run", "decide and add the headers, record nothing", NULL },
  { "now", 0, TEXT(now), NULL, "    --now=TIME", "as if it were TIME", NULL },
  { "verbose", 'v', FLAG(verbose), NULL, "-v, --verbose", "say who decided, and how fast", NULL },
  { "quiet", 'q', FLAG(quiet), NULL, "-q, --quiet", "failures go to the system log only", NULL },
  { "help", 'h', FLAG(help), NULL, "-h, --help", "this text", NULL },
  { "json", 0, true, 0, refuse, NULL, NULL, "has no meaning here, because a message is printed" },
};
enum { N_OPTIONS = sizeof options / sizeof *options };

void front_options_print(void)
{
  for (int i = 0; i < N_OPTIONS; i++)
    if (options[i].usage)
      printf("  %-19s  %s\n", options[i].usage, options[i].summary);
}

/* Only the first mistake is told. */
static void wrong(struct front_options *ret, const char *name, size_t length, const char *what)
{
  if (!*ret->wrong)
    snprintf(ret->wrong, sizeof ret->wrong, "'%.*s' %s; see 'deskbell filter --help'", (int)(length < 60 ? length : 60),
             name, what);
}

static const struct option *find(const char *name, size_t length, char letter)
{
  for (int i = 0; i < N_OPTIONS; i++)
    if (letter ? options[i].letter == letter : strlen(options[i].name) == length && !strncmp(options[i].name, name, length))
      return &options[i];
  return NULL;
}

static void set(struct front_options *ret, const struct option *option, const char *value)
{
  if (option->apply) {
    if (!option->apply(ret, value))
      wrong(ret, option->name, strlen(option->name), option->wrong);
  } else if (option->flag) {
    *(bool *)((char *)ret + option->offset) = true;
  } else {
    *(const char **)((char *)ret + option->offset) = value;
  }
}

/* Reads the option at `at`, which may take the next argument too, and returns the place of the one after. A value does not
 * begin with two dashes: an empty variable that was not quoted must not swallow the option behind it. */
static int read_long(struct front_options *ret, int argc, char **argv, int at)
{
  const char *name = argv[at] + 2, *value = strchr(name, '=');
  size_t length = value ? (size_t)(value - name) : strlen(name);
  const struct option *option = find(name, length, 0);
  if (!option)
    wrong(ret, argv[at], length + 2, "is no option");
  else if (option->flag && value)
    wrong(ret, argv[at], length + 2, "takes no value");
  else if (option->flag || value)
    set(ret, option, value ? value + 1 : NULL);
  else if (at + 1 < argc && strncmp(argv[at + 1], "--", 2))
    set(ret, option, argv[++at]);
  else
    wrong(ret, argv[at], length + 2, "needs a value");
  return at + 1;
}

static int read_short(struct front_options *ret, int argc, char **argv, int at)
{
  for (const char *letter = argv[at] + 1; *letter; letter++) {
    const struct option *option = find(NULL, 0, *letter);
    if (!option) {
      wrong(ret, argv[at], strlen(argv[at]), "is no option");
      break;
    }
    if (option->flag) {
      set(ret, option, NULL);
      continue;
    }
    if (letter[1])
      set(ret, option, letter + 1);
    else if (at + 1 < argc && strncmp(argv[at + 1], "--", 2))
      set(ret, option, argv[++at]);
    else
      wrong(ret, argv[at], strlen(argv[at]), "needs a value");
    break;
  }
  return at + 1;
}

static void read_arguments(struct front_options *ret, int argc, char **argv, int command)
{
  bool only_files = false;
  for (int at = 1; at < argc;) {
    const char *argument = argv[at];
    if (at == command)
      at++;
    else if (!only_files && !strcmp(argument, "--"))
      only_files = true, at++;
    else if (!only_files && !strncmp(argument, "--", 2))
      at = read_long(ret, argc, argv, at);
    else if (!only_files && argument[0] == '-' && argument[1])
      at = read_short(ret, argc, argv, at);
    else
      wrong(ret, argument, strlen(argument), "is not wanted, the message comes on standard input"), at++;
  }
}

void front_options_read(struct front_options *ret, int argc, char **argv, int command)
{
  *ret = (struct front_options){ .deadline = DEFAULT_DEADLINE };
  ret->recipients = calloc(argc + FRONT_ENVELOPE_RECIPIENTS, sizeof *ret->recipients);
  if (!ret->recipients) /* what is wanted of a failure is read all the same */
    snprintf(ret->wrong, sizeof ret->wrong, "out of memory");
  read_arguments(ret, argc, argv, command);
  if (ret->recipients)
    front_envelope_complete(ret);
}
