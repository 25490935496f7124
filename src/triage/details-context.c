#include "triage/details-private.h"

#include <string.h>

enum { WINDOW = 44, WINDOW_AFTER = 24 };

static const struct lookup_words contexts[] = {
  { DETAIL_ORDER, "order|purchase|booking|bestell|auftrag|buchung|commande|pedido|encomenda|orden|reserva|주문|구매번호|구매 번호|예약번호|예약 번호|注文|予約番号|订单|訂單" },
  { DETAIL_INVOICE, "invoice|receipt|rechnung|facture|factura|fatura|nota fiscal|청구서|계산서|영수증|인보이스|請求書|領収書|发票|發票|账单|帳單" },
  { DETAIL_TRACKING, "tracking|shipment|consignment|sendung|paketnummer|suivi|colis|seguimiento|envío|envio|rastreio|rastreamento|운송장|송장|택배|등기|追跡|伝票|お問い合わせ番号|"
                     "运单|快递|物流|追蹤|單號|fedex|dhl|ups |대한통운|한진|우체국|로젠" },
  { DETAIL_PHONE, "phone|tel.|tel:|tel |mobile|cell|call me at|call me on|telefon|handy|téléphone|portable|teléfono|telefono|móvil|telefone|celular|fax|전화|연락처|휴대폰|핸드폰|電話|携帯|电话|手机|手機" },
  { DETAIL_VERSION, "version|release|firmware|build|버전|펌웨어|versión|versão|versao|バージョン|版本|ver." },
  { DETAIL_ERROR, "error|fehler|code erreur|erreur|erro|exception|http|status code|오류|에러|エラー|错误|錯誤|故障代码" },
  { CONTEXT_OTHER, "customer|kunden|client|cliente|고객번호|회원번호|계좌|account|konto|compte|cuenta|conta|card|karte|carte|tarjeta|카드|iban|zip|plz|postal|우편번호|사업자|お客様番号|口座|客户|帐号|账号|ticket|문의번호" },
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
  return begins && !g_str_has_prefix(after, "ed") && !g_str_has_prefix(after, "ing") && !g_str_has_prefix(after, "했") &&
         !g_str_has_prefix(after, "しま");
}

static const struct lookup *context_words(void)
{
  static gsize lookup;
  if (g_once_init_enter(&lookup))
    g_once_init_leave(&lookup, (gsize)lookup_new(contexts, G_N_ELEMENTS(contexts)));
  return (const struct lookup *)lookup; /* NOLINT(performance-no-int-to-ptr) */
}

/* The last of the words in `window`. */
static int last_word(const char *window)
{
  const struct lookup *lookup = context_words();
  int kind = CONTEXT_NONE;
  for (gsize at = 0; window[at];) {
    int found;
    gsize length = lookup_at(lookup, window + at, &found);
    gboolean counts = length && is_announcing(window, at, window + at, length);
    if (counts)
      kind = found;
    at += counts ? length : 1;
  }
  return kind;
}

int details_context(const struct details_text *text, gsize at)
{
  char window[WINDOW + 1];
  gsize from = at > WINDOW ? at - WINDOW : 0;
  for (gsize i = at; i-- > from;)
    if (strchr("\n!?;", text->low[i])) {
      from = i + 1;
      break;
    }
  memcpy(window, text->low + from, at - from);
  window[at - from] = '\0';
  return last_word(window);
}

int details_context_after(const struct details_text *text, gsize at)
{
  static const struct {
    const char *words;
    int kind;
  } after[] = { { "번 주문", DETAIL_ORDER }, { " 주문", DETAIL_ORDER }, { "の注文", DETAIL_ORDER }, { "号订单", DETAIL_ORDER },
                { " is my order", DETAIL_ORDER }, { " error", DETAIL_ERROR }, { " 오류", DETAIL_ERROR }, { " 에러", DETAIL_ERROR },
                { "エラー", DETAIL_ERROR }, { "错误", DETAIL_ERROR } };
  for (gsize i = 0; i < G_N_ELEMENTS(after); i++)
    if (g_str_has_prefix(text->low + at, after[i].words))
      return after[i].kind;
  return CONTEXT_NONE;
}
