#include "base/problems.h"
#include "triage/cache.h"
#include "triage/filters-private.h"

#include "../folder.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utime.h>

/* A ledger's folder with a folder of filters in it. */
struct place {
  char *folder, *filters, *ledger;
};

static void put(const char *folder, const char *name, const char *text, gsize length)
{
  g_autofree char *path = g_build_filename(folder, name, NULL);
  g_assert_true(g_file_set_contents(path, text, (gssize)length, NULL));
  const struct utimbuf long_ago = { 1000000000, 1000000000 };
  g_assert_cmpint(utime(path, &long_ago), ==, 0);
}

static struct place place_new(void)
{
  struct place place = { .folder = g_dir_make_tmp("deskbell-cache-XXXXXX", NULL) };
  place.filters = g_build_filename(place.folder, "filters", NULL);
  place.ledger = g_build_filename(place.folder, "ledger", NULL);
  g_assert_cmpint(g_mkdir(place.filters, 0700), ==, 0);
  put(place.folder, "ledger", "", 0);
  return place;
}

static void place_clear(struct place *place)
{
  folder_remove(place->folder);
  g_free(place->folder);
  g_free(place->filters);
  g_free(place->ledger);
}

/* NULL when there is none. */
static char *copy_in(const struct place *place)
{
  g_autoptr(GDir) dir = g_dir_open(place->folder, 0, NULL);
  const char *name;
  while ((name = g_dir_read_name(dir)))
    if (g_str_has_prefix(name, "ledger."))
      return g_build_filename(place->folder, name, NULL);
  return NULL;
}

static struct filters *load(const struct place *place, const struct config *config)
{
  g_autoptr(Problems) problems = problems_new();
  struct filters *filters = filters_load_cached(place->filters, config, place->ledger, problems);
  g_assert_nonnull(filters);
  return filters;
}

static gboolean loads_from_copy(const struct place *place, const struct config *config)
{
  g_autoptr(Filters) filters = load(place, config);
  return filters->packed != NULL;
}

static void put_yaml(const char *from, const char *to)
{
  g_autoptr(GDir) dir = g_dir_open(from, 0, NULL);
  const char *name;
  while ((name = g_dir_read_name(dir))) {
    g_autofree char *path = g_build_filename(from, name, NULL);
    g_autofree char *text = NULL;
    gsize length;
    if (g_str_has_suffix(name, ".yaml") && g_file_get_contents(path, &text, &length, NULL))
      put(to, name, text, length);
  }
}

static char *signals_of(const struct place *place)
{
  char *folder = g_build_filename(place->filters, "signals", NULL);
  g_mkdir(folder, 0700);
  return folder;
}

static void put_shipped(const struct place *place)
{
  g_autofree char *shipped = g_build_filename(g_getenv("top_srcdir"), "filters", NULL);
  g_autofree char *from = g_build_filename(shipped, "signals", NULL), *to = signals_of(place);
  put_yaml(shipped, place->filters);
  put_yaml(from, to);
}

static void put_signals(const struct place *place)
{
  static const char codes[] = "leak: {unless: [negated]}\n", english[] = "leak: {words: [dripping, '/leak(s|ing)/'], not: [dry]}\n";
  g_autofree char *folder = signals_of(place);
  put(folder, "codes.yaml", codes, strlen(codes));
  put(folder, "en.yaml", english, strlen(english));
}

static const char every_kind[] = "- rule: first\n"
                                 "  when:\n"
                                 "    from: ['*@a.example', acme, '/^a+b/']\n"
                                 "    to: support@acme.example\n"
                                 "    subject: [refund*, 'Stra\u00DFe', '/re(fund|pay)/', '/a?/']\n"
                                 "    not-text: [\uC811\uC18D \uBD88\uAC00]\n"
                                 "    header.X-Spam: ['*', yes, '/^y/']\n"
                                 "    language: [ko, pt-BR]\n"
                                 "    size: '>1M'\n"
                                 "    attachment: '*.log'\n"
                                 "    hours: outside\n"
                                 "    tier: gold\n"
                                 "  category: billing\n  priority: high\n  team: billing\n  template: other\n"
                                 "  tags: [a, b]\n  ask: {en: [x, y], ko: z}\n  links: https://acme.example\n"
                                 "  reply: no\n  stop: yes\n  unless-negated: yes\n  unless-hypothetical: yes\n"
                                 "- rule: second\n  when:\n    signal: first\n  reply: yes\n  unless-hypothetical: yes\n";

static void assert_same(const struct filters *a, const struct filters *b)
{
  g_autoptr(GVariant) one = g_variant_ref_sink(filters_pack(a)), other = g_variant_ref_sink(filters_pack(b));
  g_assert_cmpuint(a->rules->len, ==, b->rules->len);
  g_assert_cmpmem(g_variant_get_data(one), g_variant_get_size(one), g_variant_get_data(other), g_variant_get_size(other));
}

