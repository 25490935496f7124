/* The sender's own block below a request, in which others than the sender see a signature. */
#include "mail/request-private.h"

#include "base/pairs.h"

#include <string.h>

/* What people end with, in lower case; a name, a comma or nothing follows. */
static const char *const sign_offs[] = {
  "best", "best regards", "best wishes", "kind regards", "kindest regards", "warm regards", "warmest regards",
  "regards", "sincerely", "yours sincerely", "sincerely yours", "yours faithfully", "yours truly", "cheers",
  "thanks", "thank you", "many thanks", "thanks a lot", "thanks in advance", "thank you in advance",
  "thanks and regards", "thanks & regards", "thank you and regards", "thank you very much", "with best regards",
  "with kind regards", "respectfully", "br", "rgds", "all the best", "cordially", "take care", "kr", "greetings",
  "mit freundlichen grüßen", "mit freundlichen grüssen", "mit freundlichem gruß", "mit freundlichem gruss",
  "freundliche grüße", "freundliche grüsse", "beste grüße", "beste grüsse", "viele grüße", "viele grüsse",
  "liebe grüße", "schöne grüße", "herzliche grüße", "mit besten grüßen", "mit bestem gruß", "gruß", "gruss", "grüße",
  "lg", "mfg", "vg", "hochachtungsvoll", "vielen dank", "danke", "besten dank", "danke und gruß",
  "mit lieben grüßen",
  "cordialement", "bien cordialement", "très cordialement", "bien à vous", "sincères salutations", "salutations",
  "meilleures salutations", "salutations distinguées", "cdlt", "cdt", "bonne journée", "merci", "merci d'avance",
  "merci beaucoup", "amicalement", "respectueusement",
  "saludos", "un saludo", "saludos cordiales", "un cordial saludo", "atentamente", "muchas gracias", "gracias",
  "gracias y saludos", "cordialmente", "salutacions", "atentament",
  "atenciosamente", "cumprimentos", "com os melhores cumprimentos", "melhores cumprimentos", "obrigado", "obrigada",
  "muito obrigado", "att", "abraços", "abraço", "grato", "grata",
  "cordiali saluti", "distinti saluti", "saluti", "grazie", "un saluto", "grazie mille", "grazie e saluti",
  "met vriendelijke groet", "met vriendelijke groeten", "vriendelijke groet", "vriendelijke groeten", "groeten",
  "groet", "mvg", "bedankt", "alvast bedankt", "hartelijke groet",
  "med vänliga hälsningar", "med vänlig hälsning", "vänliga hälsningar", "vänlig hälsning", "mvh", "hälsningar",
  "tack", "med venlig hilsen", "venlig hilsen", "mange hilsner", "hilsen", "kh", "vh", "tak", "med vennlig hilsen",
  "vennlig hilsen", "takk", "ystävällisin terveisin", "terveisin", "kiitos",
  "pozdrawiam", "z poważaniem", "dziękuję", "z wyrazami szacunku", "pozdrawiam serdecznie", "s pozdravem", "děkuji",
  "s pozdravom", "üdvözlettel", "köszönöm", "cu stimă", "mulțumesc", "saygılarımla", "saygılarımızla", "teşekkürler",
  "iyi çalışmalar", "teşekkür ederim",
  "с уважением", "спасибо", "с наилучшими пожеланиями", "заранее спасибо", "з повагою", "дякую", "με εκτίμηση",
  "ευχαριστώ", "trân trọng", "cảm ơn", "hormat saya", "salam", "terima kasih",
  "감사합니다", "감사드립니다", "고맙습니다", "감사 드립니다", "수고하세요", "수고하십시오", "수고하십시요",
  "좋은 하루 되세요", "좋은 하루 되십시오", "좋은 하루 보내세요", "부탁드립니다", "부탁 드립니다", "잘 부탁드립니다",
  "그럼 수고하세요", "감사합니다 수고하세요", "안녕히 계세요", "이만 줄입니다", "그럼 이만",
  "よろしくお願いいたします", "よろしくお願いします", "宜しくお願いいたします", "宜しくお願い致します",
  "よろしくお願い致します", "よろしくお願い申し上げます", "宜しくお願い申し上げます", "以上",
  "以上、よろしくお願いいたします", "敬具", "ありがとうございます", "何卒よろしくお願いいたします",
  "谢谢", "谢谢！", "此致", "敬礼", "祝好", "顺祝商祺", "祝商祺", "謝謝", "敬上", "順頌商祺", "顺颂商祺", "多谢", "感谢",
};

