#include "triage/negation.h"

#include "triage/folded.h"

#include <string.h>

/* Everything here is folded: lower case, no accents in Latin words, plain apostrophes. */

/* Words that deny what follows. A word that ends in "n't" does so as well. */
static const char *const negators[] = {
  "not",  "no",   "never", "without", "nothing", "neither", "nor",  "hardly", "cannot", "cant",   "isnt",   "dont",
  "nicht", "kein", "keine", "keinen", "keiner", "keinerlei", "nie", "pas", "aucune", "aucun", "sans", "non", "sin",
  "nao", "sem", "niet", "geen", "inte", "ikke", "ne", "keinem", "rien", "jamais", "n'est", "n'etait", "n'a", "n'y",
  "nada", "ninguna", "ningun", "nunca", "tampoco", "ni", "nem", "nenhuma", "nenhum", "niente", "nessuna", "nessun",
  /* what is kept away */
  "prevent", "prevents", "avoid", "against", "verhindern", "verhindert", "vermeiden", "vermeidet", "gegen", "vor", "contre",
  "eviter", "evitan", "evitar", "evitam", "prevenir", "contra",
};

/* What may stand between the two. Anything else starts a thought of its own ("I have not received my urgent order"). */
static const char *const fillers[] = {
  "that", "very", "so", "really", "a", "an", "the", "this", "it", "is", "be", "been", "at", "all", "particularly",
  "terribly", "super", "too", "as", "any", "in", "need", "needed", "needs", "require", "required", "treat", "treated",
  "consider", "considered", "to", "especially", "exactly", "overly", "necessarily", "of", "such", "anything", "done",
  "answered", "handled", "have", "has", "hugely", "extremely", "currently", "actually", "quite", "yet", "me", "am",
  "are", "was", "right", "my", "sonderlich", "sehr", "besonders", "wirklich", "ganz", "eilig", "sofort", "tres", "si",
  "vraiment", "forcement", "une", "un", "du", "tout", "es", "tan", "muy", "nada", "una", "e", "muito", "tao", "uma",
  "um", "ist", "es", "das", "dies", "muss", "unbedingt", "extrem", "allzu", "zu", "akut", "so'n", "mehr", "eine", "einen",
  "grosse", "besondere", "plus", "trop", "tellement", "specialement", "de", "d'", "l'", "que", "soit", "etre", "hay",
  "corre", "tiene", "tengo", "ninguna", "tanto", "tanta", "especialmente", "realmente", "mucha", "ha", "tem", "tenho",
  "precisa", "ser", "nenhuma", "muita", "longer", "real", "great", "particular", "immediate", "matter", "something",
  "say", "call", "think", "it's", "that's", "sagen", "behaupten", "finden", "dass", "dire", "decir", "dizer", "sie", "la", "les", "est", "particulierement", "molto", "cosi", "erg", "heel", "zo", "sa", "sarskilt", "saerlig",
};

/* German and its northern neighbours deny behind the verb ("es eilt nicht"), as French does with its second word ("ça ne
 * presse pas"); there it must end the thought, for it may as well deny what follows ("dringend! nicht erreichbar"). */
static const char *const later_negators[] = { "nicht", "niet", "inte", "ikke", "ikkje", "pas", "nada" };
static const char *const later_fillers[] = { "mir",    "uns",  "also",   "aber", "ja",    "uberhaupt", "wirklich",
                                             "gar",    "ganz", "so",     "sehr", "ist",   "es",        "das",   "wurde", "ich", "wir",
                                             "besonders", "vraiment", "du", "me", "nous", "det", "er", "is", "het" };
static const char *const later_ends[] = { "so", "sehr", "mit", "bis", "besonders", "und", "aber", "also", "daher", "wirklich",
                                          "sonderlich", "nennen", "bezeichnen", "du", "trop", "vraiment", "et", "mais", "y", "pero", "en", "og", "och" };

/* Stands before what it denies without a space, or as a prefix. */
static const char *const denying_prefixes[] = { "non-", "un-" };

