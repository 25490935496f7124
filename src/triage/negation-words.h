/* The words by which negation.c knows what is denied, supposed, asked or only named. Folded: lower case, no accents in Latin
 * words, plain apostrophes. */
#pragma once
#include <glib.h>

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
  "say", "call", "think", "it's", "that's", "sagen", "behaupten", "finden", "dass", "dire", "decir", "dizer", "sie",
  "la", "les", "est", "particulierement", "molto", "cosi", "erg", "heel", "zo", "sa", "sarskilt", "saerlig",
};

/* German and its northern neighbours deny behind the verb ("es eilt nicht"), as French does with its second word ("ça ne
 * presse pas"); there it must end the thought, for it may as well deny what follows ("dringend! nicht erreichbar"). */
static const char *const later_negators[] = { "nicht", "niet", "inte", "ikke", "ikkje", "pas", "nada" };
static const char *const later_fillers[] = { "mir",    "uns",  "also",   "aber", "ja",    "uberhaupt", "wirklich",
                                             "gar",    "ganz", "so",     "sehr", "ist",   "es",        "das",   "wurde",
                                             "ich", "wir", "besonders", "vraiment", "du", "me", "nous", "det", "er",
                                             "is", "het" };
static const char *const later_ends[] = { "so", "sehr", "mit", "bis", "besonders", "und", "aber", "also", "daher",
                                          "wirklich", "sonderlich", "nennen", "bezeichnen", "du", "trop", "vraiment",
                                          "et", "mais", "y", "pero", "en", "og", "och" };

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
  "하려는", "하겠다는", "하자는", "할", "뜻은", "의도는", "의도가", "생각은", "생각도", "의미는", "말은", "취지는",
  "의향은", "마음은",
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
                                           "si sono ", "もしか", "もしもし", "如果可", "如果方便", "如果不", "如果再",
                                           "如果还", "如果還", "如果没", "如果沒",
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
                                     "en las noticias", "lei que ", "nas noticias", "li que ", "뉴스", "기사에서",
                                     "ニュースで", "新闻说", "新聞說", "新闻里", "新聞裡" };
static const char *const own[] = { "my ", "our ", "we ", "mein", "unser", "mon ", "mes ", "ma ", "notre ", "mi ", "mis ",
                                   "nuestr", "meu", "minha", "noss", "제 ", "저희", "우리", "私", "当社", "弊社", "我" };
/* ... and is not one of these, which begin alike. */
static const char *const no_questions[] = { "もしか", "もしもし", "如果可", "如果方便", "如果不", "如果再", "如果还",
                                            "如果還", "如果没", "如果沒",
                                           "要是不", "要是再", "要是还", "要是還", "要是没", "要是沒" };
/* Behind the word, up to so many bytes: 落ちたら, 障害が発生した場合, 打不开的话. */
static const struct {
  const char *words, *unless;
  guint within;
} later_conditions[] = { { "たら", "たらし", 15 }, { "を防", NULL, 12 }, { "れば", NULL, 15 }, { "場合", NULL, 36 },
                         { "際に", NULL, 15 }, { "時の", NULL, 15 }, { "ようなことがあ", NULL, 45 }, { "的话", NULL, 24 },
                         { "的話", NULL, 24 }, { "的情况下", NULL, 30 }, { "的時候怎", NULL, 30 },
                         { "的时候怎", NULL, 30 } };
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

/* Joins a clause to the one before. */
static const char *const links[] = { "and ", "but ", "or ", "so ", "also ", "und ", "aber ", "oder ", "et ",
                                     "mais ", "ou ", "y ", "pero ", "e ", "mas ", "denn ", "donc " };

/* Around a word that is only named, not said. */
static const char *const mention_openings[] = { "\"", "“", "„", "«", "「", "『", "‘", "the word ", "the tag ",
                                                "the label ", "priority to ", "prioritat auf " };
static const char *const mention_closings[] = { "\"", "”", "“", "»", "」", "』", "’" };
static const char *const stressed[] = { "is \"", "ist \"", "est \"", "es \"", "very \"", "e \"" };
/* Behind a word that is part of a name for a service. */
static const char *const services[] = { " care ", " care.", " care," };
