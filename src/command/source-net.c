#include "command/source.h"

#include "base/fault.h"
#include "source/imap.h"

#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { LONGEST_PASSWORD = 1024 };

/* Reads a line from the terminal without showing it; from standard input where that is no terminal, so that
 * `pass show acme | deskbell triage imaps://...` works. NULL at the end of input. */
static char *ask_password(const char *user, const char *url)
{
  char line[LONGEST_PASSWORD];
  struct termios before;
  gboolean terminal = isatty(STDIN_FILENO) && !tcgetattr(STDIN_FILENO, &before);
  if (terminal) {
    fprintf(stderr, "Password of %s at %s: ", user, url);
    struct termios silent = before;
    silent.c_lflag &= ~(tcflag_t)ECHO;
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  char *got = fgets(line, sizeof line, stdin);
  if (terminal) {
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    fputc('\n', stderr);
  }
  if (!got)
    return NULL;
  line[strcspn(line, "\r\n")] = '\0';
  char *password = g_strdup(line);
  explicit_bzero(line, sizeof line);
  return password;
}

static struct source *open_folder(const char *url, const char *ca_file, GError **error)
{
  struct config_mailbox *mailbox = g_new0(struct config_mailbox, 1);
  struct source *source = NULL;
  char *password = NULL;
  if (imap_url_parse(url, mailbox, error)) {
    mailbox->ca_file = g_strdup(ca_file);
    password = ask_password(mailbox->user, mailbox->url);
    const struct imap_request request = { .mailbox = mailbox, .password = password, .path = url, .read_only = TRUE };
    struct imap_state state;
    if (password)
      source = source_open_imap(&request, &state, error);
    else
      g_set_error(error, SOURCE_ERROR, FAULT_REFUSED, "%s: no password given", mailbox->url);
  }
  config_secret_wipe(password);
  if (source) {
    source_imap_own(source, mailbox);
    return source;
  }
  imap_url_clear(mailbox);
  g_free(mailbox);
  return NULL;
}

struct source *command_source(const char *path, const char *ca_file, GError **error)
{
  if (g_str_has_prefix(path, "imap://") || g_str_has_prefix(path, "imaps://"))
    return open_folder(path, ca_file, error);
  return source_open_path(path, error);
}

struct source *command_mailbox(const struct config_mailbox *mailbox, const char *password, gint64 since, GError **error)
{
  const struct imap_request request = { .mailbox = mailbox, .password = password, .read_only = TRUE };
  struct imap_state state;
  struct source *source = source_open_imap(&request, &state, error);
  if (source)
    source_imap_limit(source, 0, since);
  return source;
}