/* Chinese, which is read back from the word: what denies, and what may stand between. The longer ones first. */
static const char *const zh_negators[] = { "不", "没", "沒", "无", "無", "别", "別", "非", "毋", "防止", "避免",
                                           "预防", "預防", "谈不上", "談不上", "算不上", "称不上", "稱不上" };
static const char *const zh_fillers[] = { "非常", "特别", "特別", "那么", "那麼", "这么", "這麼", "怎么", "怎麼", "什么",
                                          "什麼", "甚麼", "十分", "真的", "需要", "太过", "太過", "立刻", "马上", "馬上",
                                          "很",   "太",   "算",   "是",   "着",   "著",   "需",   "须",   "須",   "要",
                                          "用",   "必",   "有",   "被",   "遭",   "多",   "会",   "會" };

/* Japanese denies at the end of the predicate: 急ぎの用件ではありません, 急いでいません. */
static const char *const ja_denials[] = { "ない", "なく", "なかっ", "ません", "ぬ", "不要", "対策", "防止", "予防" };
static const char *const ja_fillers[] = { "用件", "要件", "案件", "必要", "ほど", "程", "わけ", "訳", "もの", "物", "こと",
                                          "事",   "それ", "そこまで", "特に", "全く", "まったく", "という", "つもり", "あり",
                                          "ござい", "では", "じゃ", "する", "して", "され", "られ", "件", "用", "話", "性",
                                          "の",   "は",   "も",   "が",   "を",   "ぎ",   "ぐ",   "い",   "で",   "て",
                                          "ご",   "な",   "に",   "る",   "さ",   "れ",   "し",   "す",   "り",   "要" };

static const char *const ko_stems[] = { "지", "진", "지는", "지도", "지가" };
static const char *const ko_after_stem[] = { "않", "못", "말", "마" };
static const char *const ko_within[] = { "고는", "지않", "진않", "지는않", "아니", "아닙", "아닌", "아님", "안해도" };
static const char *const ko_denials[] = { "아니", "아닌", "아닙", "아님", "아녜", "아녀", "없", "방지", "예방" };
static const char *const ko_fillers[] = {
  "건", "건은", "것은", "것도", "건가", "게", "거", "거는", "일", "일은", "일이", "일도", "사항은", "사항이", "문의는",
  "문의가", "문제는", "문제가", "상황은", "상황이", "필요는", "필요", "필요가", "요청은", "요청이", "처리할", "편은",
  "정도는", "용무는", "그렇게", "것까지는", "건까지는", "꼭", "전혀", "절대", "당장", "하실", "처리하실", "이유는", "업무는",
  "하려는", "하겠다는", "하자는", "할", "뜻은", "의도는", "의도가", "생각은", "생각도", "의미는", "말은", "취지는", "의향은", "마음은",
};

/* A clause that starts with one of these is about what might be. */
static const char *const conditions[] = { "if ", "what if ", "in case ", "should ", "suppose ", "supposing ", "assuming ",
                                          "in the event ", "whenever ", "unless ", "even if ", "falls ", "wenn ", "sollte ",
                                          "sollten ", "angenommen ", "si ", "s'il ", "s'ils ", "supposons ", "supongamos ",
                                          "se o ", "se a ", "se os ", "se as ", "se um ", "se uma ", "se meu ", "se minha ",
                                          "se nosso ", "se nossa ", "se houver ", "se ocorrer ", "se acontecer ", "se il ",
                                          "se la nostra ", "se la mia ", "caso o ", "caso a ", "caso haja ", "mocht ",
                                          "만약", "만일", "혹시라도", "もし", "万が一", "仮に", "如果", "万一", "萬一",
                                          "要是", "假如", "假设", "假設", "倘若", "若", "如遇" };
/* ... unless it tells what was tried. */
static const char *const experiences[] = { "if i ", "if we ", "if you try", "if you click", "if you go", "if you open",
                                           "if you press", "if you log", "if you visit", "if not ", "if possible ",
                                           "wenn ich ", "wenn wir ", "wenn man ", "wenn moglich ", "falls moglich ",
                                           "falls notig ", "si je ", "si j'", "si on ", "si possible ", "si es posible ",
                                           "si intento ", "si entro ", "si hago ", "si pulso ", "si abro ", "si e ",
                                           "si sono ", "もしか", "もしもし", "如果可", "如果方便", "如果不", "如果再", "如果还", "如果還", "如果没", "如果沒",
                                           "要是不", "要是再", "要是还", "要是還", "要是没", "要是沒" };