static void a_copy_has_the_same_rules(void)
{
  struct place place = place_new();
  put_shipped(&place);
  put(place.filters, "99.yaml", every_kind, strlen(every_kind));
  g_autoptr(Filters) made = load(&place, NULL), copied = load(&place, NULL);
  g_assert_null(made->packed);
  g_assert_nonnull(copied->packed);
  assert_same(made, copied);
  g_assert_cmpuint(copied->rules->len, >, 20);
  const struct rule *last = copied->rules->pdata[copied->rules->len - 1];
  g_assert_cmpstr(last->name, ==, "second");
  g_assert_cmpint(last->reply, ==, 1);
  place_clear(&place);
}

static void a_change_of_what_rules_depend_on_is_seen(void)
{
  struct place place = place_new();
  put(place.filters, "a.yaml", "- rule: one\n  team: sales\n", 26);
  g_assert_false(loads_from_copy(&place, NULL));
  g_assert_true(loads_from_copy(&place, NULL));

  put(place.filters, "a.yaml", "- rule: two\n  team: sales\n", 26); /* as long, and as old */
  g_autoptr(Filters) changed = load(&place, NULL);
  g_assert_cmpstr(((const struct rule *)changed->rules->pdata[0])->name, ==, "two");
  g_assert_true(loads_from_copy(&place, NULL));

  put(place.filters, "b.yaml", "- rule: three\n", 14);
  g_assert_false(loads_from_copy(&place, NULL));
  g_assert_true(loads_from_copy(&place, NULL));

  struct config_team billing = { .id = (char *)"billing" };
  g_autoptr(GPtrArray) teams = g_ptr_array_new();
  struct config config = { .teams = teams };
  g_assert_true(loads_from_copy(&place, &config)); /* no teams are no check of them */
  g_ptr_array_add(teams, &billing);
  g_autoptr(Filters) checked = load(&place, &config);
  g_assert_null(((const struct rule *)checked->rules->pdata[0])->team);
  g_assert_true(loads_from_copy(&place, &config));
  place_clear(&place);
}

static void a_change_of_a_signal_is_seen(void)
{
  struct place place = place_new();
  put(place.filters, "a.yaml", "- rule: one\n  when: {signal: leak}\n", 35);
  put_signals(&place);
  g_assert_false(loads_from_copy(&place, NULL));
  g_assert_true(loads_from_copy(&place, NULL));
  g_autofree char *folder = signals_of(&place);
  put(folder, "de.yaml", "leak: undicht\n", 14);
  g_assert_false(loads_from_copy(&place, NULL));
  g_autoptr(Filters) copied = load(&place, NULL);
  g_assert_nonnull(copied->packed);
  struct words_text *none = words_text_new(""), *text = words_text_new("Das Ventil ist undicht");
  g_autoptr(GArray) hits = signals_find(copied->signals, none, text);
  g_assert_cmpuint(hits->len, ==, 1);
  g_assert_cmpstr(g_array_index(hits, struct signal_hit, 0).language, ==, "de");
  words_text_free(none);
  words_text_free(text);
  place_clear(&place);
}

static void a_file_that_has_just_changed_is_not_copied(void)
{
  struct place place = place_new();
  g_autofree char *path = g_build_filename(place.filters, "a.yaml", NULL);
  g_assert_true(g_file_set_contents(path, "- rule: one\n", -1, NULL));
  g_assert_false(loads_from_copy(&place, NULL));
  g_autofree char *copy = copy_in(&place);
  g_assert_null(copy);
  place_clear(&place);
}

static void a_damaged_copy_is_made_anew(void)
{
  struct place place = place_new();
  put(place.filters, "a.yaml", every_kind, strlen(every_kind));
  g_assert_false(loads_from_copy(&place, NULL));
  g_autofree char *copy = copy_in(&place), *bytes = NULL;
  gsize length;
  g_assert_true(g_file_get_contents(copy, &bytes, &length, NULL));
  for (gsize i = 0; i < length; i += 13 + length / 200) {
    bytes[i] ^= 0x20;
    g_assert_true(g_file_set_contents(copy, bytes, (gssize)length, NULL));
    bytes[i] ^= 0x20;
    g_assert_false(loads_from_copy(&place, NULL));
    g_assert_true(loads_from_copy(&place, NULL));
  }
  for (gsize cut = 0; cut < length; cut += 17 + length / 200) {
    g_assert_true(g_file_set_contents(copy, bytes, (gssize)cut, NULL));
    g_assert_false(loads_from_copy(&place, NULL));
  }
  place_clear(&place);
}

static gboolean is_there(const char *path)
{
  struct stat about;
  return lstat(path, &about) == 0;
}

