/* The worker behind the pipe's front: claims one message and prints the header lines; the front has the message and keeps
 * its promise whatever happens here. */
#include <build.h>

#include "command/command.h"
#include "command/open.h"

#include "base/clock.h"
#include "base/fault.h"
#include "desk/intake.h"
#include "ledger/identity.h"
#include "ledger/ledger.h"
#include "mail/mail.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

static const char help[] =
    "The worker of 'deskbell filter', which starts it: reads one message, decides,\n"
    "remembers, and prints the header lines that say what was decided.\n";

struct filter_options {
  char *sender, **recipients;
  gint64 until; /* milliseconds of the monotonic clock */
};

/* Milliseconds. What is left for answering, on a machine that is busy enough for any waiting; and for who has stood in line
 * in vain to decide all the same. */
enum { DEADLINE = 5000, TO_ANSWER = 300, TO_DECIDE = 1500 };

/* A recipe whose variable is empty knows no recipient. */
static gboolean read_envelope(const struct filter_options *options, char **ret_sender, GPtrArray *recipients,
                              GError **error)
{
  if (options->sender && !(*ret_sender = intake_address(options->sender, error)))
    return FALSE;
  for (char **recipient = options->recipients; recipient && *recipient; recipient++) {
    g_autofree char *address = intake_address(*recipient, error);
    if (!address)
      return FALSE;
    if (*address)
      g_ptr_array_add(recipients, g_steal_pointer(&address));
  }
  return TRUE;
}

static GBytes *failed(int number, GError **error)
{
  g_set_error(error, INTAKE_ERROR, FAULT_IO, "filter: read: %s", g_strerror(number));
  return NULL;
}

/* One byte over the cap, so that it shows. */
static GBytes *read_stream(int fd, GError **error)
{
  GByteArray *bytes = g_byte_array_new();
  guint8 chunk[64 * 1024];
  while (bytes->len <= INTAKE_MAX_MESSAGE) {
    ssize_t n = read(fd, chunk, sizeof chunk);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0) {
      int number = errno;
      g_byte_array_unref(bytes);
      return failed(number, error);
    }
    if (n == 0)
      break;
    g_byte_array_append(bytes, chunk, (guint)n);
  }
  return g_byte_array_free_to_bytes(bytes);
}

/* The front's message is in memory already, sealed; it is only looked at. Anything else could shrink meanwhile. */
static GBytes *read_message(int fd, GError **error)
{
  struct stat about;
  int seals = fcntl(fd, F_GET_SEALS);
  const int wanted = F_SEAL_SHRINK | F_SEAL_WRITE;
  if (seals < 0 || (seals & wanted) != wanted || fstat(fd, &about) < 0)
    return read_stream(fd, error);
  if (!about.st_size)
    return g_bytes_new(NULL, 0);
  g_autoptr(GMappedFile) mapped = g_mapped_file_new_from_fd(fd, FALSE, error);
  return mapped ? g_mapped_file_get_bytes(mapped) : NULL;
}

static int run_dry(const struct config *config, GBytes *message, const struct mail_envelope *envelope)
{
  g_autoptr(Identity) identity = open_identity_if_there(config);
  g_autoptr(Intake) intake = intake_new(config, NULL, identity);
  struct intake_verdict verdict;
  g_autoptr(GError) error = NULL;
  if (!intake_decide(intake, message, envelope, clock_now(), &verdict, &error))
    return command_fail(error);
  g_autofree char *lines = intake_headers(&verdict);
  intake_verdict_clear(&verdict);
  fputs(lines, stdout);
  return EX_OK;
}

/* Before the deadline, but not more than a third of the time. */
static gint64 before(gint64 until, gint64 milliseconds)
{
  gint64 now = g_get_monotonic_time();
  return until - MIN(milliseconds * 1000, MAX(until - now, 0) / 3);
}

/* The process ends with this, and the system takes back memory faster than we could. */
G_GNUC_NORETURN static void end_quickly(struct ledger *ledger)
{
  ledger_close(ledger);
  _exit(fflush(stdout) == 0 ? EX_OK : EX_IOERR);
}

static int run(const struct config *config, GBytes *message, const struct mail_envelope *envelope, gint64 until)
{
  int status;
  const struct config_desk *desk = config->desks->pdata[0];
  G_GNUC_UNUSED g_autoptr(LedgerLock) place = ledger_queue(desk->ledger, before(until, TO_DECIDE));
  g_autoptr(Identity) identity = open_identity(config, &status);
  if (!identity)
    return status;
  g_autoptr(Ledger) ledger = open_ledger(config, TRUE, FALSE, &status);
  if (!ledger)
    return status;
  ledger_be_patient(ledger, before(until, TO_ANSWER));
  g_autoptr(Intake) intake = intake_new(config, ledger, identity);
  g_autoptr(GError) error = NULL;
  g_autofree char *lines = intake_take(intake, message, envelope, clock_now(), &error);
  if (!lines)
    return command_fail(error);
  fputs(lines, stdout);
  end_quickly(g_steal_pointer(&ledger));
}

static int filter(struct command *command, const struct filter_options *options)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) recipients = g_ptr_array_new_with_free_func(g_free);
  g_autofree char *sender = NULL;
  if (!read_envelope(options, &sender, recipients, &error))
    return command_fail(error);
  const struct mail_envelope envelope = { sender, recipients };
  int status;
  g_autoptr(Config) config = command_config(command, TRUE, &status);
  if (!config)
    return status;
  g_autoptr(GBytes) message = read_message(STDIN_FILENO, &error);
  if (!message)
    return command_fail(error);
  return command->dry_run ? run_dry(config, message, &envelope) : run(config, message, &envelope, options->until * 1000);
}

int command_filter(struct command *command, int argc, char **argv)
{
  struct filter_options options = { .until = g_get_monotonic_time() / 1000 + DEADLINE };
  const GOptionEntry entries[] = {
    { "sender", 'f', 0, G_OPTION_ARG_FILENAME, &options.sender, "the envelope sender; '' or '<>' is the null sender",
      "ADDRESS" },
    { "recipient", 'a', 0, G_OPTION_ARG_FILENAME_ARRAY, &options.recipients, "an envelope recipient; may be repeated",
      "ADDRESS" },
    { "until", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_INT64, &options.until, "when the front ends it", "MILLISECONDS" },
    { NULL },
  };
  int status;
  if (command_parse(command, entries, "- the verdict headers of one message", help, argc, argv, &status)) {
    if (command->arguments->len) {
      command_complain("filter: it reads standard input, and takes no '%s'",
                       (const char *)command->arguments->pdata[0]);
      status = EX_USAGE;
    } else {
      status = filter(command, &options);
    }
  }
  g_free(options.sender);
  g_strfreev(options.recipients);
  return status;
}
