#include "command/command.h"
#include "command/corrections.h"
#include "command/labelled.h"
#include "command/progress.h"
#include "command/source.h"

#include "base/fault.h"
#include "base/json-line.h"
#include "base/mask.h"
#include "learn/train.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

static const char help[] =
    "Learns what mails of each LABEL have in common and writes it to MODEL, a file\n"
    "that desk.models in deskbell.yaml names. PATH is what triage takes: a message,\n"
    "an mbox, a Maildir, a folder of these, or imaps://user@host/FOLDER; a label\n"
    "may come several times. Two labels and ten mails are the least. A rule that\n"
    "says something always outranks what was learned. With --dry-run nothing is\n"
    "written.\n\n"
    "--corrections learns from mail of the configured mailboxes (all, or those\n"
    "named), and changes nothing there: from mail whose ticket was corrected by\n"
    "'deskbell tickets set' and, with --axis team, from mail that people moved to\n"
    "the folder of a team. LABEL=PATH may be added.\n\n"
    "Example:  deskbell train category.model billing=Maildir/.Billing \\\n"
    "            shipping=Maildir/.Shipping other=old.mbox\n"
    "          deskbell train --axis priority priority.model urgent=u.mbox low=l.mbox\n"
    "          deskbell train --axis team team.model --corrections\n";

#define CORRECTED "corrected: %u by what was set of their tickets, %u by the team's folder that they were moved to"

static void told(guint done, guint total, G_GNUC_UNUSED gpointer data)
{
  progress("of training done", done, total);
}

static void mask(char **text)
{
  char *masked = mask_secrets(*text);
  g_free(*text);
  *text = masked;
}

/* A model is kept, and whoever guesses a word can ask it whether it knows that. */
static void forget_secrets(const struct labelled *labelled)
{
  for (guint i = 0; i < labelled->mails->len; i++) {
    struct labelled_mail *mail = &g_array_index(labelled->mails, struct labelled_mail, i);
    mask(&mail->subject);
    mask(&mail->text);
  }
}

static struct trained *learn(const char *axis, const struct labelled *labelled, GError **error)
{
  forget_secrets(labelled);
  g_autofree struct train_sample *samples = g_new0(struct train_sample, labelled->mails->len + 1);
  for (guint i = 0; i < labelled->mails->len; i++) {
    const struct labelled_mail *mail = &g_array_index(labelled->mails, struct labelled_mail, i);
    samples[i] = (struct train_sample){ .label = mail->label, .subject = mail->subject, .text = mail->text };
  }
  struct trained *trained = train_new(axis, samples, labelled->mails->len, told, NULL, error);
  progress_end();
  return trained;
}

static void print_json(const char *axis, const struct train_figures *figures, const struct labelled *labelled)
{
  g_autoptr(GString) line = g_string_new(NULL);
  json_line_object(line, NULL);
  json_line_text(line, "axis", axis);
  json_line_object(line, "mails");
  for (guint i = 0; i < figures->n_labels; i++)
    json_line_number(line, figures->labels[i], figures->mails[i]);
  json_line_end_object(line);
  json_line_number(line, "corrected", labelled->n_set);
  json_line_number(line, "moved", labelled->n_moved);
  json_line_number(line, "unreadable", labelled->unreadable);
  json_line_share(line, "accuracy", figures->accuracy);
  json_line_share(line, "macro_f1", figures->macro_f1);
  json_line_share(line, "cost", figures->cost);
  json_line_number(line, "features", figures->features);
  json_line_number(line, "bytes", (gint64)figures->bytes);
  json_line_end_object(line);
  puts(line->str);
}

static gboolean is_priority(const char *label)
{
  for (guint i = 0; i < N_PRIORITIES; i++)
    if (!g_ascii_strcasecmp(label, priority_names[i]))
      return TRUE;
  return FALSE;
}

/* What triage could never follow can be learned and measured all the same. */
static void warn_of_strangers(enum correction_axis axis, const struct train_figures *figures)
{
  for (guint i = 0; i < figures->n_labels && axis == CORRECT_PRIORITY; i++)
    if (!is_priority(figures->labels[i]))
      command_complain("train: '%s' is none of urgent, high, normal and low, so triage will not follow it",
                       figures->labels[i]);
}

enum { FEW = 10 };

