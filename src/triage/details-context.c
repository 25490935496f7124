#include "triage/details-private.h"

#include <string.h>

enum { WINDOW = 44, WINDOW_AFTER = 24 };

static const struct lookup_words contexts[] = {
  { DETAIL_ORDER,
    "order|purchase|booking|bestell|auftrag|buchung|commande|pedido|encomenda|orden|reserva|주문|구매번호|구매 번호|"
    "예약번호|예약 번호|注文|予約番号|订单|訂單" },
  { DETAIL_INVOICE, "invoice|receipt|rechnung|facture|factura|fatura|nota fiscal|청구서|계산서|영수증|인보이스|請求書|"
                    "領収書|发票|發票|账单|帳單" },
  { DETAIL_TRACKING, "tracking|shipment|consignment|sendung|paketnummer|suivi|colis|seguimiento|envío|envio|rastreio|"
    "rastreamento|운송장|송장|택배|등기|追跡|伝票|お問い合わせ番号|"
                     "运单|快递|物流|追蹤|單號|fedex|dhl|ups |대한통운|한진|우체국|로젠" },
  { DETAIL_PHONE, "phone|tel.|tel:|tel |mobile|cell|call|ring me|reach me|whatsapp|sms|ruf|telefon|handy|téléphone|"
    "portable|teléfono|telefono|móvil|telefone|celular|fax|전화|연락처|휴대폰|핸드폰|문자|통화|電話|携帯|电话|手机|手機" },
  { DETAIL_VERSION, "version|release|firmware|build|버전|펌웨어|versión|versão|versao|バージョン|版本|ver." },
  { DETAIL_ERROR, "error|fehler|code erreur|erreur|erro|exception|http|status code|오류|에러|エラー|错误|錯誤|故障代码" },
  { CONTEXT_OTHER,
    "customer|kunden|client|cliente|고객번호|회원번호|계좌|account|konto|compte|cuenta|conta|card|karte|carte|tarjeta|"
    "카드|iban|zip|plz|postal|우편번호|사업자|お客様番号|口座|客户|帐号|账号|ticket|issue|case|bug|patch|application|"
    "claim|suite|apartment|section|chapter|abschnitt|kapitel|문의번호|문의 번호|접수번호|접수 번호|이슈|티켓" },
};

static gboolean is_word(char c)
{
  return g_ascii_isalnum(c);
}

/* Whether `word` of `length` ends a word here: "ordered 2000 pieces" announces no number. */
static gboolean is_announcing(const char *window, gsize at, const char *word, gsize length)
{
  const char *after = window + at + length;
  gboolean begins = !at || !is_word(window[at - 1]) || (guint8)word[0] >= 0x80 || length > 5;
  static const char *const doing[] = { "ed ", "ed,", "ing", "했", "하", "한 ", "자", "しま" };
  for (gsize i = 0; i < G_N_ELEMENTS(doing) && begins; i++)
    begins = !g_str_has_prefix(after, doing[i]);
  return begins;
}

static const struct lookup *context_words(void)
{
  static gsize lookup;
  if (g_once_init_enter(&lookup))
    g_once_init_leave(&lookup, (gsize)lookup_new(contexts, G_N_ELEMENTS(contexts)));
  return (const struct lookup *)lookup; /* NOLINT(performance-no-int-to-ptr) */
}

/* What may stand between a word and its number: "error code is", "오류 코드는". */
static gboolean is_joined(const char *gap)
{
  static const char *const pieces[] = {
    "message", "meldung", "number", "nummer", "status", "displayed", "shown", "codes",  "code", "says", "said", "num",
    "was",     "ist",     "the",    "de",     "no",     "nr",        "is",    "id",     "n°",   "nº",   "코드", "번호",
    "메시지",  "메세지",  "버전",   "는",     "은",     "가",        "이",    "コード", "番号", "は",   "が",   "代码",
    "代碼",    "号",      "碼",     "码",     "：",     "\u00a0",    "“",     "‘",      "”",    "’",    "„",    "「"
  };
  while (*gap) {
    gsize length = strchr(" .:#=-/()'\"[", *gap) ? 1 : 0;
    for (gsize i = 0; i < G_N_ELEMENTS(pieces) && !length; i++)
      length = g_str_has_prefix(gap, pieces[i]) ? strlen(pieces[i]) : 0;
    if (!length)
      return FALSE;
    gap += length;
  }
  return TRUE;
}

