#include "reply/particles.h"

static char *join(const char *word, const char *name)
{
  for (gsize i = 0; i < n_particles; i++)
    if (!g_strcmp0(particles[i].name, name))
      return particle_join(word, &particles[i]);
  g_assert_not_reached();
}

static void particles_follow_the_last_sound(void)
{
  static const struct {
    const char *word, *particle, *joined;
  } rows[] = {
    { "홍길동", "eun", "홍길동은" },     { "김민수", "eun", "김민수는" },     { "결제팀", "i", "결제팀이" },
    { "고객지원", "i", "고객지원이" },   { "서비스", "i", "서비스가" },       { "환불", "eul", "환불을" },
    { "문의", "eul", "문의를" },         { "서울", "euro", "서울로" },        { "부산", "euro", "부산으로" },
    { "대구", "euro", "대구로" },        { "홍길동", "wa", "홍길동과" },      { "민수", "wa", "민수와" },
    { "ACME-1042", "i", "ACME-1042가" }, { "ACME-1040", "i", "ACME-1040이" }, { "ACME-1041", "eun", "ACME-1041은" },
    { "7", "euro", "7로" },              { "3", "euro", "3으로" },            { "6", "eul", "6을" },
    { "URL", "eul", "URL을" },           { "URL", "euro", "URL로" },          { "VPN", "i", "VPN이" },
    { "SMS", "eul", "SMS를" },           { "IBM", "eun", "IBM은" },           { "Team", "i", "Team이" },
    { "Anna", "eun", "Anna는" },         { "Support", "i", "Support가" },     { "Desk", "eun", "Desk는" },
    { "Slack", "eul", "Slack을" },       { "billing", "i", "billing이" },     { "Jane", "eun", "Jane은(는)" },
    { "Jane", "euro", "Jane(으)로" },    { "결제팀(서울)", "i", "결제팀(서울)이" }, { "“문의”", "eul", "“문의”를" },
    { "東京", "eun", "東京은(는)" },     { "", "i", "이(가)" },               { "홍길동 님", "eun", "홍길동 님은" },
    { "에이크미", "ira", "에이크미라" }, { "에이크미", "ieyo", "에이크미예요" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autofree char *got = join(rows[i].word, rows[i].particle);
    g_assert_cmpstr(got, ==, rows[i].joined);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/particles/last-sound", particles_follow_the_last_sound);
  return g_test_run();
}
