#include "command/command.h"
#include "command/labelled.h"
#include "command/progress.h"
#include "command/source.h"

#include "base/json-line.h"
#include "learn/train.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

static const char help[] =
    "Learns what mails of each LABEL have in common and writes it to MODEL, a file\n"
    "that desk.models in deskbell.yaml names. PATH is what triage takes: a message,\n"
    "an mbox, a Maildir, or imaps://user@host/FOLDER; a label may come several\n"
    "times. A rule that says something always outranks what was learned. With\n"
    "--dry-run nothing is written.\n\n"
    "Example:  deskbell train category.model billing=Maildir/.Billing \\\n"
    "            shipping=Maildir/.Shipping other=old.mbox\n"
    "          deskbell train --axis priority priority.model urgent=u.mbox low=l.mbox\n";

static void told(guint done, guint total, G_GNUC_UNUSED gpointer data)
{
  progress("of training done", done, total);
}

static struct trained *learn(const char *axis, const struct labelled *labelled, GError **error)
{
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
static void warn_of_strangers(const char *axis, const struct train_figures *figures)
{
  for (guint i = 0; i < figures->n_labels && !strcmp(axis, "priority"); i++)
    if (!is_priority(figures->labels[i]))
      command_complain("train: '%s' is none of urgent, high, normal and low, so triage will not follow it", figures->labels[i]);
}

enum { FEW = 10 };

static void print_text(const struct train_figures *figures, const struct labelled *labelled)
{
  for (guint i = 0; i < figures->n_labels; i++)
    printf("%-20s %u mail%s%s\n", figures->labels[i], figures->mails[i], figures->mails[i] == 1 ? "" : "s",
           figures->mails[i] < FEW ? ", too few to be sure of" : "");
  if (labelled->unreadable)
    printf("%-20s %u\n", "unreadable", labelled->unreadable);
  printf("of mails held back, %.0f %% were told right (mean F1 of the labels: %.2f; cost %g)\n", figures->accuracy * 100,
         figures->macro_f1, figures->cost);
}

int command_train(struct command *command, int argc, char **argv)
{
  g_autofree char *ca_file = NULL, *axis = NULL;
  const GOptionEntry entries[] = {
    { "axis", 0, 0, G_OPTION_ARG_STRING, &axis, "what is learned: category (the default), priority or team", "AXIS" },
    CA_FILE_OPTION(ca_file),
    { NULL },
  };
  int status;
  if (!command_parse(command, entries, "MODEL LABEL=PATH... - learns from mail whose label is known", help, argc, argv, &status))
    return status;
  if (command->arguments->len < 2) {
    command_complain("train: no MODEL or no LABEL=PATH given; see 'deskbell train --help'");
    return EX_USAGE;
  }
  const char *path = command->arguments->pdata[0], *learned = axis ? axis : "category";
  if (strcmp(learned, "category") && strcmp(learned, "priority") && strcmp(learned, "team")) {
    command_complain("train: --axis is category, priority or team, not '%s'", learned);
    return EX_USAGE;
  }
  struct labelled labelled;
  g_autoptr(GError) error = NULL;
  g_autoptr(Trained) trained = NULL;
  if (!labelled_read(command, 1, ca_file, &labelled))
    status = labelled.status;
  else if (!(trained = learn(learned, &labelled, &error)) || (!command->dry_run && !train_write(trained, path, &error)))
    status = command_fail(error);
  else
    status = labelled.status;
  if (trained && !error) {
    warn_of_strangers(learned, train_figures(trained));
    if (command->json)
      print_json(learned, train_figures(trained), &labelled);
    else if (!command->quiet)
      print_text(train_figures(trained), &labelled);
    if (!command->json && !command->quiet)
      printf(command->dry_run ? "%s would have %zu bytes; nothing is written\n" : "%s written, %zu bytes\n", path,
             train_figures(trained)->bytes);
  }
  labelled_clear(&labelled);
  return status;
}
