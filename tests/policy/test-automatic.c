/* The specification of the words of automatic mail, and of the files they stand in. */
#include "policy/automatic.h"

#include "away-mails.h"
#include "base/problems.h"
#include "base/yaml.h"
#include "mail-of.h"
#include "policy/policy.h"

#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

static struct automatic_words *words;

static struct policy_verdict *decide(const struct away_mail *away, const char *headers, gboolean answers_us)
{
  const struct policy_facts facts = { .any_recipient = TRUE, .words = words, .answers_us = answers_us };
  g_autofree char *all = g_strdup_printf("Subject: %s\n%s", away->subject, headers);
  g_autoptr(Mail) mail = mail_with(all, away->body);
  struct policy_verdict *verdict = policy_decide(mail, &facts);
  g_test_message("%s: %s: %s", away->language, away->subject, verdict->reason ? verdict->reason : "answered");
  return verdict;
}

static void a_label_refuses(void)
{
  for (gsize i = 0; i < G_N_ELEMENTS(labelled); i++) {
    g_autoptr(PolicyVerdict) verdict = decide(&labelled[i], "", FALSE);
    g_assert_cmpstr(verdict->reason, ==, "out-of-office");
  }
}

static void an_opening_refuses_with_another_sign_and_not_alone(void)
{
  for (gsize i = 0; i < G_N_ELEMENTS(unlabelled); i++) {
    g_autoptr(PolicyVerdict) answer = decide(&unlabelled[i], "", TRUE);
    g_assert_cmpstr(answer->reason, ==, "automatic");
    g_autoptr(PolicyVerdict) looped = decide(&unlabelled[i], "X-Loop: a@customer.example", FALSE);
    g_assert_cmpstr(looped->reason, ==, "automatic");
    g_autoptr(PolicyVerdict) alone = decide(&unlabelled[i], "", FALSE);
    g_assert_null(alone->reason);
  }
}

static void people_who_write_about_it_are_answered(void)
{
  for (gsize i = 0; i < G_N_ELEMENTS(people); i++) {
    g_autoptr(PolicyVerdict) verdict = decide(&people[i], "", FALSE);
    g_assert_null(verdict->reason);
    g_autofree char *subject = g_strdup_printf("Re: %s", people[i].subject);
    const struct away_mail reply = { people[i].language, subject, "?\n" };
    g_autoptr(PolicyVerdict) answer = decide(&reply, "", TRUE);
    g_assert_null(answer->reason);
  }
}

static void people_who_answer_us_in_such_words_are_answered(void)
{
  for (gsize i = 0; i < G_N_ELEMENTS(answers); i++) {
    g_autoptr(PolicyVerdict) verdict = decide(&answers[i], "", TRUE);
    g_assert_null(verdict->reason);
  }
}

static void only_the_beginning_of_the_new_text_is_an_opening(void)
{
  static const char *const late =
      "My parcel is late, it was promised for last Tuesday and has still not arrived here.\n"
      "I called the carrier, who told me that you have it and that I should write to you.\n"
      "The number of the order is 1234, and the invoice was paid on the first of the month.\n"
      "Please tell me when it will come, and whether I have to be at home to receive it then.\n"
      "By the way, I am out of the office until Monday.\n";
  static const char *const quoted = "Did you write this?\n\n> I am currently out of the office until Monday.\n";
  const char *const bodies[] = { late, quoted };
  for (gsize i = 0; i < G_N_ELEMENTS(bodies); i++) {
    const struct away_mail mail = { "en", "Re: Your order", bodies[i] };
    g_autoptr(PolicyVerdict) verdict = decide(&mail, "", TRUE);
    g_assert_cmpuint(verdict->points, ==, 0);
  }
}