/* Anywhere in the clause. */
static const char *const questions[] = { "what if ", "in case ", "in the event ", "what happens ", "what would happen ",
                                         "what to do if ", "what to do when ", "we do if ", "i do if ", "we do when ",
                                         "i do when ", "im falle ", "im fall ", "fur den fall ", "was passiert wenn ",
                                         "was tun wenn ", "en cas d", "au cas ou ", "que faire si ", "que se passe-t-il si ",
                                         "en caso de ", "que pasa si ", "que pasaria si ", "que hacer si ", "por si ",
                                         "em caso de ", "o que acontece se ", "o que fazer se ", "caso de que ",
                                         "만약", "만일", "万が一", "如果", "万一", "萬一", "要是", "假如", "假设", "假設",
                                         "倘若", "もし",
                                         /* what is bought or sold */
                                         "do you sell ", "do you offer ", "do you charge ", "how much is ", "how much does ",
                                         "how fast do you ", "where can i set ", "how do i set ", "how can i set ",
                                         "bieten sie ", "verkaufen sie ", "was kostet ", "wie setze ich ",
                                         "proposez-vous ", "vendez-vous ",
                                         "combien coute ", "quel est le delai pour ", 
                                         "ofrecen ", "venden ", "cuanto cuesta ", "oferecem ",
                                         "vendem ", "quanto custa " };
/* What is told of others, unless it is about one's own. */
static const char *const tales[] = { "in the news", "the news ", "news that ", "i read that ", "we read that ",
                                     "in den nachrichten", "gelesen dass ", "dans les journaux", "j'ai lu que ",
                                     "en las noticias", "lei que ", "nas noticias", "li que ", "뉴스", "기사에서", "ニュースで",
                                     "新闻说", "新聞說", "新闻里", "新聞裡" };
static const char *const own[] = { "my ", "our ", "we ", "mein", "unser", "mon ", "mes ", "ma ", "notre ", "mi ", "mis ",
                                   "nuestr", "meu", "minha", "noss", "제 ", "저희", "우리", "私", "当社", "弊社", "我" };
/* ... and is not one of these, which begin alike. */
static const char *const no_questions[] = { "もしか", "もしもし", "如果可", "如果方便", "如果不", "如果再", "如果还", "如果還", "如果没", "如果沒",
                                           "要是不", "要是再", "要是还", "要是還", "要是没", "要是沒" };
/* Behind the word, up to so many bytes: 落ちたら, 障害が発生した場合, 打不开的话. */
static const struct {
  const char *words, *unless;
  guint within;
} later_conditions[] = { { "たら", "たらし", 15 }, { "を防", NULL, 12 }, { "れば", NULL, 15 }, { "場合", NULL, 36 }, { "際に", NULL, 15 }, { "時の", NULL, 15 },
                         { "ようなことがあ", NULL, 45 }, { "的话", NULL, 24 },
                         { "的話", NULL, 24 }, { "的情况下", NULL, 30 }, { "的時候怎", NULL, 30 }, { "的时候怎", NULL, 30 } };
/* ... which is asking politely behind these: 至急ご連絡いただければ幸いです. */
static const char *const ja_requests[] = { "いただけ", "頂け", "もらえ", "貰え", "よろしけ", "宜しけ", "でき", "出来" };
/* Korean says it after the word: 장애가 발생하면, 장애 발생 시. */
static const char *const ko_conditional_ending = "면";
/* Politeness, no condition: 빨리 처리해 주시면 감사하겠습니다. */
static const char *const ko_requests[] = { "주시면", "주면", "주신다면", "되시면", "가능하시면", "가능하면", "가능하다면",
                                           "괜찮으시면", "않으시면", "않으면", "없으면", "라면", "있으시면" };
