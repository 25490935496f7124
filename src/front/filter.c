/* `deskbell filter`. What it promises: whatever happens to those who decide, the message is handed on byte for byte (or, if
 * asked, nothing is, and the caller told to try again). So nothing is written before it is known what, and the message is
 * not in the hands of anything that can fail. */
#include "front/decide.h"
#include "front/front.h"
#include "front/message.h"
#include "front/options.h"
#include "front/output.h"
#include "front/say.h"
#include "front/sibling.h"
#include "front/verdict.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

void front_help(void)
{
  fputs("Usage: deskbell filter [OPTION...] < MESSAGE\n"
        "Decides on one message, records it, and prints it with what was decided in headers:\n"
        "X-Deskbell-Ticket, -Priority, -Category, -Team, -Language, -Due, -Reply.\n\nOptions:\n",
        stdout);
  front_options_print();
  fputs("\nThe acknowledgement waits for 'deskbell send', 'poll' or 'watch'. Without -f and -a the\n"
        "envelope is read from SENDER, ORIGINAL_RECIPIENT, ORIG_RECIPIENT and RECIPIENT.\n"
        "\nIn ~/.procmailrc:\n"
        "  :0 fw\n"
        "  | deskbell filter -a support@acme.example\n"
        "\n"
        "  :0\n"
        "  * ^X-Deskbell-Priority: urgent\n"
        "  .Urgent/\n",
        stdout);
}

/* The other way round than it was meant, so that reading or writing fails: no other file must become our input or output,
 * and a message that cannot be read is not empty. */
static void fill_standard_descriptors(void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
      return;
}

static void settle_signals(void)
{
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN); /* a limit on files is a memfd's too */
  signal(SIGCHLD, SIG_DFL); /* else the worker's status is lost */
}

static int wrong_by_hand(const struct front_options *options)
{
  fprintf(stderr, "deskbell: filter: %s\n",
          *options->wrong ? options->wrong
                          : "reads a message from standard input, which is a terminal; see 'deskbell filter --help'");
  return EX_USAGE;
}

/* A caller whose pipe breaks believes that we failed. */
static void read_away(const struct front_message *message)
{
  static char buffer[FRONT_CHUNK];
  while (message->more && front_message_rest(buffer, sizeof buffer) > 0)
    ;
}

/* Prints the message, or not. */
static int hand_on(const struct front_options *options, const struct front_message *message,
                   const struct front_answer *answer)
{
  if (options->no_output) {
    read_away(message);
    return EX_OK;
  }
  int error = front_output(message, answer->lines, answer->length);
  if (close(STDOUT_FILENO) != 0 && !error)
    error = errno;
  if (!error)
    return EX_OK;
  front_say(options->quiet, NULL, "standard output: %s", strerror(error));
  return EX_IOERR;
}

static int fail(const struct front_options *options, const struct front_message *message, struct front_answer *answer)
{
  int status = EX_TEMPFAIL;
  answer->length = 0;
  if (!options->tempfail)
    status = hand_on(options, message, answer);
  front_say(options->quiet, answer->detail, "%s; %s", answer->why,
            options->tempfail    ? "the caller is told to try again"
            : options->no_output ? "nothing was recorded"
            : status == EX_OK    ? "the message goes on without a verdict"
                                 : "the message is not handed on");
  return status;
}

/* Sends what waits, without keeping the caller: nothing of its pipes stays open. */
static void start_sending(const struct front_options *options)
{
  char *argv[] = { "deskbell-net", "send", "-q", options->config ? "--config" : NULL, (char *)options->config, NULL };
  pid_t pid = fork();
  if (pid < 0)
    front_say(options->quiet, NULL, "sending cannot be started: %s", strerror(errno));
  if (pid != 0)
    return;
  setsid();
  close_range(0, ~0U, 0);
  fill_standard_descriptors();
  sibling_exec(argv[0], argv);
  _exit(EX_UNAVAILABLE);
}

/* 0, or -1 with answer->why. A watcher gets part of the time, so that a worker can still do it in the rest. */
static int decide(const struct front_options *options, const struct front_message *message, struct front_answer *answer)
{
  int64_t start = front_now();
  enum front_asked asked = front_ask_watcher(options, message, start + options->deadline * 2 / 5, answer);
  int result = asked == FRONT_ANSWERED ? 0 : -1;
  if (asked == FRONT_NOT_THERE)
    result = front_run_worker(options, message, start + options->deadline, answer);
  if (options->verbose && !result) {
    char line[100];
    front_pass_on(line, snprintf(line, sizeof line, "deskbell: filter: decided by %s in %d ms\n",
                                 asked == FRONT_ANSWERED ? "the watcher" : "a worker", (int)(front_now() - start)));
  }
  return result;
}

int front_filter(int argc, char **argv, int command)
{
  static struct front_answer answer;
  static struct front_options options;
  struct front_message message;
  fill_standard_descriptors();
  settle_signals();
  front_options_read(&options, argc, argv, command);
  if (options.help) {
    front_help();
    return EX_OK;
  }
  if (isatty(STDIN_FILENO))
    return wrong_by_hand(&options);
  int error = front_message_read(&message);
  if (error) {
    front_say(options.quiet, NULL, "standard input: %s; nothing is handed on", strerror(error));
    return options.tempfail ? EX_TEMPFAIL : EX_IOERR;
  }
  if (*options.wrong)
    snprintf(answer.why, sizeof answer.why, "%s", options.wrong);
  else if (!message.whole)
    snprintf(answer.why, sizeof answer.why, "there is no memory for the message");
  if (*answer.why || decide(&options, &message, &answer) != 0)
    return fail(&options, &message, &answer);
  int status = hand_on(&options, &message, &answer);
  if (status == EX_OK && options.send && front_verdict_queued(answer.lines, answer.length))
    start_sending(&options);
  return status;
}
