#include "triage/negation.h"

#include "triage/folded.h"
#include "triage/words.h"

#include "../slow.h"

#include <string.h>

struct sentence {
  const char *words, *text;
  gboolean taken_back;
};

typedef gboolean judgement(const struct folded *folded, gsize start, gsize end);

static void assert_sentences(const struct sentence *sentences, gsize n, judgement *judge)
{
  guint wrong = 0;
  for (gsize i = 0; i < n; i++) {
    g_autoptr(Folded) folded = folded_new(sentences[i].text);
    const char *found = strstr(folded->text, sentences[i].words);
    g_assert_nonnull(found);
    gsize start = found - folded->text;
    gboolean got = judge(folded, start, start + strlen(sentences[i].words));
    if (got != sentences[i].taken_back) {
      g_test_message("%s: %s", got ? "taken back" : "not taken back", sentences[i].text);
      wrong++;
    }
  }
  g_assert_cmpuint(wrong, ==, 0);
}

static void a_negation_takes_the_word_back(void)
{
  static const struct sentence sentences[] = {
    { "urgent", "This is not urgent.", TRUE },
    { "urgent", "It isn't very urgent, take your time.", TRUE },
    { "urgent", "It isn’t urgent", TRUE },
    { "urgent", "Nothing urgent here", TRUE },
    { "urgent", "a non-urgent question", TRUE },
    { "urgent", "There is no urgent need", TRUE },
    { "urgent", "Please do not treat this as urgent", TRUE },
    { "asap", "I don't need it asap", TRUE },
    { "emergency", "This is not an emergency.", TRUE },
    { "dringend", "Das ist nicht so dringend.", TRUE },
    { "urgent", "Ce n'est pas très urgent", TRUE },
    { "urgente", "No es urgente", TRUE },
    { "급하", "급하지 않습니다", TRUE },
    { "급하", "급하진 않아요", TRUE },
    { "급하", "급하지않으니 천천히 답변 주세요", TRUE },
    { "급한", "급한 건 아닙니다.", TRUE },
    { "급한", "급한 일은 아니니 천천히 봐주세요", TRUE },
    { "급한", "급한건아니에요", TRUE },
    { "긴급", "긴급은 아닙니다", TRUE },
    { "긴급", "긴급한 사항은 아닙니다만 문의드립니다", TRUE },
    { "급해", "별로 안 급해요", TRUE },
    { "至急", "至急ではありません", TRUE },
    { "紧急", "不太紧急", TRUE },
    { "dringend", "Das ist nicht dringend.", TRUE },
    { "eilt", "Es eilt nicht.", TRUE },
    { "eilt", "Das eilt mir wirklich nicht, danke", TRUE },
    { "eilt", "Die Sache eilt überhaupt nicht", TRUE },
    { "eilig", "Wir haben es nicht eilig", TRUE },
    { "dringend", "dringend ist es nicht", TRUE },
    { "notfall", "Es ist kein Notfall", TRUE },
    { "dringende", "keine dringende Sache", TRUE },
    { "haster", "Det haster ikke", TRUE },
    { "urgent", "Pas urgent", TRUE },
    { "urgent", "Ce n'est pas du tout urgent.", TRUE },
    { "urgent", "Rien d'urgent, merci", TRUE },
    { "urgence", "Il n'y a pas d'urgence", TRUE },
    { "urgence", "aucune urgence de mon côté", TRUE },
    { "urgent", "Ce n'est plus urgent", TRUE },
    { "presse", "Ça ne presse pas.", TRUE },
    { "urgente", "No es nada urgente", TRUE },
    { "urgente", "Nada urgente, cuando puedan", TRUE },
    { "urgencia", "No hay ninguna urgencia", TRUE },
    { "prisa", "no corre prisa", TRUE },
    { "prisa", "sin prisa", TRUE },
    { "urgente", "Não é urgente.", TRUE },
    { "urgente", "não é nada muito urgente", TRUE },
    { "pressa", "Não tenho pressa", TRUE },
    { "pressa", "sem pressa nenhuma", TRUE },
    { "急ぎ", "急ぎではありません。", TRUE },
    { "急ぎ", "急ぎません", TRUE },
    { "急ぎ", "お急ぎの用件ではございません", TRUE },
    { "急い", "特に急いでいません", TRUE },
    { "急い", "急いでいるわけではないです", TRUE },
    { "急が", "急がなくて大丈夫です", TRUE },
    { "急ぐ", "急ぐ必要はありません", TRUE },
    { "緊急", "緊急性はありません", TRUE },
    { "緊急", "緊急ではないのですが", TRUE },
    { "直っ", "まだ直っていません", TRUE },
    { "急", "不急", TRUE },
    { "着急", "不着急,慢慢来", TRUE },
    { "急", "我不着急", TRUE },
    { "紧急", "不是很紧急", TRUE },
    { "紧急", "这不是什么紧急的事", TRUE },
    { "緊急", "並不是特別緊急", TRUE },
    { "急", "不用太急", TRUE },
    { "紧急", "无需紧急处理", TRUE },
    { "被盗", "账号没有被盗", TRUE },
    { "解約", "解約するつもりはありません", TRUE },
    { "急", "不会很急", TRUE },
  };
  assert_sentences(sentences, G_N_ELEMENTS(sentences), negation_near);
}

