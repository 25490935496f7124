/* Hands a mail to a server as deskbell would, for the shell tests.
 *
 *   submit URL USER PASSWORD-FILE CA-FILE                        connects and logs in only
 *   submit URL USER PASSWORD-FILE CA-FILE FROM TO FILE [COUNT]   the same mail COUNT times, over one sender
 *
 * An empty argument leaves the setting out; CA-FILE "off" is `tls: off`. Prints "OUTCOME: diagnostic" of the last mail, and
 * the milliseconds a mail where COUNT is given. Exit status 0 when it was sent, 75 temporary, 65 permanent, 1 uncertain;
 * or that of the fault. */
#include "base/fault.h"
#include "reply/reply.h"
#include "send/send.h"

#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>

static const struct {
  const char *name;
  int status;
} outcomes[] = {
  [OUTCOME_SENT] = { "sent", EX_OK },
  [OUTCOME_TEMPORARY] = { "temporary", EX_TEMPFAIL },
  [OUTCOME_PERMANENT] = { "permanent", EX_DATAERR },
  [OUTCOME_UNCERTAIN] = { "uncertain", 1 },
};

static gboolean commit(gpointer data, GError **error)
{
  (void)data, (void)error;
  return TRUE;
}

static int fail(const GError *error)
{
  fprintf(stderr, "%s\n", error->message);
  return fault_exit_status(error);
}

static int submit(struct sender *sender, char **argv, unsigned count)
{
  g_autoptr(GError) error = NULL;
  char *text;
  gsize length;
  if (!g_file_get_contents(argv[7], &text, &length, &error))
    return fail(error);
  g_autoptr(GBytes) bytes = g_bytes_new_take(text, length);
  struct reply_mail mail = { .bytes = bytes, .envelope_from = argv[5], .envelope_to = argv[6] };
  gint64 start = g_get_monotonic_time();
  int status = EX_OK;
  for (unsigned i = 0; i < MAX(count, 1) && status == EX_OK; i++) {
    struct send_result result;
    sender_submit(sender, &mail, commit, NULL, &result);
    status = outcomes[result.outcome].status;
    if (status != EX_OK || i + 1 >= count)
      printf("%s: %s\n", outcomes[result.outcome].name, result.diagnostic);
    if (result.error)
      status = fail(result.error);
    send_result_clear(&result);
  }
  if (count)
    printf("%.2f ms a mail\n", (double)(g_get_monotonic_time() - start) / 1000 / count);
  return status;
}

int main(int argc, char **argv)
{
  if (argc != 5 && argc != 8 && argc != 9)
    return EX_USAGE;
  gboolean tls_off = strcmp(argv[4], "off") == 0;
  const struct config_send config = {
    .url = argv[1],
    .user = *argv[2] ? argv[2] : NULL,
    .password.file = argv[3],
    .ca_file = *argv[4] && !tls_off ? argv[4] : NULL,
    .tls_off = tls_off,
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(Sender) sender = sender_new(&config, &error);
  if (!sender || (argc == 5 && !sender_check(sender, &error)))
    return fail(error);
  if (argc == 5)
    puts("reachable");
  return argc == 5 ? EX_OK : submit(sender, argv, argc == 9 ? (unsigned)atoi(argv[8]) : 0);
}
