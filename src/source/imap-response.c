/* What FETCH responses say, put into the messages they are about. */
#include "source/imap-private.h"

#include "base/clock.h"

/* "1.2", "1.2.MIME", "2.HEADER", "HEADER", "" */
static char *section_name(const struct mailimap_section *section)
{
  GString *name = g_string_new(NULL);
  const struct mailimap_section_spec *spec = section ? section->sec_spec : NULL;
  const struct mailimap_section_msgtext *msgtext = NULL;
  gboolean mime = FALSE;
  if (spec && spec->sec_type == MAILIMAP_SECTION_SPEC_SECTION_MSGTEXT) {
    msgtext = spec->sec_data.sec_msgtext;
  } else if (spec) {
    for (clistiter *i = clist_begin(spec->sec_data.sec_part->sec_id); i; i = clist_next(i))
      g_string_append_printf(name, "%s%u", name->len > 0 ? "." : "", *(const guint32 *)clist_content(i));
    if (spec->sec_text && spec->sec_text->sec_type == MAILIMAP_SECTION_TEXT_MIME)
      mime = TRUE;
    else if (spec->sec_text)
      msgtext = spec->sec_text->sec_msgtext;
  }
  const char *suffix = mime       ? "MIME"
                       : !msgtext ? NULL
                       : msgtext->sec_type == MAILIMAP_SECTION_MSGTEXT_HEADER ? "HEADER"
                                                                              : "TEXT";
  if (suffix)
    g_string_append_printf(name, "%s%s", name->len > 0 ? "." : "", suffix);
  return g_string_free(name, FALSE);
}

static void take_flags(struct imap_message *message, const struct mailimap_msg_att_dynamic *flags, const char *keyword)
{
  message->answered = message->done_mark = message->seen = FALSE;
  for (clistiter *i = flags->att_list ? clist_begin(flags->att_list) : NULL; i; i = clist_next(i)) {
    const struct mailimap_flag_fetch *fetched = clist_content(i);
    const struct mailimap_flag *flag = fetched->fl_flag;
    if (!flag)
      continue;
    if (flag->fl_type == MAILIMAP_FLAG_ANSWERED)
      message->answered = TRUE;
    else if (flag->fl_type == MAILIMAP_FLAG_SEEN)
      message->seen = TRUE;
    else if (flag->fl_type == MAILIMAP_FLAG_KEYWORD && keyword && flag->fl_data.fl_keyword &&
             g_ascii_strcasecmp(flag->fl_data.fl_keyword, keyword) == 0)
      message->done_mark = TRUE;
  }
}

/* dt_zone is hours and minutes as they stand there: -0530 is -530. */
static gint64 internal_date(const struct mailimap_date_time *date)
{
  if (!date)
    return CLOCK_NONE;
  g_autoptr(GDateTime) time = g_date_time_new_utc(date->dt_year, date->dt_month, date->dt_day, date->dt_hour,
                                                  date->dt_min, MIN(date->dt_sec, 59));
  if (!time)
    return CLOCK_NONE;
  return g_date_time_to_unix(time) - (date->dt_zone / 100 * 3600 + date->dt_zone % 100 * 60);
}

static void take_section(struct imap_message *message, const struct mailimap_msg_att_body_section *section)
{
  if (!message->sections)
    message->sections = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  g_hash_table_replace(message->sections, section_name(section->sec_section),
                       g_bytes_new(section->sec_body_part, section->sec_body_part ? section->sec_length : 0));
  message->held += section->sec_length;
}

static void take_static(struct imap_message *message, const struct mailimap_msg_att_static *item)
{
  switch (item->att_type) {
  case MAILIMAP_MSG_ATT_INTERNALDATE:
    message->internal_date = internal_date(item->att_data.att_internal_date);
    break;
  case MAILIMAP_MSG_ATT_RFC822_SIZE:
    message->size = item->att_data.att_rfc822_size;
    break;
  case MAILIMAP_MSG_ATT_BODYSTRUCTURE:
    if (item->att_data.att_bodystructure && !message->root) {
      message->root = imap_structure_to_part(item->att_data.att_bodystructure);
      message->all_text = imap_structure_is_all_text(item->att_data.att_bodystructure);
    }
    break;
  case MAILIMAP_MSG_ATT_BODY_SECTION:
    take_section(message, item->att_data.att_body_section);
    break;
  }
}

static struct imap_message *find_message(const struct imap_collector *collector,
                                         const struct mailimap_msg_att *response)
{
  for (clistiter *i = clist_begin(response->att_list); i; i = clist_next(i)) {
    const struct mailimap_msg_att_item *item = clist_content(i);
    if (item->att_type == MAILIMAP_MSG_ATT_ITEM_STATIC && item->att_data.att_static->att_type == MAILIMAP_MSG_ATT_UID)
      return g_hash_table_lookup(collector->by_uid, GUINT_TO_POINTER(item->att_data.att_static->att_data.att_uid));
  }
  return NULL; /* some other client's change of flags */
}

void imap_collect(struct mailimap_msg_att *response, void *data)
{
  const struct imap_collector *collector = data;
  struct imap_message *message = find_message(collector, response);
  if (!message)
    return;
  message->here = TRUE;
  for (clistiter *i = clist_begin(response->att_list); i; i = clist_next(i)) {
    const struct mailimap_msg_att_item *item = clist_content(i);
    if (item->att_type == MAILIMAP_MSG_ATT_ITEM_STATIC)
      take_static(message, item->att_data.att_static);
    else if (item->att_type == MAILIMAP_MSG_ATT_ITEM_DYNAMIC)
      take_flags(message, item->att_data.att_dyn, collector->keyword);
  }
}