static void print_text(const struct train_figures *figures, const struct labelled *labelled)
{
  for (guint i = 0; i < figures->n_labels; i++)
    printf("%-20s %u mail%s%s\n", figures->labels[i], figures->mails[i], figures->mails[i] == 1 ? "" : "s",
           figures->mails[i] < FEW ? ", too few to be sure of" : "");
  if (labelled->n_set || labelled->n_moved)
    printf(CORRECTED "\n", labelled->n_set, labelled->n_moved);
  if (labelled->unreadable)
    printf("%-20s %u\n", "unreadable", labelled->unreadable);
  printf("of mails held back, %.0f %% were told right (mean F1 of the labels: %.2f; cost %g)\n", figures->accuracy * 100,
         figures->macro_f1, figures->cost);
}

static gboolean parse_axis(const char *name, enum correction_axis *ret)
{
  for (*ret = 0; *ret < N_CORRECTION_AXES; ++*ret)
    if (!strcmp(correction_axes[*ret], name))
      return TRUE;
  command_complain("train: --axis is category, priority or team, not '%s'", name);
  return FALSE;
}

struct train_options {
  char *ca_file, *axis_name;
  gboolean corrections;
  enum correction_axis axis;
};

static gboolean are_usable(const struct command *command, struct train_options *options)
{
  const guint least = options->corrections ? 1 : 2;
  if (command->arguments->len < least) {
    command_complain("train: no MODEL%s given; see 'deskbell train --help'", least == 1 ? "" : " or no LABEL=PATH");
    return FALSE;
  }
  return labelled_has_model(command) && parse_axis(options->axis_name ? options->axis_name : "category", &options->axis);
}

/* FALSE with `status` set: there is nothing to learn from. */
static gboolean read_all(struct command *command, const struct train_options *options, struct labelled *labelled)
{
  if ((options->corrections && !corrections_read(command, 1, options->axis, labelled)) ||
      !labelled_read(command, 1, options->ca_file, labelled))
    return FALSE;
  if (!options->corrections || labelled->mails->len)
    return TRUE;
  const gboolean of_teams = options->axis == CORRECT_TEAM;
  command_complain("train: nothing was corrected: nobody has set the %s of a ticket whose mail lies there%s",
                   correction_axes[options->axis], of_teams ? ", or moved mail into a team's folder" : "");
  labelled->status = EX_DATAERR;
  return FALSE;
}

static void print(const struct command *command, const char *path, enum correction_axis axis,
                  const struct train_figures *figures, const struct labelled *labelled)
{
  warn_of_strangers(axis, figures);
  if (command->json) {
    print_json(correction_axes[axis], figures, labelled);
  } else if (!command->quiet) {
    print_text(figures, labelled);
    printf(command->dry_run ? "%s would have %zu bytes; nothing is written\n" : "%s written, %zu bytes\n", path,
           figures->bytes);
  }
}

/* How far that is from enough can be seen by who corrects mail. */
static int fail(const GError *error, const struct labelled *labelled)
{
  if (error->code == FAULT_DATA && (labelled->n_set || labelled->n_moved))
    command_complain(CORRECTED, labelled->n_set, labelled->n_moved);
  return command_fail(error);
}

static int train(struct command *command, const struct train_options *options)
{
  struct labelled labelled;
  labelled_init(&labelled);
  const char *path = command->arguments->pdata[0];
  g_autoptr(GError) error = NULL;
  g_autoptr(Trained) trained = NULL;
  if (read_all(command, options, &labelled)) {
    trained = learn(correction_axes[options->axis], &labelled, &error);
    if (trained && !command->dry_run)
      train_write(trained, path, &error);
  }
  int status = error ? fail(error, &labelled) : labelled.status;
  if (trained && !error)
    print(command, path, options->axis, train_figures(trained), &labelled);
  labelled_clear(&labelled);
  return status;
}

int command_train(struct command *command, int argc, char **argv)
{
  struct train_options options = { 0 };
  const GOptionEntry entries[] = {
    { "axis", 0, 0, G_OPTION_ARG_STRING, &options.axis_name,
      "what is learned: category (the default), priority or team", "AXIS" },
    { &MAILBOXES_OPTION[2], 0, 0, G_OPTION_ARG_NONE, &options.corrections, "learn from what people corrected", NULL },
    CA_FILE_OPTION(options.ca_file),
    { NULL },
  };
  int status;
  const gboolean parsed = command_parse(command, entries, "MODEL [LABEL=PATH...] - learns from mail whose label is known",
                                        help, argc, argv, &status);
  if (parsed && !are_usable(command, &options))
    status = EX_USAGE;
  else if (parsed)
    status = train(command, &options);
  g_free(options.ca_file);
  g_free(options.axis_name);
  return status;
}
