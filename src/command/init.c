#include "command/command.h"

#include "base/problems.h"
#include "base/text.h"
#include "base/yaml.h"
#include "ledger/identity.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

static const char help[] =
    "Writes a commented deskbell.yaml that works, asking on the terminal for what\n"
    "the options do not say, and makes the key. It starts in shadow: everything is\n"
    "decided, nothing is sent. As root it writes to /etc/deskbell and\n"
    "/var/lib/deskbell, else below your own folders.\n\n"
    "Example:  deskbell init --address support@acme.example --name 'Acme Support' \\\n"
    "            --imap imaps://imap.acme.example --smtp smtps://smtp.acme.example \\\n"
    "            --password-command 'pass show acme/mail'\n";

/* What cannot be known. */
struct question {
  const char *option, *prompt, *value_name;
  char *answer;
};

enum { ADDRESS, NAME, IMAP, SMTP, USER, PASSWORD_COMMAND, PASSWORD_FILE, N_QUESTIONS };

static struct question *questions_new(void)
{
  static const struct question asked[N_QUESTIONS] = {
    [ADDRESS] = { "address", "Address of the desk, like support@acme.example", "ADDRESS", NULL },
    [NAME] = { "name", "Its name, as customers read it", "TEXT", NULL },
    [IMAP] = { "imap", "IMAP server, like imaps://imap.acme.example", "URL", NULL },
    [SMTP] = { "smtp", "SMTP server, like smtps://smtp.acme.example", "URL", NULL },
    [USER] = { "user", "User name at both servers (empty: the address)", "NAME", NULL },
    [PASSWORD_COMMAND] = { "password-command", "Command that prints the password (or empty)", "COMMAND", NULL },
    [PASSWORD_FILE] = { "password-file", "File whose first line is the password", "FILE", NULL },
  };
  struct question *questions = g_new0(struct question, N_QUESTIONS);
  memcpy(questions, asked, sizeof asked);
  return questions;
}

static void questions_free(struct question *questions)
{
  for (int i = 0; i < N_QUESTIONS; i++)
    g_free(questions[i].answer);
  g_free(questions);
}

static gboolean is_answered(const struct question *question)
{
  return question->answer && *question->answer;
}

/* The user may be the address, and a password needs only one of its two sources. */
static gboolean may_stay_open(const struct question *questions, int i, gboolean terminal)
{
  switch (i) {
  case USER:
    return !terminal;
  case PASSWORD_COMMAND:
    return is_answered(&questions[PASSWORD_FILE]);
  case PASSWORD_FILE:
    return is_answered(&questions[PASSWORD_COMMAND]);
  default:
    return FALSE;
  }
}

/* Asks for what no option said. FALSE where nobody can be asked. */
static gboolean ask(struct question *questions)
{
  gboolean terminal = isatty(STDIN_FILENO);
  for (int i = 0; i < N_QUESTIONS; i++) {
    char line[1024];
    if (questions[i].answer || may_stay_open(questions, i, terminal))
      continue;
    if (!terminal) {
      command_complain("init: --%s is missing, and there is no terminal to ask on", questions[i].option);
      return FALSE;
    }
    fprintf(stderr, "%s: ", questions[i].prompt);
    if (!fgets(line, sizeof line, stdin))
      return FALSE;
    questions[i].answer = g_strdup(g_strstrip(line));
  }
  if (!is_answered(&questions[USER])) {
    g_free(questions[USER].answer);
    questions[USER].answer = g_strdup(questions[ADDRESS].answer);
  }
  return TRUE;
}

/* A YAML scalar in single quotes. */
static char *quoted(const char *text)
{
  g_auto(GStrv) parts = g_strsplit(text, "'", -1);
  g_autofree char *doubled = g_strjoinv("''", parts);
  return g_strdup_printf("'%s'", doubled);
}

/* A server that was named without a scheme gets the one with TLS from the start. */
static void complete_url(struct question *question, const char *scheme)
{
  if (strstr(question->answer, "://") || !*question->answer)
    return;
  char *url = g_strdup_printf("%s://%s", scheme, question->answer);
  g_free(question->answer);
  question->answer = url;
}

/* "Acme Support <support@acme.example>"; a name with other characters than words have in quotes (RFC 5322, 3.2.4). */
static char *mailbox(const char *name, const char *address)
{
  if (!strpbrk(name, "\"\\<>()[]:;@,."))
    return g_strdup_printf("%s <%s>", name, address);
  GString *text = g_string_new("\"");
  for (const char *p = name; *p; p++)
    g_string_append_printf(text, strchr("\"\\", *p) ? "\\%c" : "%c", *p);
  g_string_append_printf(text, "\" <%s>", address);
  return g_string_free(text, FALSE);
}

static void set(GHashTable *values, const char *key, char *value)
{
  g_hash_table_insert(values, g_strdup(key), value);
}

static char *zone_name(void)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_local();
  const char *name = g_time_zone_get_identifier(zone);
  return g_strdup(name && !strchr(name, ':') ? name : "UTC");
}