static const char *const ko_conditionals[] = { "경우", "경우에", "경우에는", "경우엔", "시", "시에", "시에는",
                                               "대비", "대비해", "대비한", "대비하여", "때를" };

static const char *const openings[] = { "¿", "¡", "«", "「", "“" };

enum { MAX_FILLERS = 4, MAX_PARTICLES = 8, MAX_CLAUSE = 240, MAX_WORD = 240 }; /* bytes of a clause, of a word */

#define IN(table, ...) is_in(table, G_N_ELEMENTS(table), __VA_ARGS__)
#define BEGINS_WITH_ONE_OF(table, text) begins_with(table, G_N_ELEMENTS(table), text)

static gboolean is_in(const char *const *table, gsize n, const char *word, gsize length)
{
  for (gsize i = 0; i < n; i++)
    if (strlen(table[i]) == length && !memcmp(table[i], word, length))
      return TRUE;
  return FALSE;
}

static gboolean begins_with(const char *const *table, gsize n, const char *text)
{
  for (gsize i = 0; i < n; i++)
    if (table[i][0] == text[0] && table[i][1] == text[1] && !strncmp(text, table[i], strlen(table[i])))
      return TRUE;
  return FALSE;
}

static gboolean ends_with(const char *const *table, gsize n, const char *word, gsize length)
{
  for (gsize i = 0; i < n; i++) {
    gsize m = strlen(table[i]);
    if (length >= m && !memcmp(word + length - m, table[i], m))
      return TRUE;
  }
  return FALSE;
}

/* A point ends a sentence only before a space, not in 4.2 or example.com. */
static gboolean ends_clause(const char *p)
{
  switch ((guchar)*p) {
  case '\0':
  case '!':
  case '?':
  case ';':
  case ':':
  case ',':
    return TRUE;
  case '.':
    return !p[1] || p[1] == ' ';
  case 0xE3: /* 。 and 、 */
    return (guchar)p[1] == 0x80 && ((guchar)p[2] == 0x81 || (guchar)p[2] == 0x82);
  default:
    return FALSE;
  }
}

static gsize clause_start(const char *text, gsize start)
{
  const char *p = text + start, *earliest = start > MAX_CLAUSE ? p - MAX_CLAUSE : text;
  while (p > earliest) {
    const char *before = g_utf8_prev_char(p);
    if (ends_clause(before))
      break;
    p = before;
  }
  while (*p == ' ' && p < text + start)
    p++;
  return p - text;
}

static gboolean is_negator(const char *word, gsize length)
{
  return IN(negators, word, length) || (length > 3 && !memcmp(word + length - 3, "n't", 3));
}

/* The end of one of the table that stands right before `p`; 0. */
static gsize length_before(const char *const *table, gsize n, const char *text, gsize place)
{
  for (gsize i = 0; i < n; i++) {
    gsize length = strlen(table[i]);
    if (place >= length && !memcmp(text + place - length, table[i], length))
      return length;
  }
  return 0;
}

static gsize length_at(const char *const *table, gsize n, const char *p)
{
  for (gsize i = 0; i < n; i++)
    if (table[i][0] == p[0] && table[i][1] == p[1] && !strncmp(p, table[i], strlen(table[i])))
      return strlen(table[i]);
  return 0;
}

#define BEFORE(table, ...) length_before(table, G_N_ELEMENTS(table), __VA_ARGS__)
#define AT(table, p) length_at(table, G_N_ELEMENTS(table), p)

static gboolean negated_in_chinese(const char *text, gsize start)
{
  gsize length;
  for (guint i = 0; i <= MAX_FILLERS; i++, start -= length) {
    length = BEFORE(zh_fillers, text, start);
    if (!length)
      break;
  }
  return BEFORE(zh_negators, text, start) > 0;
}

static gboolean negated_in_japanese(const char *p)
{
  for (guint i = 0; i < MAX_PARTICLES; i++) {
    if (AT(ja_denials, p))
      return TRUE;
    gsize length = AT(ja_fillers, p);
    if (!length)
      return FALSE;
    p += length;
  }
  return FALSE;
}