/* What a number to call is named with, in lower case. */
static const char *const phone_words[] = {
  "tel", "phone", "mob", "fax", "cell", "direct", "office", "handy", "tlf", "tfno", "móvil", "gsm", "тел", "моб",
  "факс",
  "téléphone", "fon", "hp", "whatsapp", "hotline", "전화", "연락처", "휴대", "핸드폰", "팩스", "내선", "직통", "대표번호",
  "電話", "携帯", "电话", "手机", "传真", "手機", "傳真",
};

/* Other lines of such a block begin with one of these and a colon or a dot. */
static const char *const place_labels[] = {
  "address", "adresse", "dirección", "indirizzo", "web", "website", "homepage", "주소", "홈페이지", "이메일", "메일", "住所",
  "地址", "邮箱",
};

/* In a line of it: a company or a place in it. */
static const char *const place_words[] = {
  "GmbH", " AG", " KG", " UG", "Inc", "Ltd", "LLC", "Corp", "Co.", " SA", " SAS", " SARL", "S.A.", "S.L.", "S.r.l",
  "S.p.A", "B.V.", " BV", " AB", " Oy", " AS", "A/S", "ApS", "Sp. z o.o.", "s.r.o.", "ООО", "Pty", "PLC", "Limited",
  "Company",
  "Manager", "Director", "Engineer", "Head of", "Leiter", "Geschäftsführer", "Directeur", "Responsable", "Gerente",
  "Developer", "Consultant", "Specialist", "Support", "Sales", "Department", "Team", "Abteilung", "Officer",
  "Assistant", "Coordinator", "CEO", "CTO", "CFO", "President", "Analyst", "Administrator",
  "㈜", "(주)", "주식회사", "(유)", "(재)", "(사)", "본부", "부서", "사업부", "연구소", "지점", "센터", "팀", "부장",
  "차장", "과장", "대리", "사원", "주임", "팀장", "이사", "대표", "실장", "매니저", "책임", "선임", "수석", "연구원",
  "교수", "원장", "株式会社", "有限会社", "合同会社", "(株)", "（株）", "部長", "課長", "営業部", "公司", "有限公司",
  "經理", "经理", "部门", "部門",
};

static struct request_words sign_off_words = REQUEST_WORDS(sign_offs);

gboolean request_is_greeting(const struct request_line *line)
{
  static const char *const greetings[] = {
    "hi", "hello", "hey", "dear", "good morning", "good afternoon", "hallo", "guten tag", "guten morgen", "sehr geehrte",
    "liebe", "moin", "servus", "bonjour", "bonsoir", "salut", "madame", "monsieur", "hola", "buenos", "buenas", "estimad",
    "olá", "bom dia", "boa tarde", "caro", "cara", "ciao", "buongiorno", "salve", "gentile", "beste", "geachte", "hej",
    "hei", "cześć", "dzień dobry", "dobrý den", "merhaba", "привет", "здравствуйте", "добрый", "안녕하세요", "안녕하십니까",
    "담당자님", "수고", "こんにちは", "お世話", "您好", "你好",
  };
  enum { LONGEST = 60 };
  if (line->length > LONGEST || strpbrk(line->text, "?"))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(greetings); i++)
    if (request_starts(line, greetings[i])) {
      gsize length = strlen(greetings[i]), blanks = 0;
      for (const char *p = line->text; *p; p++)
        blanks += *p == ' ';
      return !g_ascii_isalpha(line->text[length]) && blanks <= 5;
    }
  return FALSE;
}

static guint letters(const struct request_line *line)
{
  guint n = 0;
  for (gsize i = 0; i < line->length; i++)
    n += ((guint8)line->text[i] & 0xC0) != 0x80;
  return n;
}

