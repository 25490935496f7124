#include "triage/details-private.h"

#include "base/mask.h"
#include "mail/mail.h"

#include <string.h>

enum {
  MOST_EACH = 8,
  MOST_CHARACTERS = 100,
  MOST_NUMBERS = 200,
  MOST_ASKED = 300,
  MOST_TEXT = 64 * 1024,
  LONGEST_CODE = 64,
  SECRET_NEAR = 64,
  SHOWN = 5,
  SMALL_PICTURE = 8 * 1024,
};

const char *const detail_names[N_DETAIL_KINDS] = {
  [DETAIL_ORDER] = "order-number", [DETAIL_INVOICE] = "invoice-number", [DETAIL_TRACKING] = "tracking-number",
  [DETAIL_PHONE] = "phone",        [DETAIL_PRODUCT] = "product",        [DETAIL_VERSION] = "version",
  [DETAIL_ERROR] = "error",        [DETAIL_DATE] = "date",              [DETAIL_AMOUNT] = "amount",
  [DETAIL_DEVICE] = "device",      [DETAIL_ADDRESS] = "address",        [DETAIL_SINCE] = "since",
  [DETAIL_SCREENSHOT] = "screenshot",
};

static void detail_free(struct detail *detail)
{
  g_free(detail->value);
  g_free(detail);
}

gboolean details_have(const GPtrArray *details, enum detail_kind kind)
{
  for (guint i = 0; i < details->len; i++)
    if (((const struct detail *)details->pdata[i])->kind == kind)
      return TRUE;
  return FALSE;
}

/* Whether it is known already, or enough of its kind are. */
static gboolean is_enough(const GPtrArray *found, enum detail_kind kind, const char *value)
{
  guint n = 0;
  for (guint i = 0; i < found->len; i++) {
    const struct detail *other = found->pdata[i];
    n += other->kind == kind;
    if (other->kind == kind && !g_ascii_strcasecmp(other->value, value))
      return TRUE;
  }
  return n >= MOST_EACH;
}

/* Takes `value`. */
static void add_value(GPtrArray *found, enum detail_kind kind, char *value, const char *where)
{
  if (!*value || is_enough(found, kind, value)) {
    g_free(value);
    return;
  }
  struct detail *detail = g_new(struct detail, 1);
  *detail = (struct detail){ kind, value, where };
  g_ptr_array_add(found, detail);
}

/* Whether what stands from `start` to `end` is a secret, or a piece of one, by itself or for the words around it: a card's
 * number is no order's, nor are four digits of it. */
static gboolean is_secret(const struct details_text *text, gsize start, gsize end)
{
  gsize from = start, to = end;
  while (from && start - from < SECRET_NEAR && text->text[from - 1] != '\n')
    from--;
  while (to < text->length && to - end < SECRET_NEAR && text->text[to] != '\n')
    to++;
  while (from < start && ((guint8)text->text[from] & 0xc0) == 0x80)
    from++;
  while (to > end && to < text->length && ((guint8)text->text[to] & 0xc0) == 0x80)
    to--;
  g_autofree char *near = g_strndup(text->text + from, to - from), *masked = mask_secrets(near);
  if (!strcmp(near, masked))
    return FALSE;
  gsize same = 0, behind = 0, length = to - from, other = strlen(masked);
  while (near[same] && near[same] == masked[same])
    same++;
  while (behind < length - same && behind + same < other && near[length - 1 - behind] == masked[other - 1 - behind])
    behind++;
  return end > from + same && start < to - behind + SHOWN; /* a card's last four digits are shown */
}

void details_add(const struct details_text *text, enum detail_kind kind, gsize start, gsize end)
{
  gboolean numbered = kind <= DETAIL_PHONE || kind == DETAIL_VERSION || kind == DETAIL_ERROR || kind == DETAIL_ADDRESS;
  g_autofree char *value = g_strndup(text->text + start, end - start);
  if (g_utf8_strlen(value, -1) > MOST_CHARACTERS)
    *g_utf8_offset_to_pointer(value, MOST_CHARACTERS) = '\0';
  g_strdelimit(value, "\r\n\t", ' ');
  g_strstrip(value);
  if (is_enough(text->found, kind, value)) /* to look for secrets costs most */
    return;
  if (numbered && (++*text->asked > MOST_ASKED || is_secret(text, start, end)))
    return;
  add_value(text->found, kind, g_steal_pointer(&value), text->where);
}

/* Past a page's or an e-mail address that begins at `at`; 0. */
static gsize address_end(const struct details_text *text, gsize at)
{
  const char *low = text->low + at;
  if (!g_str_has_prefix(low, "http://") && !g_str_has_prefix(low, "https://") && !g_str_has_prefix(low, "www."))
    return 0;
  gsize length = 0;
  while ((guint8)low[length] > ' ' && (guint8)low[length] < 0x7f && !strchr("<>\"'()[]{}|", low[length]))
    length++;
  while (length && strchr(".,;:!?", low[length - 1]))
    length--;
  return at + length;
}