/* Where the thought begins that a clause with "dass" belongs to: "ich kann nicht sagen, dass es dringend ist". */
static gsize thought_start(const char *text, gsize start)
{
  gsize from = clause_start(text, start);
  return from > 2 && g_str_has_prefix(text + from, "dass ") && text[from - 2] == ',' ? clause_start(text, from - 2) : from;
}

/* Goes back word by word over fillers to a negator. */
static gboolean negated_before(const char *text, gsize start)
{
  for (gsize i = 0; i < G_N_ELEMENTS(denying_prefixes); i++) {
    gsize n = strlen(denying_prefixes[i]);
    if (start >= n && !memcmp(text + start - n, denying_prefixes[i], n))
      return TRUE;
  }
  if (start && (guchar)text[start - 1] >= 0x80 && negated_in_chinese(text, start))
    return TRUE;
  gsize from = thought_start(text, start), end = start;
  if (end - from > 2 && text[end - 1] == '\'') /* rien d'urgent */
    end -= 2;
  for (guint i = 0; i <= MAX_FILLERS && end > from; i++) {
    while (end > from && (text[end - 1] == ' ' || text[end - 1] == ','))
      end--;
    gsize word = end;
    while (word > from && text[word - 1] != ' ')
      word--;
    if (end == word)
      return FALSE;
    if (is_negator(text + word, end - word) || (end - word == strlen("안") && !memcmp(text + word, "안", end - word)))
      return TRUE;
    if (!IN(fillers, text + word, end - word))
      return FALSE;
    end = word;
  }
  return FALSE;
}

/* The word at `p`, without the punctuation behind it; `*next` is the word after it, NULL at the end of the clause. It is
 * asked at every match, so a text that is one long word must not be read to its end each time. */
static gsize word_at(const char *p, const char **next)
{
  gsize length = 0;
  while (length < MAX_WORD && p[length] && p[length] != ' ' && !ends_clause(p + length))
    length++;
  *next = p[length] == ' ' ? p + length + 1 : NULL;
  return length;
}

/* Whether the thought ends behind a negator that stands at `word`. */
static gboolean is_denied_later(const char *word)
{
  const char *next;
  for (guint i = 0; word && i <= MAX_FILLERS; i++) {
    gsize length = word_at(word, &next);
    if (IN(later_negators, word, length)) {
      const char *after = next;
      return !after || IN(later_ends, after, word_at(after, &next));
    }
    if (!IN(later_fillers, word, length))
      return FALSE;
    word = next;
  }
  return FALSE;
}

/* Korean denies after the word: 급하지 않습니다, 급한 건 아니에요. */
static gboolean negated_after(const char *text, gsize start, gsize end)
{
  if ((guchar)text[end] >= 0x80 && negated_in_japanese(text + end))
    return TRUE;
  if (text[end] == ' ' && is_denied_later(text + end + 1))
    return TRUE;
  gsize first = end;
  while (first > start && text[first - 1] != ' ')
    first--;
  const char *next;
  gsize length = word_at(text + first, &next);
  g_autofree char *rest = g_strndup(text + end, first + length > end ? first + length - end : 0);
  for (gsize i = 0; i < G_N_ELEMENTS(ko_within); i++)
    if (strstr(rest, ko_within[i]))
      return TRUE;
  if (next && ends_with(ko_stems, G_N_ELEMENTS(ko_stems), text + first, length) &&
      BEGINS_WITH_ONE_OF(ko_after_stem, next))
    return TRUE;
  for (guint i = 0; next && i <= MAX_FILLERS; i++) {
    if (BEGINS_WITH_ONE_OF(ko_denials, next))
      return TRUE;
    const char *word = next;
    length = word_at(word, &next);
    if (!IN(ko_fillers, word, length))
      return FALSE;
  }
  return FALSE;
}

gboolean negation_near(const struct folded *folded, gsize start, gsize end)
{
  return negated_before(folded->text, start) || negated_after(folded->text, start, end);
}