static char *configuration(const struct question *questions, const char *state)
{
  g_autoptr(GHashTable) values = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *zone = zone_name();
  g_autofree char *key = g_build_filename(state, "key", NULL);
  g_autofree char *ledger = g_strdup_printf("sqlite:%s/ledger.db", state);
  g_autofree char *address = quoted(questions[ADDRESS].answer);
  g_autofree char *from = mailbox(questions[NAME].answer, questions[ADDRESS].answer);
  set(values, "desk.name", quoted(questions[NAME].answer));
  set(values, "desk.addresses", g_strdup_printf("[%s]", address));
  set(values, "desk.timezone", quoted(zone));
  set(values, "desk.reply", g_strdup("shadow"));
  set(values, "desk.key-file", quoted(key));
  set(values, "desk.ledger", quoted(ledger));
  static const struct {
    const char *key;
    int question;
  } answers[] = {
    { "mailboxes.url", IMAP }, { "mailboxes.user", USER }, { "mailboxes.password-command", PASSWORD_COMMAND },
    { "send.url", SMTP },      { "send.user", USER },      { "send.password-command", PASSWORD_COMMAND },
    { "mailboxes.password-file", PASSWORD_FILE },          { "send.password-file", PASSWORD_FILE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(answers); i++)
    if (is_answered(&questions[answers[i].question]))
      set(values, answers[i].key, quoted(questions[answers[i].question].answer));
  set(values, "send.from", quoted(from));
  set(values, "calendars.timezone", quoted(zone));
  return config_sample(values);
}

/* What `check` would say of it is said before anything is written. */
static gboolean is_sound(const char *path, const char *text)
{
  g_autoptr(Problems) problems = problems_new();
  g_autoptr(YamlNode) root = yaml_parse(path, text, strlen(text), problems);
  g_autoptr(Config) config = root ? config_from_yaml(root, problems) : NULL;
  if (config)
    return TRUE;
  command_print_problems(problems);
  return FALSE;
}

static gboolean write_new(const char *path, const char *text)
{
  g_autofree char *folder = g_path_get_dirname(path);
  if (g_mkdir_with_parents(folder, 0750)) {
    command_complain("%s: %s", folder, g_strerror(errno));
    return FALSE;
  }
  int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
  FILE *file = fd < 0 ? NULL : fdopen(fd, "w");
  gboolean written = file && fputs(text, file) >= 0;
  if (file && fclose(file))
    written = FALSE;
  if (!written)
    command_complain("%s: %s", path, errno == EEXIST ? "is there already; --output names another file" : g_strerror(errno));
  return written;
}

static char *state_folder(void)
{
  return geteuid() ? g_build_filename(g_get_user_state_dir(), "deskbell", NULL) : g_strdup("/var/lib/deskbell");
}

static int make_files(const char *path, const char *text, const char *state)
{
  if (!write_new(path, text))
    return EX_CANTCREAT;
  mode_t before = umask(0);
  int made = g_mkdir_with_parents(state, 02770);
  umask(before);
  if (made) {
    command_complain("%s: %s", state, g_strerror(errno));
    return EX_CANTCREAT;
  }
  g_autofree char *key = g_build_filename(state, "key", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(Identity) identity = identity_open(key, &error);
  if (!identity)
    return command_fail(error);
  printf("Written: %s and %s\n\n"
         "Next:  look over opening hours, holidays and deadlines in it: customers are told of them\n"
         "       deskbell check --connect     does it log in?\n"
         "       deskbell poll --dry-run      what would it decide?\n"
         "       deskbell poll -v             in shadow: decides and records, sends nothing\n"
         "       then set 'reply: on' and put 'deskbell poll' into your crontab\n",
         path, key);
  return EX_OK;
}

static int run(struct command *command, struct question *questions, const char *output, const char *state)
{
  g_autofree char *path = output              ? g_strdup(output)
                          : command->config_path ? g_strdup(command->config_path)
                          : geteuid() ? g_build_filename(g_get_user_config_dir(), "deskbell", "deskbell.yaml", NULL)
                                      : g_strdup("/etc/deskbell/deskbell.yaml");
  if (g_file_test(path, G_FILE_TEST_EXISTS)) {
    command_complain("%s: is there already; --output names another file", path);
    return EX_CANTCREAT;
  }
  if (!ask(questions))
    return EX_USAGE;
  complete_url(&questions[IMAP], "imaps");
  complete_url(&questions[SMTP], "smtps");
  g_autofree char *folder = state ? g_canonicalize_filename(state, NULL) : state_folder();
  g_autofree char *text = configuration(questions, folder);
  if (!is_sound(path, text))
    return EX_USAGE;
  if (command->dry_run) {
    fputs(text, stdout);
    return EX_OK;
  }
  int status = make_files(path, text, folder);
  if (output && !status)
    printf("\nIt is not where deskbell looks by itself: add --config %s, or set DESKBELL_CONFIG.\n", path);
  return status;
}

int command_init(struct command *command, int argc, char **argv)
{
  g_autofree char *output = NULL, *state = NULL;
  struct question *questions = questions_new();
  GOptionEntry entries[N_QUESTIONS + 3] = {
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, "write the configuration there", "FILE" },
    { "state", 0, 0, G_OPTION_ARG_FILENAME, &state, "keep ledger and key there", "FOLDER" },
  };
  /* As file names: other strings would be converted from the locale, which under cron and in containers is ASCII. */
  for (int i = 0; i < N_QUESTIONS; i++)
    entries[i + 2] = (GOptionEntry){ questions[i].option, 0, 0, G_OPTION_ARG_FILENAME, &questions[i].answer,
                                     questions[i].prompt, questions[i].value_name };
  int status;
  if (command_parse(command, entries, "- a configuration that works, and the key", help, argc, argv, &status))
    status = command->arguments->len ? (command_complain("init: takes no arguments"), EX_USAGE)
                                     : run(command, questions, output, state);
  questions_free(questions);
  return status;
}