static void words_are_found_as_words(void)
{
  static const struct {
    enum automatic_list list;
    const char *text;
    gboolean found;
  } rows[] = {
    { AUTOMATIC_OPENINGS, "so i am out of the office until", TRUE },
    { AUTOMATIC_OPENINGS, "kiwi am out of the office", FALSE },
    { AUTOMATIC_OPENINGS, "i am out of the officer's room", FALSE },
    { AUTOMATIC_OPENINGS, "ICH BIN bis  zum\n5. Januar NICHT IM BÜRO", TRUE },
    { AUTOMATIC_OPENINGS, "I’m out of the office", TRUE },
    { AUTOMATIC_OPENINGS, "저는 현재 부재중이오니", TRUE },
    { AUTOMATIC_OPENINGS, "비현재 부재중", FALSE },
    { AUTOMATIC_OPENINGS, "担当者は只今不在にしておりますので", TRUE },
    { AUTOMATIC_LABELS, "i am out of the office", FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autofree char *folded = automatic_fold(rows[i].text);
    g_test_message("%s", folded);
    const char *found = rows[i].list == AUTOMATIC_LABELS ? NULL : automatic_find(words, rows[i].list, folded);
    g_assert_cmpint(found != NULL, ==, rows[i].found);
  }
  g_assert_null(automatic_find(words, AUTOMATIC_OPENINGS, ""));
  g_assert_null(automatic_find(NULL, AUTOMATIC_OPENINGS, "i am out of the office"));
}

/* Each phrase of each file is found where it is meant to be: none is dead by what comes before it is compared. */
static void every_shipped_phrase_is_found(void)
{
  static const char *const names[] = { "labels", "subjects", "openings", "notices", "returned" };
  g_autofree char *folder = g_build_filename(g_getenv("top_srcdir"), "filters", "automatic", NULL);
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  guint files = 0, n_phrases = 0;
  for (const char *name; (name = g_dir_read_name(dir)); files++) {
    g_autoptr(Problems) problems = problems_new();
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autoptr(YamlNode) root = yaml_load(path, problems);
    for (int list = 0; list < N_AUTOMATIC_LISTS; list++) {
      const struct yaml_node *phrases = yaml_get(root, names[list]);
      for (guint i = 0; phrases && i < phrases->items->len; i++, n_phrases++) {
        g_autofree char *folded = automatic_fold(((const struct yaml_node *)phrases->items->pdata[i])->scalar);
        gboolean is_label = list == AUTOMATIC_LABELS || list == AUTOMATIC_RETURNED;
        g_test_message("%s: %s: %s", name, names[list], folded);
        g_assert_nonnull(is_label ? automatic_find_label(words, (enum automatic_list)list, folded)
                                  : automatic_find(words, (enum automatic_list)list, folded));
      }
    }
  }
  g_assert_cmpuint(files, >=, 16);
  g_assert_cmpuint(n_phrases, >, 1500);
}

static char *file_of(const char *folder, const char *name, const char *text)
{
  char *path = g_build_filename(folder, name, NULL);
  g_assert_true(g_file_set_contents(path, text, -1, NULL));
  const struct utimbuf long_ago = { 1000000000, 1000000000 };
  g_assert_cmpint(utime(path, &long_ago), ==, 0);
  return path;
}

static void a_desk_adds_its_own_phrases(void)
{
  g_autofree char *folder = g_dir_make_tmp("deskbell-words-XXXXXX", NULL);
  g_autofree char *more = g_dir_make_tmp("deskbell-words-XXXXXX", NULL);
  g_free(file_of(folder, "en.yaml", "openings: [gone fishing today]\n"));
  g_free(file_of(more, "own.yaml", "labels:\n  - gone fishing\nsubjects:\n"));
  g_autofree char *ledger = file_of(folder, "ledger", "");
  for (int i = 0; i < 3; i++) { /* read, copied, from the copy */
    g_autoptr(Problems) problems = problems_new();
    g_autoptr(AutomaticWords) both = automatic_words_load_cached(folder, more, ledger, problems);
    g_assert_nonnull(both);
    g_assert_cmpstr(automatic_find_label(both, AUTOMATIC_LABELS, "gone fishing: order"), ==, "gone fishing");
    g_assert_nonnull(automatic_find(both, AUTOMATIC_OPENINGS, "i have gone fishing today"));
  }
  g_free(file_of(more, "own.yaml", "labels:\n  - gone to sea\n"));
  g_autoptr(Problems) problems = problems_new();
  g_autoptr(AutomaticWords) after = automatic_words_load_cached(folder, more, ledger, problems);
  g_assert_null(automatic_find_label(after, AUTOMATIC_LABELS, "gone fishing: order"));
  g_assert_nonnull(automatic_find_label(after, AUTOMATIC_LABELS, "gone to sea"));
  const char *const folders[] = { folder, more };
  for (gsize i = 0; i < G_N_ELEMENTS(folders); i++) {
    g_autoptr(GDir) dir = g_dir_open(folders[i], 0, NULL);
    for (const char *name; (name = g_dir_read_name(dir));) {
      g_autofree char *path = g_build_filename(folders[i], name, NULL);
      g_unlink(path);
    }
    g_rmdir(folders[i]);
  }
}

static void what_is_wrong_in_a_file_is_told_with_its_place(void)
{
  static const struct {
    const char *text, *problem;
  } rows[] = {
    { "lables: [out of office]\n", "*:1:1: unknown list 'lables'*" },
    { "labels: out of office\n", "*:1:*labels: a list of phrases is expected*" },
    { "labels:\n  - abc\n", "*:2:5: 'abc': a phrase has 4 to 200 bytes*" },
    { "openings:\n  - ... away\n", "*:2:5: '... away'*" },
    { "openings:\n  - a ... b ... c\n", "*:2:5: *once in a phrase*" },
    { "- out of office\n", "*:1:1: lists named*" },
    { "labels: [[x]]\n", "*a phrase is expected*" },
  };
  g_autofree char *folder = g_dir_make_tmp("deskbell-words-XXXXXX", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autofree char *path = file_of(folder, "x.yaml", rows[i].text);
    g_autoptr(Problems) problems = problems_new();
    g_assert_null(automatic_words_load(folder, NULL, problems));
    g_autofree char *text = problems_text(problems);
    g_test_message("%s", text);
    g_assert_true(g_pattern_match_simple(rows[i].problem, text));
    g_unlink(path);
  }
  g_autoptr(Problems) none = problems_new();
  g_autoptr(AutomaticWords) nothing = automatic_words_load(folder, NULL, none);
  g_assert_nonnull(nothing);
  g_rmdir(folder);
  g_autoptr(Problems) missing = problems_new();
  g_assert_null(automatic_words_load(folder, NULL, missing));
  g_assert_cmpuint(problems_count(missing), ==, 1);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  words = shipped_words();
  g_test_add_func("/automatic/labels", a_label_refuses);
  g_test_add_func("/automatic/openings", an_opening_refuses_with_another_sign_and_not_alone);
  g_test_add_func("/automatic/people", people_who_write_about_it_are_answered);
  g_test_add_func("/automatic/answers", people_who_answer_us_in_such_words_are_answered);
  g_test_add_func("/automatic/beginning", only_the_beginning_of_the_new_text_is_an_opening);
  g_test_add_func("/automatic/words", words_are_found_as_words);
  g_test_add_func("/automatic/shipped", every_shipped_phrase_is_found);
  g_test_add_func("/automatic/own", a_desk_adds_its_own_phrases);
  g_test_add_func("/automatic/problems", what_is_wrong_in_a_file_is_told_with_its_place);
  int status = g_test_run();
  automatic_words_free(words);
  return status;
}