static void a_writer_that_was_killed_leaves_nothing_for_long(void)
{
  struct place place = place_new();
  put(place.filters, "a.yaml", "- rule: one\n", 12);
  g_assert_false(loads_from_copy(&place, NULL));
  g_autofree char *copy = copy_in(&place), *draft = g_strconcat(copy, ".new", NULL);
  g_assert_cmpint(g_unlink(copy), ==, 0);
  g_assert_true(g_file_set_contents(draft, "half", -1, NULL));
  g_assert_false(loads_from_copy(&place, NULL)); /* perhaps it is still written */
  g_assert_true(is_there(draft) && !is_there(copy));
  const struct utimbuf long_ago = { 1000000000, 1000000000 };
  g_assert_cmpint(utime(draft, &long_ago), ==, 0);
  g_assert_false(loads_from_copy(&place, NULL));
  g_assert_true(is_there(copy) && !is_there(draft));
  g_assert_true(loads_from_copy(&place, NULL));
  place_clear(&place);
}

/* The sum keeps such bytes out; should it ever not, they do no harm. */
static void unsound_bytes_are_no_danger(void)
{
  struct place place = place_new();
  put(place.filters, "a.yaml", every_kind, strlen(every_kind));
  put_signals(&place);
  g_autoptr(Filters) filters = load(&place, NULL);
  struct words_text *text = words_text_new("It is leaking, dripping and not dry");
  g_autoptr(GVariant) packed = g_variant_ref_sink(filters_pack(filters));
  gsize length = g_variant_get_size(packed);
  for (gsize i = 0; i < length * 8; i += i < 16 * 1024 || i > length * 8 - 8 * 1024 ? 3 : 1001) {
    char *bytes = g_memdup2(g_variant_get_data(packed), length);
    bytes[i / 8] ^= (char)(1 << i % 8);
    g_autoptr(GVariant) damaged = g_variant_ref_sink(
        g_variant_new_from_data(G_VARIANT_TYPE(FILTERS_PACKED), bytes, length, FALSE, g_free, bytes));
    g_autoptr(Filters) unpacked = filters_unpack(damaged);
    if (!unpacked)
      continue;
    g_variant_unref(g_variant_ref_sink(filters_pack(unpacked)));
    g_array_unref(signals_find(unpacked->signals, text, text));
  }
  words_text_free(text);
  place_clear(&place);
}

static void a_copy_that_others_may_write_is_not_used(void)
{
  struct place place = place_new();
  put(place.filters, "a.yaml", "- rule: one\n", 12);
  g_assert_false(loads_from_copy(&place, NULL));
  g_autofree char *copy = copy_in(&place);
  struct stat about;
  g_assert_cmpint(stat(copy, &about), ==, 0);
  g_assert_cmpuint(about.st_mode & 07777, ==, 0660);
  g_assert_cmpint(g_chmod(copy, 0666), ==, 0);
  g_assert_false(loads_from_copy(&place, NULL));
  g_assert_true(loads_from_copy(&place, NULL));

  if (geteuid() == 0 && chown(copy, 65534, (gid_t)-1) == 0) {
    g_assert_false(loads_from_copy(&place, NULL)); /* and root puts its own there */
    g_assert_true(loads_from_copy(&place, NULL));
  }
  g_autofree char *elsewhere = g_build_filename(place.filters, "copy", NULL);
  g_assert_cmpint(g_rename(copy, elsewhere), ==, 0);
  g_assert_cmpint(symlink(elsewhere, copy), ==, 0);
  g_assert_false(loads_from_copy(&place, NULL));
  place_clear(&place);
}

static void without_a_ledger_there_is_no_copy(void)
{
  struct place place = place_new();
  put(place.filters, "a.yaml", "- rule: one\n", 12);
  g_autoptr(Problems) problems = problems_new();
  filters_free(filters_load_cached(place.filters, NULL, NULL, problems));
  g_autofree char *copy = copy_in(&place);
  g_assert_null(copy);
  place_clear(&place);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/cache/killed", a_writer_that_was_killed_leaves_nothing_for_long);
  g_test_add_func("/cache/same", a_copy_has_the_same_rules);
  g_test_add_func("/cache/changes", a_change_of_what_rules_depend_on_is_seen);
  g_test_add_func("/cache/signals", a_change_of_a_signal_is_seen);
  g_test_add_func("/cache/just-changed", a_file_that_has_just_changed_is_not_copied);
  g_test_add_func("/cache/damaged", a_damaged_copy_is_made_anew);
  g_test_add_func("/cache/unsound", unsound_bytes_are_no_danger);
  g_test_add_func("/cache/others", a_copy_that_others_may_write_is_not_used);
  g_test_add_func("/cache/no-ledger", without_a_ledger_there_is_no_copy);
  return g_test_run();
}
