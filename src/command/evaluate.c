#include "command/command.h"
#include "command/labelled.h"
#include "command/source.h"

#include "base/json-line.h"
#include "learn/model.h"
#include "learn/score.h"
#include "report/table.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

static const char help[] =
    "Says how often MODEL, a file that deskbell train wrote, tells the LABEL of mails\n"
    "that it was not trained with. PATH is what train takes.\n\n"
    "Example:  deskbell evaluate category.model billing=new-billing.mbox other=rest.mbox\n";

/* The model's labels, and behind them those that only the command line has. char *, borrowed. */
static GPtrArray *names_of(const struct model *model, const struct labelled *labelled)
{
  GPtrArray *names = g_ptr_array_new();
  for (guint i = 0; i < model_labels(model); i++)
    g_ptr_array_add(names, (gpointer)model_label(model, i));
  for (guint i = 0; i < labelled->mails->len; i++) {
    char *label = g_array_index(labelled->mails, struct labelled_mail, i).label;
    if (!g_ptr_array_find_with_equal_func(names, label, g_str_equal, NULL))
      g_ptr_array_add(names, label);
  }
  return names;
}

static struct score *judge(const struct model *model, const struct labelled *labelled, const GPtrArray *names)
{
  struct score *score = score_new(names->len);
  for (guint i = 0; i < labelled->mails->len; i++) {
    const struct labelled_mail *mail = &g_array_index(labelled->mails, struct labelled_mail, i);
    guint is;
    double confidence;
    g_ptr_array_find_with_equal_func((GPtrArray *)names, mail->label, g_str_equal, &is);
    score_add(score, is, model_predict(model, mail->subject, mail->text, &confidence, NULL));
  }
  return score;
}

static void print_json(const struct score *score, const GPtrArray *names, const struct labelled *labelled)
{
  g_autoptr(GString) line = g_string_new(NULL);
  json_line_object(line, NULL);
  json_line_number(line, "mails", (gint64)score_total(score));
  json_line_number(line, "unreadable", labelled->unreadable);
  json_line_share(line, "accuracy", score_accuracy(score));
  json_line_share(line, "macro_f1", score_macro_f1(score));
  json_line_object(line, "labels");
  for (guint i = 0; i < names->len; i++) {
    struct score_label of = score_of(score, i);
    json_line_object(line, names->pdata[i]);
    json_line_share(line, "precision", of.precision);
    json_line_share(line, "recall", of.recall);
    json_line_share(line, "f1", of.f1);
    json_line_number(line, "support", (gint64)of.support);
    json_line_end_object(line);
  }
  json_line_end_object(line);
  json_line_object(line, "confusion");
  for (guint is = 0; is < names->len; is++) {
    json_line_object(line, names->pdata[is]);
    for (guint said = 0; said < names->len; said++)
      json_line_number(line, names->pdata[said], (gint64)score->confusion[is * score->n + said]);
    json_line_end_object(line);
  }
  json_line_end_object(line);
  json_line_end_object(line);
  puts(line->str);
}

static void cell(struct table *table, int decimals, double value)
{
  g_autofree char *text = g_strdup_printf("%.*f", decimals, value);
  table_cell(table, TABLE_PLAIN, text);
}

/* Behind the figures, what its mails were taken for when they were not told right, the most frequent first. */
static char *mistakes(const struct score *score, const GPtrArray *names, guint is)
{
  guint64 most = 0;
  guint worst = 0;
  for (guint said = 0; said < score->n; said++)
    if (said != is && score->confusion[is * score->n + said] > most)
      most = score->confusion[is * score->n + (worst = said)];
  return most ? g_strdup_printf("%s (%" G_GUINT64_FORMAT ")", (char *)names->pdata[worst], most) : g_strdup("");
}

static void print_text(const struct command *command, const struct score *score, const GPtrArray *names)
{
  static const char *const headings[] = { "LABEL", "MAILS", "PRECISION", "RECALL", "F1", "MOSTLY TAKEN FOR", NULL };
  struct table *table = table_new(headings, "+----+", table_terminal_width(), command->colour);
  for (guint i = 0; i < names->len; i++) {
    struct score_label of = score_of(score, i);
    table_cell(table, TABLE_PLAIN, names->pdata[i]);
    cell(table, 0, (double)of.support);
    cell(table, 2, of.precision);
    cell(table, 2, of.recall);
    cell(table, 2, of.f1);
    g_autofree char *wrong = mistakes(score, names, i);
    table_cell(table, TABLE_PLAIN, wrong);
  }
  g_autofree char *text = table_finish(table);
  printf("%sof %" G_GUINT64_FORMAT " mails %.0f %% were told right; mean F1 of the labels: %.2f\n", text, score_total(score),
         score_accuracy(score) * 100, score_macro_f1(score));
}

int command_evaluate(struct command *command, int argc, char **argv)
{
  g_autofree char *ca_file = NULL;
  const GOptionEntry entries[] = { CA_FILE_OPTION(ca_file), { NULL } };
  int status;
  if (!command_parse(command, entries, "MODEL LABEL=PATH... - how often a model is right", help, argc, argv, &status))
    return status;
  if (command->arguments->len < 2) {
    command_complain("evaluate: no MODEL or no LABEL=PATH given; see 'deskbell evaluate --help'");
    return EX_USAGE;
  }
  if (!labelled_has_model(command))
    return EX_USAGE;
  g_autoptr(GError) error = NULL;
  g_autoptr(Model) model = model_open(command->arguments->pdata[0], &error);
  if (!model)
    return command_fail(error);
  struct labelled labelled;
  labelled_init(&labelled);
  gboolean read = labelled_read(command, 1, ca_file, &labelled);
  if (read) {
    g_autoptr(GPtrArray) names = names_of(model, &labelled);
    g_autoptr(Score) score = judge(model, &labelled, names);
    if (command->json)
      print_json(score, names, &labelled);
    else
      print_text(command, score, names);
  }
  labelled_clear(&labelled);
  return labelled.status;
}