static gboolean conditional_after(const char *text, gsize start, gsize end)
{
  gsize first = end;
  while (first > start && text[first - 1] != ' ')
    first--;
  const char *word = text + first;
  for (guint i = 0; word && i < 3; i++) {
    const char *next;
    gsize length = word_at(word, &next);
    if (word + length > text + end && ends_with(&ko_conditional_ending, 1, word, length))
      return !ends_with(ko_requests, G_N_ELEMENTS(ko_requests), word, length);
    if (IN(ko_conditionals, word, length))
      return TRUE;
    word = next;
  }
  return FALSE;
}

static gboolean conditional_later(const char *p)
{
  for (gsize i = 0; i < G_N_ELEMENTS(later_conditions); i++) {
    const char *found = g_strstr_len(p, (gssize)strnlen(p, later_conditions[i].within), later_conditions[i].words);
    if (!found || (later_conditions[i].unless && g_str_has_prefix(found, later_conditions[i].unless)) ||
        BEFORE(ja_requests, p, (gsize)(found - p)))
      continue;
    const char *q = p;
    while (q < found && !ends_clause(q) && *q != ' ')
      q++;
    if (q == found)
      return TRUE;
  }
  return FALSE;
}

/* Where words begin: after a space, or anywhere in scripts without. */
static gboolean may_begin(const char *clause, const char *p)
{
  return p == clause || p[-1] == ' ' || (guchar)p[-1] >= 0x80 || (guchar)*p >= 0xC0;
}

static gboolean has_question(const char *clause)
{
  gboolean tale = FALSE, is_own = FALSE;
  for (const char *p = clause; *p; p++) {
    if (!may_begin(clause, p))
      continue;
    if (BEGINS_WITH_ONE_OF(questions, p) && !BEGINS_WITH_ONE_OF(no_questions, p))
      return TRUE;
    tale |= BEGINS_WITH_ONE_OF(tales, p);
    is_own |= BEGINS_WITH_ONE_OF(own, p);
  }
  return tale && !is_own;
}

static gboolean begins_with_any(const char *const *table, gsize n, const char *text)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_has_prefix(text, table[i]))
      return TRUE;
  return FALSE;
}

/* A word alone between quotation marks, or a name for a service: the "urgent" tag, urgent care. */
static gboolean is_mention(const char *text, gsize start, gsize end)
{
  static const char *const opening[] = { "\"", "“", "„", "«", "「", "『", "‘", "the word ", "the tag ", "the label ", "priority to ",
                                         "prioritat auf " };
  static const char *const closing[] = { "\"", "”", "“", "»", "」", "』", "’" };
  static const char *const services[] = { " care ", " care.", " care," };
  gboolean one_word = !memchr(text + start, ' ', end - start);
  static const char *const stressed[] = { "is \"", "ist \"", "est \"", "es \"", "very \"", "e \"" };
  gsize opened = one_word && !BEFORE(stressed, text, start) ? BEFORE(opening, text, start) : 0;
  return (opened > 4 || (opened && begins_with_any(closing, G_N_ELEMENTS(closing), text + end))) || AT(services, text + end);
}

gboolean negation_hypothetical(const struct folded *folded, gsize start, gsize end)
{
  const char *text = folded->text;
  if (is_mention(text, start, end))
    return TRUE;
  gsize from = thought_start(text, start);
  g_autofree char *clause = g_strndup(text + from, start - from);
  const char *p = clause;
  while (*p && (AT(openings, p) || strchr(" \"'(-", *p)))
    p += MAX(AT(openings, p), 1);
  static const char *const links[] = { "and ", "but ", "or ", "so ", "also ", "und ", "aber ", "oder ", "et ",
                                       "mais ", "ou ", "y ", "pero ", "e ", "mas ", "denn ", "donc " };
  for (gsize i = 0; i < G_N_ELEMENTS(links); i++)
    if (g_str_has_prefix(p, links[i]))
      p += strlen(links[i]);
  if (BEGINS_WITH_ONE_OF(conditions, p) && !BEGINS_WITH_ONE_OF(experiences, p))
    return TRUE;
  return has_question(clause) || ((guchar)text[end] >= 0x80 && conditional_later(text + end)) || conditional_after(text, start, end);
}
