/* Languages use some characters all the time and most of a charset's hardly ever: a text read in the wrong charset
 * consists of rare ones. */
#include "mail/charset-guess.h"

#include <string.h>

enum {
  SAMPLE = 16 * 1024, /* bytes; more of the same tells nothing new */
  FEW = 4,            /* characters that say anything at all */
  MANY = 8,           /* ... against a label */
};

enum usage { COMMON, KANA, NEUTRAL, RARE };

/* Two bytes, by ranges; the first that fits counts. */
struct range {
  guint8 lead, last_lead, trail, last_trail;
  enum usage usage;
};

#define MAX_RANGES 10

/* Of two that fit alike the first wins: Hangul lies in a part of where Chinese and Japanese have their characters. */
static const struct double_byte {
  const char *iconv;
  gboolean is_japanese;      /* and has kana in every sentence */
  guint8 single, last_single; /* bytes that are rare characters by themselves; 0: none */
  struct range ranges[MAX_RANGES];
} double_bytes[] = {
  { "CP949", FALSE, 0, 0,
    { { 0xB0, 0xC8, 0xA1, 0xFE, COMMON }, { 0xA1, 0xA3, 0xA1, 0xFE, NEUTRAL }, { 0xA4, 0xFD, 0xA1, 0xFE, RARE },
      { 0x81, 0xC6, 0x41, 0x5A, RARE }, { 0x81, 0xC6, 0x61, 0x7A, RARE }, { 0x81, 0xC6, 0x81, 0xFE, RARE } } },
  { "GB18030", FALSE, 0, 0,
    { { 0xB0, 0xD7, 0xA1, 0xFE, COMMON }, { 0xA1, 0xA3, 0xA1, 0xFE, NEUTRAL }, { 0x81, 0xFE, 0x40, 0x7E, RARE },
      { 0x81, 0xFE, 0x80, 0xFE, RARE }, { 0x81, 0xFE, 0x30, 0x39, RARE } } },
  { "BIG5-HKSCS", FALSE, 0, 0,
    { { 0xA4, 0xC6, 0x40, 0x7E, COMMON }, { 0xA4, 0xC6, 0xA1, 0xFE, COMMON }, { 0xA1, 0xA3, 0x40, 0x7E, NEUTRAL },
      { 0xA1, 0xA3, 0xA1, 0xFE, NEUTRAL }, { 0x87, 0xFE, 0x40, 0x7E, RARE }, { 0x87, 0xFE, 0xA1, 0xFE, RARE } } },
  { "CP932", TRUE, 0xA1, 0xDF,
    { { 0x82, 0x82, 0x9F, 0xF1, KANA }, { 0x83, 0x83, 0x40, 0x96, KANA }, { 0x81, 0x82, 0x40, 0xFC, NEUTRAL },
      { 0x88, 0x97, 0x40, 0xFC, COMMON }, { 0x83, 0x9F, 0x40, 0xFC, RARE }, { 0xE0, 0xFC, 0x40, 0xFC, RARE } } },
  { "EUC-JP-MS", TRUE, 0, 0,
    { { 0xA4, 0xA5, 0xA1, 0xF6, KANA }, { 0xA1, 0xA3, 0xA1, 0xFE, NEUTRAL }, { 0xB0, 0xCF, 0xA1, 0xFE, COMMON },
      { 0xA6, 0xFE, 0xA1, 0xFE, RARE }, { 0x8E, 0x8F, 0xA1, 0xFE, RARE } } },
};

struct tally {
  guint of[4]; /* by enum usage */
  guint bad;
};

static int usage_of(const struct double_byte *charset, guint8 lead, guint8 trail)
{
  for (gsize i = 0; i < MAX_RANGES && charset->ranges[i].lead; i++) {
    const struct range *range = &charset->ranges[i];
    if (lead >= range->lead && lead <= range->last_lead && trail >= range->trail && trail <= range->last_trail)
      return (int)range->usage;
  }
  return -1;
}

static struct tally count(const struct double_byte *charset, const guint8 *data, gsize length)
{
  struct tally tally = { 0 };
  for (gsize i = 0; i + 1 < MIN(length, (gsize)SAMPLE); i++) {
    if (data[i] < 0x80)
      continue;
    if (charset->single && data[i] >= charset->single && data[i] <= charset->last_single) {
      tally.of[RARE]++;
      continue;
    }
    int usage = usage_of(charset, data[i], data[i + 1]);
    if (usage < 0)
      tally.bad++;
    else
      tally.of[usage]++, i++;
  }
  return tally;
}

static guint characters(const struct tally *tally)
{
  return tally->of[COMMON] + tally->of[KANA] + tally->of[RARE];
}

/* Percent of what is neither punctuation nor ASCII that is in everyday use. */
static guint plausibility(const struct tally *tally)
{
  guint all = characters(tally) + 2 * tally->bad;
  if (all == 0 || tally->bad * 50 > all)
    return 0;
  return (tally->of[COMMON] + tally->of[KANA]) * 100 / all;
}

