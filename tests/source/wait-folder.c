/* Waits for mail in a folder, again and again: "ready" when it begins to, then "N new after M ms" for each time that
 * there was any, until SECONDS have passed with none.
 *
 *   wait-folder SECONDS URL      (environment: as dump-view) */
#include "base/fault.h"
#include "source/imap.h"

#include <stdio.h>
#include <stdlib.h>

static gboolean wait_on(struct source *source, unsigned seconds, GError **error)
{
  guint32 uidnext = source_imap_state(source).uidnext;
  puts("ready");
  for (;;) {
    gint64 begin = g_get_monotonic_time();
    if (!source->ops->wait(source, seconds, NULL, error))
      return FALSE;
    guint32 now = source_imap_state(source).uidnext;
    if (now == uidnext && g_get_monotonic_time() - begin >= (gint64)seconds * G_USEC_PER_SEC)
      return TRUE;
    if (now != uidnext)
      printf("%u new after %d ms\n", now - uidnext, (int)((g_get_monotonic_time() - begin) / 1000));
    uidnext = now;
  }
}

int main(int argc, char **argv)
{
  struct config_mailbox mailbox;
  g_autoptr(GError) error = NULL;
  setvbuf(stdout, NULL, _IOLBF, 0);
  if (argc != 3 || !imap_url_parse(argv[2], &mailbox, &error))
    return 64;
  mailbox.ca_file = g_strdup(g_getenv("CA_FILE"));
  struct imap_request request = { .mailbox = &mailbox, .password = g_getenv("PASSWORD"), .read_only = TRUE };
  struct imap_state state;
  {
    g_autoptr(Source) source = source_open_imap(&request, &state, &error);
    if (source)
      wait_on(source, (unsigned)atoi(argv[1]), &error);
  }
  imap_url_clear(&mailbox);
  if (error)
    printf("error %s\n", error->message);
  return fault_exit_status(error);
}
