#include "triage/gist-reach.h"

#include <string.h>

static gboolean is_file_ending(const char *text, gsize length)
{
  static const char *const endings[] = {
    "js", "ts", "jsx", "tsx", "css", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "hwp", "hwpx", "csv", "txt",
    "log", "json", "xml", "html", "htm", "php", "jsp", "asp", "aspx", "py", "rb", "go", "rs", "java", "class", "jar",
    "cpp", "exe", "dll", "msi", "apk", "ipa", "dmg", "iso", "bin", "zip", "gz", "tar", "rar", "png", "jpg", "jpeg",
    "gif", "svg", "psd", "bmp", "tif", "tiff", "heic", "mp", "mov", "avi", "wav", "ini", "conf", "cfg", "yaml", "yml",
    "toml", "sql", "db", "bak", "tmp", "eml", "msg", "ics", "vcf", "key",
    "pem", "crt", "net", "ai", "mht", "swf", "lnk", "bat", "ps", "cmd", "dat",
  };
  for (gsize i = 0; i < G_N_ELEMENTS(endings); i++)
    if (strlen(endings[i]) == length && !strncmp(text, endings[i], length))
      return TRUE;
  return FALSE;
}

/* The dot of "evil.example": small letters behind it, and no name of a file. */
static gboolean is_dot_of_host(const char *text, const char *dot)
{
  if (dot == text || !g_ascii_isalnum(dot[-1]) || !g_ascii_islower(dot[1]))
    return FALSE;
  gsize length = 0;
  while (g_ascii_islower(dot[1 + length]))
    length++;
  const char *after = dot + 1 + length;
  if (*after == '/' && length >= 2) /* "t.me/join" */
    return TRUE;
  if (length < 2 || g_ascii_isalnum(*after) || *after == '_' || *after == '(' ||
      (*after == '.' && g_ascii_isalnum(after[1])))
    return FALSE;
  gboolean is_product = dot - text >= 3 && !g_ascii_strncasecmp(dot - 3, "asp", 3); /* "ASP.net" */
  return !is_file_ending(dot + 1, length) || (!strncmp(dot + 1, "net", 3) && !is_product);
}

/* "+1 555 123 4567", "010-1234-5678", "(02) 123 4567": the first digit is '0' or stands behind a plus. */
static gboolean is_telephone(const char *text, const char *at)
{
  enum { FEWEST = 9, FEWEST_INTERNATIONAL = 8 };
  gboolean is_international = at > text && at[-1] == '+';
  if (*at != '0' && !is_international)
    return FALSE;
  guint digits = 0, groups = 1;
  const char *p = at;
  for (; g_ascii_isdigit(*p) || (*p && strchr(" -()/", *p) && (g_ascii_isdigit(p[1]) || strchr("() -", p[1]))); p++) {
    digits += g_ascii_isdigit(*p) ? 1 : 0;
    groups += g_ascii_isdigit(*p) && p > at && !g_ascii_isdigit(p[-1]);
  }
  if (*p == ':') /* a time stands behind it */
    return FALSE;
  return digits >= (is_international ? FEWEST_INTERNATIONAL : FEWEST) && digits <= 15 &&
         (is_international || groups >= 2 || digits <= 11);
}

static gboolean names_messenger(const char *text)
{
  static const char *const words[] = {
    "카톡 아이디", "카톡아이디", "카카오톡 아이디", "카톡 id", "카톡id", "카톡 추가", "카톡추가", "오픈채팅",
    "텔레그램", "텔레 ", "라인 아이디", "라인아이디", "加微信", "微信号", "微信號", "微信:", "微信：", "加v", "加qq",
    "qq群", "电报", "telegram", "whatsapp me", "on whatsapp", "wechat id", "line id", "kakao id",
    "kakaotalk id", "follow me", "discord.gg", "tel:", "lineのid", "line追加", "ライン追加",
  };
  g_autofree char *lower = g_utf8_strdown(text, -1);
  for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
    if (strstr(lower, words[i]))
      return TRUE;
  return FALSE;
}

gboolean gist_tells_reach(const char *text)
{
  if (strstr(text, "://") || strstr(text, "www."))
    return TRUE;
  for (const char *p = text; *p; p++) {
    gboolean begins = p == text || !g_ascii_isalnum(p[-1]);
    if (*p == '.' && is_dot_of_host(text, p))
      return TRUE;
    if (*p == '@' && g_ascii_isalpha(p[1])) /* jane@..., and @jane */
      return TRUE;
    if (g_ascii_isdigit(*p) && begins && (p == text || !strchr("-.,/#:", p[-1])) && is_telephone(text, p))
      return TRUE;
  }
  return names_messenger(text);
}