static const struct double_byte *likely_double_byte(const guint8 *data, gsize length, guint least, guint *ret_percent)
{
  const struct double_byte *best = NULL;
  *ret_percent = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(double_bytes); i++) {
    struct tally tally = count(&double_bytes[i], data, length);
    guint percent = plausibility(&tally);
    if (double_bytes[i].is_japanese && tally.of[KANA] * 6 < characters(&tally))
      continue;
    if (characters(&tally) >= least && percent > *ret_percent) {
      best = &double_bytes[i];
      *ret_percent = percent;
    }
  }
  return best;
}

/* The ten letters that make up most of a Russian or Ukrainian text, capital and small. */
static const struct single_byte {
  const char *iconv, *letters;
  guint8 first, last; /* of all letters, roughly */
} cyrillic[] = {
  { "CP1251", "\xCE\xC5\xC0\xC8\xCD\xD2\xD1\xD0\xC2\xCB\xEE\xE5\xE0\xE8\xED\xF2\xF1\xF0\xE2\xEB\xB3", 0xC0, 0xFF },
  { "KOI8-R", "\xEF\xE5\xE1\xE9\xEE\xF4\xF3\xF2\xF7\xEC\xCF\xC5\xC1\xC9\xCE\xD4\xD3\xD2\xD7\xCC\xA6", 0xC0, 0xFF },
  { "ISO-8859-5", "\xBE\xB5\xB0\xB8\xBD\xC2\xC1\xC0\xB2\xBB\xDE\xD5\xD0\xD8\xDD\xE2\xE1\xE0\xD2\xDB\xF6", 0xB0, 0xEF },
};

/* Percent of the bytes above ASCII that are such letters; 0 where most stand alone among ASCII letters, as accents do. */
static guint cyrillic_percent(const struct single_byte *charset, const guint8 *data, gsize length)
{
  guint high = 0, joined = 0, often = 0, letters = 0;
  for (gsize i = 0; i < MIN(length, (gsize)SAMPLE); i++) {
    high += data[i] >= 0x80;
    joined += data[i] >= 0x80 && i > 0 && data[i - 1] >= 0x80;
    letters += data[i] >= charset->first && data[i] <= charset->last;
    often += data[i] >= 0x80 && strchr(charset->letters, data[i]) != NULL;
  }
  return high < MANY || joined * 2 < high || letters * 5 < high * 4 ? 0 : often * 100 / high;
}

static const struct single_byte *likely_cyrillic(const guint8 *data, gsize length, guint *ret_percent)
{
  const struct single_byte *best = NULL;
  *ret_percent = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(cyrillic); i++) {
    guint percent = cyrillic_percent(&cyrillic[i], data, length);
    if (percent > *ret_percent) {
      best = &cyrillic[i];
      *ret_percent = percent;
    }
  }
  return best;
}

const char *charset_likely(const guint8 *data, gsize length)
{
  guint percent;
  const struct double_byte *double_byte = likely_double_byte(data, length, FEW, &percent);
  if (double_byte && percent >= 70)
    return double_byte->iconv;
  const struct single_byte *single_byte = likely_cyrillic(data, length, &percent);
  return single_byte && percent >= 50 ? single_byte->iconv : NULL;
}

const char *charset_contradicting(const char *labelled, const guint8 *data, gsize length)
{
  guint percent, other_percent;
  for (gsize i = 0; i < G_N_ELEMENTS(double_bytes); i++) {
    if (!g_str_has_prefix(double_bytes[i].iconv, labelled))
      continue;
    struct tally tally = count(&double_bytes[i], data, length);
    percent = plausibility(&tally);
    if (percent >= 80)
      return NULL;
    const struct double_byte *other = likely_double_byte(data, length, MANY, &other_percent);
    return other && other_percent >= MAX(85, percent + 20) ? other->iconv : NULL;
  }
  for (gsize i = 0; i < G_N_ELEMENTS(cyrillic); i++) {
    if (strncmp(labelled, cyrillic[i].iconv, 5) != 0) /* KOI8-U is as KOI8-R there */
      continue;
    percent = cyrillic_percent(&cyrillic[i], data, length);
    const struct single_byte *other = likely_cyrillic(data, length, &other_percent);
    return other && other_percent >= 50 && other_percent > percent + 15 ? other->iconv : NULL;
  }
  return NULL;
}

const char *charset_utf16_order(const guint8 *data, gsize length, const char *otherwise)
{
  if (length >= 2 && data[0] == 0xFF && data[1] == 0xFE)
    return "UTF-16LE";
  if (length >= 2 && data[0] == 0xFE && data[1] == 0xFF)
    return "UTF-16BE";
  gsize zeros[2] = { 0, 0 };
  for (gsize i = 0; i < MIN(length, (gsize)SAMPLE); i++)
    zeros[i % 2] += data[i] == 0;
  return zeros[0] == zeros[1] ? otherwise : zeros[0] > zeros[1] ? "UTF-16BE" : "UTF-16LE";
}