static void a_negation_of_something_else_does_not(void)
{
  static const struct sentence sentences[] = {
    { "urgent", "This is urgent.", FALSE },
    { "urgent", "I can't log in, this is urgent", FALSE },
    { "urgent", "It does not work. Urgent!", FALSE },
    { "urgent", "I have not received my urgent order", FALSE },
    { "urgent", "I cannot stress enough how urgent this is", FALSE },
    { "urgent", "It could not be more urgent", FALSE },
    { "urgent", "Do not ignore this urgent request", FALSE },
    { "urgent", "not only slow but urgent", FALSE },
    { "urgent", "Why has nobody answered my urgent mail?", FALSE },
    { "dringend", "Es geht nicht. Bitte dringend um Hilfe", FALSE },
    { "급합니다", "정말 급합니다.", FALSE },
    { "급하", "급하니 늦지 않게 처리해 주세요", FALSE },
    { "긴급", "긴급 로그인이 되지 않습니다", FALSE },
    { "긴급", "긴급하게 확인 부탁드립니다. 접속이 안 됩니다", FALSE },
    { "급하게", "아직 답변이 없어 급하게 메일드립니다", FALSE },
    { "至急", "至急返信がないので困っています", FALSE },
    { "dringend", "Ich brauche dringend Hilfe, nichts geht", FALSE },
    { "dringend", "Bitte dringend nicht nur morgen, sondern heute", FALSE },
    { "eilt", "Es eilt, nicht vergessen", FALSE },
    { "gehackt", "Unser Konto wurde gehackt nicht erreichbar ist der Support", FALSE },
    { "urgent", "Plus urgent que jamais", FALSE },
    { "urgent", "C'est urgent pas de réponse depuis hier", FALSE },
    { "urgent", "Je n'ai pas reçu ma commande et c'est urgent", FALSE },
    { "urgente", "No funciona nada. Urgente", FALSE },
    { "urgente", "No puedo entrar y es muy urgente", FALSE },
    { "urgente", "Não consigo entrar, é urgente", FALSE },
    { "急い", "急いでいるのに返事がない", FALSE },
    { "急ぎ", "急ぎですがまだ届きません", FALSE },
    { "至急", "至急ご連絡ください。届いていません", FALSE },
    { "緊急", "緊急です。ログインできない", FALSE },
    { "紧急", "非常紧急", FALSE },
    { "急", "特别急", FALSE },
    { "紧急", "网站打不开很紧急", FALSE },
    { "着急", "登录不了真的着急", FALSE },
    { "急", "没收到货很急", FALSE },
  };
  assert_sentences(sentences, G_N_ELEMENTS(sentences), negation_near);
}

static void what_might_be_is_not_what_is(void)
{
  static const struct sentence sentences[] = {
    { "is down", "If the site is down, do we get credits?", TRUE },
    { "is down", "What happens when the server is down?", TRUE },
    { "an outage", "In case of an outage, whom do we call?", TRUE },
    { "is down", "Please tell me what to do if the API is down.", TRUE },
    { "goes down", "Should the service goes down we lose money", TRUE },
    { "장애가 발생", "장애가 발생하면 어떻게 보상되나요?", TRUE },
    { "장애", "장애 발생 시 연락처를 알려주세요", TRUE },
    { "접속이 안", "만약 접속이 안 된다면 어디로 연락하나요", TRUE },
    { "서버가 다운", "서버가 다운될 경우 보상 기준이 궁금합니다", TRUE },
    { "server ausfallt", "Falls der Server ausfällt, was passiert dann?", TRUE },
    { "nicht erreichbar", "Was passiert, wenn die Seite nicht erreichbar ist?", TRUE },
    { "ausfall", "Im Falle eines Ausfalls rufen wir wen an?", TRUE },
    { "ausfallen", "Sollte der Server ausfallen, melden wir uns", TRUE },
    { "site tombait", "Si le site tombait en panne, que ferions-nous ?", TRUE },
    { "panne", "Qui appeler en cas de panne ?", TRUE },
    { "panne", "S'il y avait une panne, serions-nous prévenus ?", TRUE },
    { "se cayera", "¿Y si el sitio se cayera?", TRUE },
    { "caida", "En caso de caída, ¿a quién llamamos?", TRUE },
    { "site cair", "Se o site cair, o que fazemos?", TRUE },
    { "fora do ar", "O que acontece se o site ficar fora do ar?", TRUE },
    { "落ち", "もしサイトが落ちたらどうなりますか", TRUE },
    { "落ち", "サーバーが落ちたらどこに連絡すればよいですか", TRUE },
    { "障害", "障害が発生した場合の連絡先を教えてください", TRUE },
    { "障害", "万が一の障害に備えたい", TRUE },
    { "打不开", "如果网站打不开怎么办?", TRUE },
    { "打不开", "请问万一网站打不开怎么联系你们", TRUE },
    { "打不开", "网站打不开的话找谁?", TRUE },
    { "故障", "要是系统故障了怎么办", TRUE },
  };
  assert_sentences(sentences, G_N_ELEMENTS(sentences), negation_hypothetical);
}

