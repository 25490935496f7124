#include <build.h> /* memfd_create() */
#include "triage/language-latin.h"

#include "base/library.h"
#include "base/text.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Small words as text_fold() leaves them: without accents. Some content words that subjects of support mail are made of
 * stand beside them. A word that several languages share counts less for each. */
static const struct {
  const char *language, *words, *letters;
} languages[] = {
  { "en",
    "the and is are was were not my i you to of for on with this that it have has had can cannot please thanks thank "
    "hello hi your when how what why where which who from would do does did be been we they there but any an at as if "
    "me by or could should still dear regards since our will just again t don order refund request issue invoice help "
    "shipping delivery cancel subscription working",
    "" },
  { "de",
    "der die das und ist nicht ich sie wir mit fur auf ein eine einen einem mein meine meinen meiner bitte danke hallo "
    "habe haben kann konnen wie wann wo warum den dem des zu von im bei noch seit auch ihr ihre ihnen guten tag liebe "
    "grusse mich mir es war wurde wird sehr geehrte aus nach bestellung rechnung konto",
    "äöüß" },
  { "fr",
    "le la les et est pas je vous nous avec pour sur un une des du de mon ma mes ne que qui dans bonjour merci ai "
    "pouvez peux comment quand ou pourquoi depuis ce cette votre il au en se j n d l qu suis salut plus sont "
    "cordialement commande compte a",
    "éèêçœàâûîë" },
  { "es",
    "el la los las y es no yo usted con para por en un una de del mi mis que se ha he puedo como cuando donde hola "
    "gracias favor me lo su esta este pero buenos buenas dias desde sin al tengo quiero mas pedido cuenta porque a",
    "ñ¿¡áíóú" },
  { "pt",
    "o a os as e nao eu voce voces com para por em um uma de do da dos das meu minha que se foi esta este posso como "
    "quando onde ola obrigado obrigada favor me no na bom boa dia desde sem ao tenho quero mais consigo pedido conta",
    "ãõçâêáíóú" },
  { "it",
    "il lo la gli le i e non io con per su un una di del della mio mia che si ho ha posso come quando dove ciao "
    "buongiorno grazie favore mi in al alla sono questo questa ma da vorrei perche dal nel mie ordine piu",
    "àèìòù" },
  { "nl",
    "de het een en is niet ik u wij we met voor op mijn dat die van in te kan hoe wanneer waar waarom hallo dank "
    "bedankt graag heb er nog ook bij aan maar geen deze dag beste goedemorgen bestelling sinds naar uw ben",
    "" },
  { "sv",
    "och att det ar inte jag du vi med for pa en ett min mitt mina som av i till kan hur nar var hej tack har den fran "
    "om men ni nagon mig",
    "åäö" },
  { "da",
    "og at det er ikke jeg du vi med for pa en et min mit mine som af i til kan hvordan hvornar hvor hej tak har den "
    "fra om men jer mig ind ud",
    "åæø" },
  { "nb",
    "og at det er ikke jeg du vi med for pa en et min mitt mine som av i til kan hvordan nar hvor hei takk har den fra "
    "om men dere meg inn ut",
    "åæø" },
  { "fi",
    "ja on ei en mina te kanssa etta se han ovat mutta kuin miten milloin missa hei kiitos ole voi olen minun tama "
    "tilaukseni mika kun",
    "äö" },
  { "pl",
    "i w na z nie sie jest to do ze moje moj moja jak kiedy gdzie dlaczego prosze dziekuje dzien dobry witam mam moge "
    "od czy za po dla co zamowienie",
    "łąężźśćńó" },
  { "cs",
    "a v na s ne se je to do ze muj moje jak kdy kde proc prosim dekuji dobry den mam mohu nemohu od ale jsem si byl "
    "pro objednavka",
    "řěůščžýáíé" },
  { "sk",
    "a v na s nie sa je to do ze moj moje ako kedy kde preco prosim dakujem dobry den mam mozem nemozem od ale som si "
    "bol pre objednavka",
    "ľĺŕôščžýáíé" },
  { "hu",
    "a az es nem hogy van ez meg de egy mi hogyan mikor hol miert kerem koszonom udvozlom szeretnek tudok kell vagyok "
    "nekem csak is nincs rendelesem",
    "őűöüáéíó" },
  { "ro",
    "si in la de nu este un o cu pe pentru ca mea meu cum cand unde buna ziua multumesc va rog am sunt din dar comanda "
    "pot a",
    "șțăţşâî" },
  { "tr",
    "ve bir bu da de icin ile ne var yok nasıl nerede neden lutfen tesekkurler tesekkur merhaba iyi gunler benim "
    "siparisim degil ama cok mi olarak hesabıma zaman",
    "ğışöüç" },
  { "vi",
    "toi khong la cua va co cho đuoc ban xin cam on chao đa nhu the nao voi mot nay bi trong đon hang",
    "đơưạảấầậắặẹẻếềệịọỏốồộớờợụủứừự" },
  { "id",
    "saya tidak yang dan di ini itu dengan untuk ke dari bisa apa bagaimana kapan mana terima kasih tolong halo akun "
    "pesanan belum sudah ada mohon selamat",
    "" },
  { "hr", "i u na s ne se je to da za moj moja kako kada gdje zasto molim hvala dobar dan imam mogu od ali sam nije",
    "ščžćđ" },
  { "sl", "in na z ne je to da za moj moja kako kdaj kje zakaj prosim hvala pozdravljeni imam lahko od ali sem ni se",
    "ščž" },
  { "ca",
    "el la els les i no jo amb per un una de del meu meva que em puc com quan on hola gracies sisplau bon dia es si al "
    "comanda aquest",
    "çàèéíòóúï" },
};
enum { N_LANGUAGES = G_N_ELEMENTS(languages) };