/* A telephone number: groups of digits, and before them nothing that says it is another number. */
static gboolean has_phone(const struct request_line *line)
{
  enum { FEWEST = 7 };
  const char *first = line->text + strcspn(line->text, "0123456789");
  guint digits = 0, groups = 0, before = 0;
  for (const char *p = line->text; p < first; p++)
    before += g_ascii_isalpha(*p) || (guint8)*p >= 0xC0;
  for (const char *p = first; p < line->text + line->length; p++) {
    digits += g_ascii_isdigit(*p) ? 1 : 0;
    groups += g_ascii_isdigit(*p) && (p == first || !g_ascii_isdigit(p[-1]));
  }
  if (digits < FEWEST)
    return FALSE;
  gboolean is_named = request_contains(line, phone_words, G_N_ELEMENTS(phone_words));
  gboolean is_listed = groups >= 3 && strpbrk(line->text, "|/"); /* "Mina Lee | Acme | 02-123-4567" */
  return is_named || is_listed || (before < 4 && (groups >= 2 || line->text[0] == '+'));
}

static gboolean has_label(const struct request_line *line)
{
  for (gsize i = 0; i < G_N_ELEMENTS(place_labels); i++)
    if (request_starts(line, place_labels[i])) {
      const char *after = line->text + strlen(place_labels[i]);
      after += strspn(after, " ");
      return *after == ':' || *after == '.' || *after == '|';
    }
  return FALSE;
}

/* How to reach somebody. */
static gboolean is_reach(const struct request_line *line)
{
  return letters(line) <= 110 && (strchr(line->text, '@') || strstr(line->text, "www.") || strstr(line->text, "://") ||
                                  has_phone(line) || has_label(line));
}

static gboolean is_place(const struct request_line *line)
{
  enum { LONGEST = 70 };
  if (letters(line) > LONGEST)
    return FALSE;
  const struct pairs pairs = pairs_of(line->text);
  for (gsize i = 0; i < G_N_ELEMENTS(place_words); i++)
    if (pairs_find(&pairs, line->text, place_words[i]))
      return TRUE;
  return FALSE;
}

static gboolean ends_with(const struct request_line *line, const char *const *ends, gsize n)
{
  gsize length = line->length;
  while (length > 0 && strchr(".!~^ ,", line->text[length - 1]))
    length--;
  for (gsize i = 0; i < n; i++) {
    gsize wanted = strlen(ends[i]);
    if (length >= wanted && memcmp(line->text + length - wanted, ends[i], wanted) == 0)
      return TRUE;
  }
  return FALSE;
}

/* Says something, and so is not of a block of names and numbers. */
gboolean request_is_sentence(const struct request_line *line)
{
  static const char *const korean[] = { "니다", "세요", "어요", "아요", "해요", "까요", "니까", "네요", "ます", "です",
                                        "ください" };
  guint blanks = 0;
  for (gsize i = 0; i < line->length; i++)
    blanks += line->text[i] == ' ';
  char last = line->length > 0 ? line->text[line->length - 1] : '\0';
  if (last == '?' || last == ':' || g_str_has_prefix(line->text, "P.S") || g_str_has_prefix(line->text, "PS"))
    return TRUE;
  if (is_reach(line) || is_place(line))
    return blanks > 12 && (last == '.' || last == '!');
  return letters(line) > 70 || ((last == '.' || last == '!') && blanks >= 4) ||
         ends_with(line, korean, G_N_ELEMENTS(korean));
}

