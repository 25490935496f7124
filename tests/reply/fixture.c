#include "fixture.h"

#include "base/clock.h"
#include "base/problems.h"

static void name_in_two(struct config_text *text, const char *en, const char *ko)
{
  text->by_language = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert(text->by_language, g_strdup("en"), g_strdup(en));
  g_hash_table_insert(text->by_language, g_strdup("ko"), g_strdup(ko));
}

static void open_days(struct config_calendar *calendar, unsigned from_day, unsigned to_day, unsigned from, unsigned to)
{
  struct config_window window = { from * 60, to * 60 };
  for (unsigned day = from_day; day <= to_day; day++) {
    if (!calendar->windows[day])
      calendar->windows[day] = g_array_new(FALSE, FALSE, sizeof window);
    g_array_append_val(calendar->windows[day], window);
  }
}

static void move_to(struct fixture *fixture, const char *zone_name)
{
  g_clear_pointer(&fixture->context.zone, g_time_zone_unref);
  fixture->context.zone = g_time_zone_new_identifier(zone_name);
  fixture->context.zone_name = zone_name;
  fixture->desk.timezone = fixture->office.timezone = fixture->context.zone;
  fixture->desk.timezone_name = fixture->office.timezone_name = (char *)zone_name;
}

static void make_facts(struct fixture *fixture)
{
  fixture->facts = reply_facts_from_json("{\"version\":1,\"kind\":\"new\",\"ticket\":1042,\"language\":\"en\","
                                         "\"to\":\"jane@customer.example\",\"name\":\"Jane Doe\","
                                         "\"subject\":\"Invoice 2231 was charged twice\","
                                         "\"message_id\":\"<m1@customer.example>\",\"references\":[],\"attachments\":[],"
                                         "\"category\":\"billing\",\"priority\":\"normal\",\"team\":\"billing\"}",
                                         NULL);
  g_assert_nonnull(fixture->facts);
  fixture->facts->arrival = clock_parse("2026-11-22T08:59:30Z");
  fixture->facts->due_first = clock_parse("2026-11-23T11:00:00Z");
}

struct templates *fixture_templates(void)
{
  g_autofree char *shipped = g_build_filename(g_getenv("top_srcdir") ? g_getenv("top_srcdir") : ".", "templates", NULL);
  g_autoptr(Problems) problems = problems_new();
  struct templates *templates = templates_load(shipped, NULL, problems);
  g_autofree char *text = problems_text(problems);
  g_assert_cmpstr(text, ==, "");
  return templates;
}

void fixture_init(struct fixture *fixture)
{
  fixture_init_with(fixture, fixture_templates());
}

void fixture_init_with(struct fixture *fixture, struct templates *templates)
{
  *fixture = (struct fixture){ 0 };
  fixture->config.path = (char *)"deskbell.yaml";
  fixture->config.send.from_address = (char *)"support@acme.example";
  fixture->config.send.envelope = ENVELOPE_SIGNED;
  fixture->config.targets[PRIORITY_NORMAL].calendar = (char *)"office";
  fixture->office.id = (char *)"office";
  open_days(&fixture->office, 0, 3, 9, 12);
  open_days(&fixture->office, 0, 3, 13, 17);
  open_days(&fixture->office, 4, 4, 9, 14);
  fixture->config.calendars = g_ptr_array_new();
  g_ptr_array_add(fixture->config.calendars, &fixture->office);
  fixture->billing.id = (char *)"billing";
  name_in_two(&fixture->billing.name, "Billing team", "결제팀");
  fixture->config.teams = g_ptr_array_new();
  g_ptr_array_add(fixture->config.teams, &fixture->billing);
  fixture->config.desks = g_ptr_array_new();
  g_ptr_array_add(fixture->config.desks, &fixture->desk);
  fixture->config.mailboxes = g_ptr_array_new();
  name_in_two(&fixture->desk.name, "Acme Support", "에이크미 고객지원");
  fixture->desk.language = (char *)"en";
  fixture->desk.tag = (char *)"ACME";
  make_facts(fixture);
  fixture->context = (struct reply_context){ .config = &fixture->config, .desk = &fixture->desk,
                                             .next_open = CLOCK_NONE, .now = clock_parse("2026-11-22T09:00:00Z") };
  move_to(fixture, "Europe/Berlin");
  fixture->templates = templates;
}

void fixture_in_korean(struct fixture *fixture)
{
  move_to(fixture, "Asia/Seoul");
  fixture_set(&fixture->facts->language, "ko");
  fixture_set(&fixture->facts->name, "홍길동");
  fixture_set(&fixture->facts->to, "hong@customer.example");
  fixture_set(&fixture->facts->subject, "2231번 청구서가 두 번 결제되었습니다");
  fixture->facts->due_first = clock_parse("2026-11-23T03:00:00Z");
}

void fixture_clear(struct fixture *fixture)
{
  for (unsigned day = 0; day < 7; day++)
    if (fixture->office.windows[day])
      g_array_unref(fixture->office.windows[day]);
  g_hash_table_unref(fixture->billing.name.by_language);
  g_hash_table_unref(fixture->desk.name.by_language);
  g_ptr_array_unref(fixture->config.calendars);
  g_ptr_array_unref(fixture->config.teams);
  g_ptr_array_unref(fixture->config.desks);
  g_ptr_array_unref(fixture->config.mailboxes);
  g_time_zone_unref(fixture->context.zone);
  reply_facts_free(fixture->facts);
  templates_free(fixture->templates);
}

struct reply_mail *fixture_compose(const struct fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  struct reply_mail *mail = reply_compose(fixture->templates, fixture->facts, &fixture->context, &error);
  g_assert_no_error(error);
  return mail;
}

void fixture_set(char **field, const char *value)
{
  g_free(*field);
  *field = value && *value ? g_strdup(value) : NULL;
}

void fixture_add(GPtrArray *list, const char *value)
{
  g_ptr_array_add(list, g_strdup(value));
}