/* A word that one language alone has; a letter tells less, and repeats itself. */
#define WORD_SCORE 12.0
#define LETTER_SCORE 6.0
enum { MAX_LETTERS = 5, MAX_WORDS = 400, ENOUGH = 12, MIN_TEXTCAT_BYTES = 12 };

struct vocabulary {
  GHashTable *words;   /* char * to the set of languages, a bit each */
  GHashTable *letters; /* gunichar likewise */
};

static void add_to(GHashTable *table, gpointer key, guint language)
{
  guint set = GPOINTER_TO_UINT(g_hash_table_lookup(table, key));
  g_hash_table_insert(table, key, GUINT_TO_POINTER(set | 1u << language));
}

static const struct vocabulary *vocabulary(void)
{
  static struct vocabulary *made;
  if (g_once_init_enter(&made)) {
    struct vocabulary *fresh = g_new0(struct vocabulary, 1);
    fresh->words = g_hash_table_new(g_str_hash, g_str_equal);
    fresh->letters = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < N_LANGUAGES; i++) {
      char *rest = g_strdup(languages[i].words), *word; /* the table keeps it */
      while ((word = strsep(&rest, " ")))
        add_to(fresh->words, word, i);
      for (const char *p = languages[i].letters; *p; p = g_utf8_next_char(p))
        add_to(fresh->letters, GUINT_TO_POINTER(g_utf8_get_char(p)), i);
    }
    g_once_init_leave(&made, fresh);
  }
  return made;
}

struct tally {
  double score[N_LANGUAGES];
  guint known[N_LANGUAGES];
  guint words;
};

static void count(struct tally *tally, guint set, double worth, gboolean is_word)
{
  guint shared = __builtin_popcount(set);
  for (guint i = 0; i < N_LANGUAGES; i++)
    if (set >> i & 1) {
      tally->score[i] += worth / shared;
      tally->known[i] += is_word;
    }
}

static void count_words(struct tally *tally, const char *text)
{
  g_autofree char *folded = text_fold(text);
  for (char *p = folded; *p && tally->words < MAX_WORDS;) {
    char *end = p;
    while (*end && g_unichar_isalpha(g_utf8_get_char(end)))
      end = g_utf8_next_char(end);
    if (end == p) {
      p = g_utf8_next_char(p);
      continue;
    }
    char after = *end;
    *end = '\0';
    guint set = GPOINTER_TO_UINT(g_hash_table_lookup(vocabulary()->words, p));
    /* A single letter may be anything: an initial, an item of a list. */
    count(tally, set, p[1] ? WORD_SCORE : WORD_SCORE / 3, TRUE);
    tally->words++;
    *end = after;
    p = end;
  }
}

static void count_letters(struct tally *tally, const char *text)
{
  g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_unichar_tolower(g_utf8_get_char(p));
    if (c < 0x80)
      continue;
    guint set = GPOINTER_TO_UINT(g_hash_table_lookup(vocabulary()->letters, GUINT_TO_POINTER(c)));
    guint times = GPOINTER_TO_UINT(g_hash_table_lookup(seen, GUINT_TO_POINTER(c)));
    if (!set || times == MAX_LETTERS)
      continue;
    count(tally, set, LETTER_SCORE, FALSE);
    g_hash_table_insert(seen, GUINT_TO_POINTER(c), GUINT_TO_POINTER(times + 1));
  }
}

#ifdef HAVE_EXTTEXTCAT
#include <libexttextcat/textcat.h>

#ifndef EXTTEXTCAT_DATADIR
#define EXTTEXTCAT_DATADIR "/usr/share/libexttextcat"
#endif