static gboolean is_sign_off(const struct request_line *line)
{
  static const char *const korean[] = { "감사합니다", "감사드립니다", "고맙습니다", "수고하세요", "수고하십시오",
                                        "부탁드립니다", "부탁드려요", "よろしくお願いいたします",
                                        "よろしくお願いします", "よろしくお願い致します", "谢谢" };
  enum { LONGEST = 60 };
  if (letters(line) <= 80 && ends_with(line, korean, G_N_ELEMENTS(korean)))
    return TRUE;
  char lower[LONGEST * 2];
  if (line->length >= sizeof lower || letters(line) > LONGEST)
    return FALSE;
  for (gsize i = 0; i <= line->length; i++)
    lower[i] = i < line->length ? g_ascii_tolower(line->text[i]) : '\0';
  char *text = lower + strspn(lower, "/*_ ");
  gsize length = strlen(text);
  for (;;) { /* "Regards,", "감사합니다^^", "以上。" */
    while (length > 0 && strchr(",.!~^*_ ;:)-", text[length - 1]))
      length--;
    if (length >= 3 && (memcmp(text + length - 3, "。", 3) == 0 || memcmp(text + length - 3, "、", 3) == 0 ||
                        memcmp(text + length - 3, "！", 3) == 0))
      length -= 3;
    else
      break;
  }
  text[length] = '\0';
  /* "Viele Grüße / Best regards" */
  char *slash = strstr(text, " / ");
  if (slash)
    *slash = '\0';
  for (gsize i = 0; (i = request_next_word(&sign_off_words, text, i));) {
    gsize wanted = strlen(sign_offs[i - 1]);
    if (!text[wanted])
      return TRUE;
    /* "Viele Grüße aus Köln", "Thanks, Mina" */
    if (wanted >= 6 && strchr(", ", text[wanted]) && letters(line) < wanted + 20 &&
        !strpbrk(line->text, ".?!") && !strstr(line->text, " for ") && !strstr(line->text, " für "))
      return TRUE;
  }
  return FALSE;
}

gboolean request_may_sign(const struct request_line *line)
{
  enum { MOST_BLANKS = 4 };
  guint blanks = 0;
  for (gsize i = 0; i < line->length; i++)
    blanks += line->text[i] == ' ';
  if (is_sign_off(line) || is_reach(line) || is_place(line))
    return !request_is_sentence(line) || is_sign_off(line);
  return blanks <= MOST_BLANKS && !strchr(".!?:", line->text[line->length - 1]) && !request_is_sentence(line) &&
         !g_str_has_suffix(line->text, "。") && !g_str_has_suffix(line->text, "요");
}

/* "홍길동 드림" */
static gboolean is_humble_name(const struct request_line *line)
{
  static const char *const ends[] = { "드림", "올림", "배상", "拝", "敬上", "拜上" };
  return letters(line) <= 30 && ends_with(line, ends, G_N_ELEMENTS(ends));
}

/* "My new address is", "아래 계정": what stands below is what is wanted. */
static gboolean announces(const struct request_line *line)
{
  static const char *const words[] = {
    "below", "following", "here is", "here are", "these ", "address is", "number is", "new address", "unten", "folgende",
    "ci-dessous", "suivant", "siguiente", "abajo", "seguinte", "abaixo", "seguente", "adresse", "dirección", "아래",
    "다음", "하기", "위와", "주소", "연락처", "계정", "변경", "下記", "以下", "次の", "如下", "以下", "下面",
  };
  return line->length > 0 && (line->text[line->length - 1] == ':' || request_contains(line, words, G_N_ELEMENTS(words)));
}

/* "이름: 홍길동", "Order 12": filled in for somebody to read. */
static gboolean is_of_form(const struct request_line *line)
{
  static const char *const starts[] = { "name:", "name :", "full name", "order ", "order:", "customer n", "이름",
                                        "성명", "성함", "받는", "수령", "주문번호", "주문 번호", "お名前", "氏名",
                                        "姓名", "注文番号", "订单", "訂單" };
  for (gsize i = 0; i < G_N_ELEMENTS(starts); i++)
    if (request_starts(line, starts[i]))
      return TRUE;
  return FALSE;
}

enum { BLOCK_LINES = 20 };

/* The line that somebody's name stands on, below a sign-off; `to` when there is none. */
static guint find_name(const struct request_lines *lines, guint from, guint to)
{
  guint name = to;
  for (guint i = to; i > from && to - i < BLOCK_LINES; i--) {
    const struct request_line *line = &lines->line[i - 1];
    if (line->role & LINE_EMPTY)
      continue;
    if (line->role & LINE_QUOTE)
      return to;
    if (is_humble_name(line))
      return i - 1;
    if (is_sign_off(line))
      return name;
    name = i - 1;
  }
  return to;
}