/* Past the word of letters that begins at `at`: a code such as ERR_CONNECTION_RESET or NullPointerException is kept. */
static gsize read_word(const struct details_text *text, gsize at)
{
  static const char *const endings[] = { "Exception", "Error" };
  gsize end = at;
  while (g_ascii_isalnum(text->text[end]) || text->text[end] == '_')
    end++;
  const char *word = text->text + at;
  gsize length = end - at;
  gboolean code = length < LONGEST_CODE && length > 5 &&
                  (!strncmp(word, "ERR_", 4) || !strncmp(word, "ECONN", 5) || !strncmp(word, "ETIMEDOUT", 9));
  for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
    gsize tail = strlen(endings[i]);
    code |= length > tail + 2 && length < LONGEST_CODE && !memcmp(word + length - tail, endings[i], tail);
  }
  if (code)
    details_add(text, DETAIL_ERROR, at, end);
  return end;
}

/* A picture that is more than a sign or the logo below a signature. */
static gboolean is_picture(const struct mail_attachment *attachment)
{
  return attachment->type && g_str_has_prefix(attachment->type, "image/") && attachment->size >= SMALL_PICTURE;
}

static gboolean has_digit_soon(const struct details_text *text, gsize at)
{
  for (guint i = 0; i < 12; i++) {
    char c = text->low[at + i];
    if (g_ascii_isdigit(c))
      return TRUE;
    if (!g_ascii_isalpha(c) && c != '-' && c != '_')
      return FALSE;
  }
  return FALSE;
}

static void find_numbers(const struct details_text *text)
{
  guint numbers = 0;
  for (gsize at = 0; at < text->length;) {
    char c = text->low[at];
    gsize end = c == 'h' || c == 'w' ? address_end(text, at) : 0;
    if (end) {
      details_add(text, DETAIL_ADDRESS, at, end);
      at = end;
    } else if ((g_ascii_isdigit(c) || (g_ascii_isalpha(c) && has_digit_soon(text, at))) && numbers < MOST_NUMBERS) {
      numbers++;
      at = MAX(details_number(text, at), at + 1);
    } else if (g_ascii_isalpha(c)) {
      at = read_word(text, at);
    } else {
      at++;
    }
  }
}

static gboolean is_bounded(const char *low, gsize at, gsize length)
{
  return ((guint8)low[at] >= 0x80 || !at || !g_ascii_isalnum(low[at - 1])) &&
         ((guint8)low[at + length - 1] >= 0x80 || !g_ascii_isalnum(low[at + length]));
}

static void find_products(const struct details_text *text, const GPtrArray *products)
{
  for (guint i = 0; products && i < products->len; i++) {
    g_autofree char *product = g_ascii_strdown(products->pdata[i], -1);
    gsize length = strlen(product);
    const char *found = text->low;
    while (length && (found = strstr(found, product)) && !is_bounded(text->low, (gsize)(found - text->low), length))
      found += length;
    if (length && found)
      add_value(text->found, DETAIL_PRODUCT, g_strdup(products->pdata[i]), text->where);
  }
}

static void read_text(GPtrArray *found, const char *text, const char *where, const GPtrArray *products)
{
  gsize length = strnlen(text, MOST_TEXT);
  while (length && ((guint8)text[length] & 0xc0) == 0x80)
    length--;
  g_autofree char *low = g_ascii_strdown(text, (gssize)length);
  guint asked = 0;
  const struct details_text ready = { text, low, length, where, found, &asked };
  find_products(&ready, products);
  find_numbers(&ready);
  details_words(&ready);
}

static void read_signature(GPtrArray *found, const char *signature)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func((GDestroyNotify)detail_free);
  read_text(all, signature, "signature", NULL);
  for (guint i = 0; i < all->len; i++) {
    const struct detail *detail = all->pdata[i];
    if (detail->kind == DETAIL_PHONE)
      add_value(found, DETAIL_PHONE, g_strdup(detail->value), "signature");
  }
}

GPtrArray *details_find(const struct mail *mail, const GPtrArray *products)
{
  GPtrArray *found = g_ptr_array_new_with_free_func((GDestroyNotify)detail_free);
  if (mail->subject)
    read_text(found, mail->subject, "subject", products);
  if (mail->request)
    read_text(found, mail->request, "text", products);
  if (mail->forwarded && *mail->forwarded)
    read_text(found, mail->forwarded, "text", products);
  if (mail->signature && *mail->signature)
    read_signature(found, mail->signature);
  for (guint i = 0; mail->attachments && i < mail->attachments->len; i++) {
    const struct mail_attachment *attachment = mail->attachments->pdata[i];
    if (is_picture(attachment))
      add_value(found, DETAIL_SCREENSHOT, mask_secrets(attachment->name ? attachment->name : attachment->type),
                "attachment");
  }
  return found;
}