static struct {
  __typeof__(special_textcat_Init) *init;
  __typeof__(textcat_GetClassifyFullOutput) *new_output;
  __typeof__(textcat_ReleaseClassifyFullOutput) *free_output;
  __typeof__(textcat_ClassifyFull) *classify;
} textcat;

/* It reads its list of languages from a file only. All of its 180 take 30 ms to load, and names of small languages come
 * up for short mails in large ones. */
static void *open_classifier(void)
{
  static const struct library_symbol symbols[] = {
    { "special_textcat_Init", (void **)&textcat.init },
    { "textcat_GetClassifyFullOutput", (void **)&textcat.new_output },
    { "textcat_ReleaseClassifyFullOutput", (void **)&textcat.free_output },
    { "textcat_ClassifyFull", (void **)&textcat.classify },
  };
  if (!library_open(EXTTEXTCAT_SONAME, symbols, G_N_ELEMENTS(symbols), NULL))
    return NULL;
  GString *list = g_string_new(NULL);
  for (guint i = 0; i < N_LANGUAGES; i++) {
    g_autofree char *file = g_strdup_printf(EXTTEXTCAT_DATADIR "/%s.lm", languages[i].language);
    if (!access(file, R_OK))
      g_string_append_printf(list, "%s.lm %s\n", languages[i].language, languages[i].language);
  }
  int fd = memfd_create("languages", MFD_CLOEXEC);
  void *classifier = NULL;
  if (fd >= 0 && list->len && write(fd, list->str, list->len) == (gssize)list->len) {
    g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", fd);
    classifier = textcat.init(path, EXTTEXTCAT_DATADIR "/");
  }
  if (fd >= 0)
    close(fd);
  g_string_free(list, TRUE);
  return classifier;
}

/* The set of languages that libexttextcat finds equally likely; 0 when it can't say. */
static guint classify(const char *text)
{
  static gsize once;
  static void *classifier;
  if (g_once_init_enter(&once)) {
    classifier = open_classifier();
    g_once_init_leave(&once, 1);
  }
  gsize length = strlen(text);
  if (!classifier || length < MIN_TEXTCAT_BYTES)
    return 0;
  candidate_t *found = textcat.new_output(classifier);
  int n = textcat.classify(classifier, text, MIN(length, 4096), found);
  guint set = 0;
  for (int i = 0; i < n; i++)
    for (guint j = 0; j < N_LANGUAGES; j++)
      if (!strcmp(found[i].name, languages[j].language))
        set |= 1u << j;
  textcat.free_output(classifier, found);
  return set;
}
#else
static guint classify(const char *text)
{
  (void)text;
  return 0;
}
#endif

/* The best of `set`; one that `hint` names wins if it is nearly as good. */
static guint best_of(const struct tally *tally, guint set, const char *hint)
{
  guint best = N_LANGUAGES;
  for (guint i = 0; i < N_LANGUAGES; i++)
    if (set >> i & 1 && (best == N_LANGUAGES || tally->score[i] > tally->score[best]))
      best = i;
  for (guint i = 0; hint && i < N_LANGUAGES; i++) {
    gsize length = strlen(languages[i].language);
    if (set >> i & 1 && !g_ascii_strncasecmp(hint, languages[i].language, length) && !g_ascii_isalpha(hint[length]) &&
        tally->score[i] >= 0.8 * tally->score[best])
      best = i;
  }
  return best;
}

/* Close enough to the best to be taken for it. */
static guint rivals(const struct tally *tally, double best)
{
  guint set = 0;
  for (guint i = 0; i < N_LANGUAGES; i++)
    if (tally->score[i] * 1.35 >= best)
      set |= 1u << i;
  return set;
}

const char *latin_language(const char *text, const char *hint, struct latin_prose *ret)
{
  struct tally tally = { 0 };
  count_words(&tally, text);
  count_letters(&tally, text);
  const guint all = (guint)((G_GUINT64_CONSTANT(1) << N_LANGUAGES) - 1);
  guint best = best_of(&tally, all, NULL);
  double score = tally.score[best];
  guint likely = rivals(&tally, score);

  if (score < ENOUGH) {
    guint heard = classify(text);
    guint both = score > 0 ? heard & likely : heard;
    /* With few words of the lists in it, only what libexttextcat is sure of counts. */
    best = __builtin_popcount(heard) == 1 || (both && score > 0) ? best_of(&tally, both ? both : heard, hint)
                                                                  : N_LANGUAGES;
  } else if (__builtin_popcount(likely) > 1) {
    guint heard = classify(text) & likely;
    best = best_of(&tally, heard ? heard : likely, hint);
  }
  if (ret)
    *ret = (struct latin_prose){ tally.words, best < N_LANGUAGES ? tally.known[best] : 0 };
  return best < N_LANGUAGES ? languages[best].language : NULL;
}