/* "An order of 2500", "Rechnung über 4500": how many or how much. */
static gboolean is_counted(const char *gap)
{
  static const char *const before[] = { " of ",    " for ",      " over ", " about ", " around ", " with ",
                                        " worth ", " contains ", " von ",  " über ",  " für ",    " mit ",
                                        " de ",    " por ",      " pour ", " than " };
  gsize length = strlen(gap);
  for (gsize i = 0; i < G_N_ELEMENTS(before); i++) {
    gsize n = strlen(before[i]);
    if (length >= n && !memcmp(gap + length - n, before[i], n))
      return TRUE;
  }
  return FALSE;
}

static guint words_in(const char *gap)
{
  guint n = 0;
  for (; *gap; gap++)
    n += *gap != ' ' && (gap[1] == ' ' || !gap[1]);
  return n;
}

/* Whether a word of `kind` speaks of the number that stands behind `gap`. */
static gboolean is_near(int kind, const char *gap, gboolean pointed)
{
  switch (kind) {
  case DETAIL_ERROR:
    return is_joined(gap);
  case DETAIL_VERSION:
    return is_joined(gap) || (pointed && words_in(gap) <= 3);
  case DETAIL_ORDER: case DETAIL_INVOICE: case DETAIL_TRACKING:
    return !is_counted(gap) && words_in(gap) <= 4;
  default:
    return TRUE;
  }
}

/* The last of the words in `window`; what follows it is `*ret_gap`. */
static int last_word(const char *window, const char **ret_gap)
{
  const struct lookup *lookup = context_words();
  int kind = CONTEXT_NONE;
  for (gsize at = 0; window[at];) {
    int found;
    gsize length = lookup_at(lookup, window + at, &found);
    gboolean counts = length && is_announcing(window, at, window + at, length);
    if (counts) {
      kind = found;
      *ret_gap = window + at + length;
    }
    at += counts ? length : 1;
  }
  return kind;
}

/* A full stop that ends a sentence, not one behind "no." */
static gboolean is_stop(const struct details_text *text, gsize i)
{
  const char *next = text->text + i + 1;
  if (text->low[i] == '.')
    return *next == ' ' && i &&
           ((guint8)next[-2] >= 0x80 || (g_ascii_isupper(next[1]) && (g_ascii_islower(next[2]) || next[2] == ' ')));
  return strchr("\n!?;", text->low[i]) || !strncmp(text->low + i, "。", strlen("。"));
}

int details_context(const struct details_text *text, gsize at, gboolean pointed)
{
  char window[WINDOW + 1];
  gsize from = at > WINDOW ? at - WINDOW : 0;
  for (gsize i = at; i-- > from;)
    if (is_stop(text, i)) {
      from = i + 1;
      break;
    }
  memcpy(window, text->low + from, at - from);
  window[at - from] = '\0';
  const char *gap = "";
  int kind = last_word(window, &gap);
  return is_near(kind, gap, pointed) ? kind : CONTEXT_NONE;
}

int details_context_after(const struct details_text *text, gsize at)
{
  static const struct {
    const char *words;
    int kind;
  } after[] = { { "번 주문", DETAIL_ORDER }, { " 주문", DETAIL_ORDER },        { "の注文", DETAIL_ORDER },
                { "号订单", DETAIL_ORDER },  { " is my order", DETAIL_ORDER }, { " error", DETAIL_ERROR },
                { " 오류", DETAIL_ERROR },   { " 에러", DETAIL_ERROR },        { "エラー", DETAIL_ERROR },
                { "错误", DETAIL_ERROR } };
  for (gsize i = 0; i < G_N_ELEMENTS(after); i++)
    if (g_str_has_prefix(text->low + at, after[i].words))
      return after[i].kind;
  return CONTEXT_NONE;
}
