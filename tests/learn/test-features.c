#include "learn/features.h"

#include <stdlib.h>
#include <string.h>

static gint by_hash(gconstpointer a, gconstpointer b)
{
  guint32 left = ((const struct feature *)a)->hash, right = ((const struct feature *)b)->hash;
  return left < right ? -1 : left > right;
}

static char *all_of(const char *subject, const char *text)
{
  struct features features;
  features_read(&features, subject, text);
  qsort(features.all, features.n, sizeof *features.all, by_hash);
  GString *all = g_string_new(NULL);
  for (guint i = 0; i < features.n; i++)
    g_string_append_printf(all, "%08x:%u ", features.all[i].hash, features.all[i].count);
  features_clear(&features);
  return g_string_free(all, FALSE);
}

static void texts_that_mean_the_same_have_the_same_features(void)
{
  static const struct {
    const char *name, *left, *right;
    gboolean same;
  } cases[] = {
    { "case", "Broken OVEN", "broken oven", TRUE },
    { "accents", "Café geöffnet", "cafe geoffnet", TRUE },
    { "sharp s", "Straße", "STRASSE", TRUE },
    { "Hangul in pieces", "\341\204\220\341\205\262\341\206\257\341\204\205\341\205\265\341\206\270", "튤립", TRUE },
    { "full-width letters", "ＯＶＥＮ", "oven", TRUE },
    { "accent of its own", "cafe\314\201 closed", "café closed", TRUE },
    { "punctuation", "oven: (broken)", "oven broken", TRUE },
    { "white space", "oven\n\n  broken", "oven broken", TRUE },
    { "long numbers", "order 1234567", "order 7654321", TRUE },
    { "Korean text with long numbers", "주문 20261123", "주문 20251224", TRUE },
    { "short numbers", "windows 10", "windows 11", FALSE },
    { "numbers of another length", "order 12345", "order 123456", FALSE },
    { "full-width mark", "뭐라고요！", "뭐라고요!", TRUE },
    { "shouting marks", "oven broken!", "oven broken", FALSE },
    { "a question", "오븐 고장", "오븐 고장?", FALSE },
    { "order of words", "oven broken", "broken oven", FALSE },
    { "particles", "튤립이", "튤립을", FALSE },
    { "another word", "oven", "over", FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *left = all_of("", cases[i].left), *right = all_of("", cases[i].right);
    gboolean same = !strcmp(left, right);
    if (same != cases[i].same)
      g_error("%s: %s\n%s", cases[i].name, left, right);
    g_assert_cmpstr(left, !=, "");
  }
}

static guint shared(const char *left_text, const char *right_text)
{
  struct features left, right;
  features_read(&left, NULL, left_text);
  features_read(&right, NULL, right_text);
  guint n = 0;
  for (guint i = 0; i < left.n; i++)
    for (guint j = 0; j < right.n; j++)
      n += left.all[i].hash == right.all[j].hash;
  features_clear(&left);
  features_clear(&right);
  return n;
}

static void inflected_and_compound_words_share_runs(void)
{
  g_assert_cmpuint(shared("튤립이", "튤립을"), >=, 3);
  g_assert_cmpuint(shared("Rechnung", "Rechnungsnummer"), >=, 10);
  g_assert_cmpuint(shared("oven", "tulip"), ==, 0);
}

static void subject_and_text_are_apart(void)
{
  g_autofree char *subject = all_of("oven", ""), *text = all_of("", "oven");
  g_assert_cmpstr(subject, !=, text);
  struct features features;
  features_read(&features, "oven", "oven");
  for (guint i = 0; i < features.n; i++)
    g_assert_cmpuint(features.all[i].count, ==, 1);
  features_clear(&features);
}

static void anything_can_be_read(void)
{
  static const char *const texts[] = { "", " \n\t", "\xff\xfe\xff oven", "\xea\xb0", "\xcc\x81\xcc\x81", "......", "\xe2\x80\xae" };
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    struct features features;
    features_read(&features, texts[i], texts[i]);
    g_assert_cmpuint(features.n, <, 100);
    features_clear(&features);
  }
  g_autofree char *none = all_of(NULL, NULL);
  g_assert_cmpstr(none, ==, "");
}

static void what_is_read_is_bounded(void)
{
  g_autofree char *word = g_strnfill(100 * 1000, 'x');
  struct features features;
  features_read(&features, word, word);
  g_assert_cmpuint(features.n, <=, 2 * FEATURES_MOST_A_WORD);
  features_clear(&features);

  g_autofree char *long_text = g_strnfill(1000 * 1000, ' ');
  memcpy(long_text, "oven", 4);
  memcpy(long_text + 999 * 1000, "tulip", 5);
  g_autofree char *all = all_of("", long_text), *start = all_of("", "oven");
  g_assert_cmpstr(all, ==, start);
}

static void a_limit_within_a_character_cuts_before_it(void)
{
  g_autoptr(GString) text = g_string_new(NULL);
  while (text->len < FEATURES_MOST_TEXT - 4)
    g_string_append_c(text, ' ');
  g_string_append(text, "ab가"); /* the limit lies in the last one */
  g_autofree char *all = all_of("", text->str), *start = all_of("", "ab");
  g_assert_cmpstr(all, ==, start);
}

static void many_features_are_all_kept(void)
{
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < 1000; i++)
    g_string_append_printf(text, "%c%c%c%c ", 'a' + i % 26, 'a' + i / 26 % 26, 'a' + i % 7, 'a' + i % 11);
  struct features features;
  features_read(&features, NULL, text->str);
  g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
  for (guint i = 0; i < features.n; i++)
    g_assert_true(g_hash_table_add(seen, GUINT_TO_POINTER(features.all[i].hash)));
  g_assert_cmpuint(features.n, >, 3000);
  features_clear(&features);
}

struct places {
  GString *words;
};

static void note(const struct features_word *word, gpointer data)
{
  struct places *places = data;
  g_string_append_len(places->words, word->source + word->start, (gssize)(word->end - word->start));
  g_string_append_c(places->words, '|');
}

static void words_are_told_as_they_were_written(void)
{
  struct places places = { g_string_new(NULL) };
  features_each_word("Straße, 튤립이", "WITHERED (already)!", note, &places);
  g_assert_cmpstr(places.words->str, ==, "Straße|튤립이|WITHERED|already|!|");
  g_string_free(places.words, TRUE);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/features/texts-that-mean-the-same", texts_that_mean_the_same_have_the_same_features);
  g_test_add_func("/features/inflected-and-compound-words-share-runs", inflected_and_compound_words_share_runs);
  g_test_add_func("/features/subject-and-text-are-apart", subject_and_text_are_apart);
  g_test_add_func("/features/anything-can-be-read", anything_can_be_read);
  g_test_add_func("/features/what-is-read-is-bounded", what_is_read_is_bounded);
  g_test_add_func("/features/a-limit-within-a-character", a_limit_within_a_character_cuts_before_it);
  g_test_add_func("/features/many-features-are-all-kept", many_features_are_all_kept);
  g_test_add_func("/features/words-as-they-were-written", words_are_told_as_they_were_written);
  return g_test_run();
}