static void a_report_is_no_hypothesis(void)
{
  static const struct sentence sentences[] = {
    { "is down", "The site is down.", FALSE },
    { "is down", "Do you know if the site is down?", FALSE },
    { "error 500", "If I click on save I get error 500", FALSE },
    { "is down", "If possible fix it now, the site is down", FALSE },
    { "is down", "I called, but the site is down.", FALSE },
    { "접속이 안", "로그인하면 접속이 안 됩니다", FALSE },
    { "장애가 발생", "서버 장애가 발생했습니다. 언제 복구되나요?", FALSE },
    { "접속이 안", "어제부터 접속이 안 되고 있습니다", FALSE },
    { "접속이 안", "접속이 안 됩니다. 복구되면 알려주세요", FALSE },
    { "fehler 500", "Wenn ich auf Speichern klicke kommt Fehler 500", FALSE },
    { "server ist down", "Falls möglich heute noch, der Server ist down", FALSE },
    { "en panne", "Si possible aujourd'hui, le site est en panne", FALSE },
    { "erreur 500", "Si je clique j'ai erreur 500", FALSE },
    { "se cayo", "Se cayó el sitio desde esta mañana", FALSE },
    { "caido", "No sé si el sitio está caído", FALSE },
    { "fora do ar", "O site está fora do ar", FALSE },
    { "bloccato", "Si è bloccato il sito", FALSE },
    { "落ち", "サイトが落ちたらしいです", FALSE },
    { "落ち", "サイトが落ちています。直ったら教えてください", FALSE },
    { "障害", "もしかして障害が起きていますか", FALSE },
    { "打不开", "网站打不开,如果修好请通知我", FALSE },
    { "打不开", "网站打不开了", FALSE },
    { "打不开", "如果还打不开我就投诉", FALSE },
    { "빨리", "최대한 빨리 처리해 주시면 감사하겠습니다", FALSE },
    { "급하", "급하오니 오늘 안에 답 주시면 좋겠습니다", FALSE },
  };
  assert_sentences(sentences, G_N_ELEMENTS(sentences), negation_hypothetical);
}

/* Every one of the words is denied by what ends the text, so each is looked at; a stranger can send that. */
static void a_word_without_end_costs_no_more_for_each_match(void)
{
  static const char *const ends[] = { "아니", "경우에", "지않" };
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < 9000; i++)
    g_string_append(text, "긴급-");
  struct words_pattern *pattern = words_compile("긴급", NULL);
  double start = cpu_seconds();
  for (gsize i = 0; i < G_N_ELEMENTS(ends); i++) {
    g_autofree char *whole = g_strconcat(text->str, ends[i], NULL);
    struct words_text *ready = words_text_new(whole);
    struct words_span span;
    guint matches = 0;
    for (gsize from = 0; words_find(pattern, ready, from, &span); from = span.end, matches++) {
      negation_near(words_text_folded(ready), span.start, span.end);
      negation_hypothetical(words_text_folded(ready), span.start, span.end);
    }
    g_assert_cmpuint(matches, ==, 9000);
    words_text_free(ready);
  }
  g_assert_cmpfloat(cpu_seconds() - start, <, 2); /* some 30 ms; the bound only catches another order of growth */
  words_free(pattern);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/negation/negated", a_negation_takes_the_word_back);
  g_test_add_func("/negation/elsewhere", a_negation_of_something_else_does_not);
  g_test_add_func("/negation/hypothesis", what_might_be_is_not_what_is);
  g_test_add_func("/negation/report", a_report_is_no_hypothesis);
  g_test_add_func("/negation/cost", a_word_without_end_costs_no_more_for_each_match);
  return g_test_run();
}