/* The first line of a block of addresses and numbers that ends the text, above which there is no sign-off. */
static guint find_block(const struct request_lines *lines, guint from, guint to)
{
  guint start = to, reach = 0, places = 0, i = to;
  for (; i > from && to - i < BLOCK_LINES; i--) {
    const struct request_line *line = &lines->line[i - 1];
    if (line->role & (LINE_EMPTY | LINE_RULE))
      break;
    if (line->role & LINE_QUOTE || request_is_sentence(line) || is_of_form(line) || letters(line) > 110)
      return to;
    gboolean is_way = is_reach(line);
    reach += is_way;
    places += !is_way && is_place(line);
    start = i - 1;
  }
  gboolean has_rule = i > from && lines->line[i - 1].role & LINE_RULE;
  while (i > from && lines->line[i - 1].role & (LINE_EMPTY | LINE_RULE))
    i--;
  if (i == from || to - start < 2)
    return to;
  const struct request_line *above = &lines->line[i - 1];
  gboolean is_heading = has_rule && i < start && !(lines->line[i].role & LINE_EMPTY) && *lines->line[i].text != '_' &&
                        !request_is_sentence(above);
  gboolean is_named = announces(above) || request_is_greeting(above) || is_heading ||
                      (!has_rule && is_reach(&lines->line[start]));
  gboolean is_block = reach >= 2 || (reach == 1 && (places > 0 || has_rule));
  return !is_named && is_block && to - start >= (has_rule ? 2u : 3u) ? start : to;
}

/* Whether what stands below the name is a block, and no text. */
static gboolean is_block(const struct request_lines *lines, guint from, guint to, guint *ret_evidence)
{
  *ret_evidence = 0;
  for (guint i = from; i < to; i++) {
    const struct request_line *line = &lines->line[i];
    if (is_of_form(line))
      return FALSE;
    if ((line->role & (LINE_EMPTY | LINE_RULE | LINE_FOOTER)))
      continue;
    if (request_is_sentence(line) && *ret_evidence == 0)
      return FALSE;
    *ret_evidence += is_reach(line) || is_place(line);
  }
  return TRUE;
}

/* Addresses one below the other are not one person's. */
static gboolean is_list(const struct request_lines *lines, guint from, guint to)
{
  guint addresses = 0;
  for (guint i = from; i < to; i++) {
    addresses += strchr(lines->line[i].text, '@') != NULL;
    if (!(lines->line[i].role & (LINE_EMPTY | LINE_RULE | LINE_FOOTER)) && !is_reach(&lines->line[i]))
      return FALSE;
  }
  return addresses >= 2;
}

guint request_signature(const struct request_lines *lines, guint from, guint to, guint *ret_from, guint *ret_to)
{
  guint end = request_without_disclaimer(lines, from, to), evidence, said = 0;
  for (guint i = from; i < end; i++)
    said += !(lines->line[i].role & (LINE_EMPTY | LINE_QUOTE | LINE_FOOTER)) && !request_is_greeting(&lines->line[i]);
  if (said == 0) /* somebody writes about what is confidential */
    end = request_chomp(lines, from, to);
  *ret_from = *ret_to = to;
  guint name = find_name(lines, from, end);
  if (name == end) {
    guint block = find_block(lines, from, end);
    if (block == end)
      return end;
    *ret_from = block;
    *ret_to = end;
    return request_chomp(lines, from, block);
  }
  const struct request_line *line = &lines->line[name];
  gboolean is_wanted = name > from && !(line[-1].role & LINE_EMPTY) && announces(line - 1);
  if (is_wanted || is_of_form(line) || is_list(lines, name, end) || (!is_reach(line) && announces(line) && !is_place(line)))
    return end;
  gboolean has_name = !is_reach(line) && !request_is_sentence(line);
  if (!is_block(lines, has_name ? name + 1 : name, end, &evidence))
    return end;
  *ret_from = name;
  *ret_to = end;
  guint block = has_name ? name + 1 : name;
  return evidence > 0 ? request_chomp(lines, from, block) : end;
}
