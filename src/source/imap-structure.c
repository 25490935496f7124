#include "source/imap-private.h"

#include <string.h>

static const char *const basic_types[] = {
  [MAILIMAP_MEDIA_BASIC_APPLICATION] = "application", [MAILIMAP_MEDIA_BASIC_AUDIO] = "audio",
  [MAILIMAP_MEDIA_BASIC_IMAGE] = "image",             [MAILIMAP_MEDIA_BASIC_MESSAGE] = "message",
  [MAILIMAP_MEDIA_BASIC_VIDEO] = "video",
};

static char *media_type(const char *type, const char *subtype)
{
  g_autofree char *whole = g_strdup_printf("%s/%s", type, subtype);
  return g_ascii_strdown(whole, -1);
}

static char *subsection(const char *section, guint number)
{
  return *section ? g_strdup_printf("%s.%u", section, number) : g_strdup_printf("%u", number);
}

static struct part *convert(const struct mailimap_body *body, const char *section, gboolean message, guint depth,
                            guint *n_parts);

/* The caps hold as they do in part_parse(). */
static void add_child(struct part *parent, const struct mailimap_body *body, const char *section, gboolean message,
                      guint depth, guint *n_parts)
{
  if (depth < PART_MAX_DEPTH && *n_parts < PART_MAX_PARTS)
    part_add(parent, convert(body, section, message, depth + 1, n_parts));
  else
    parent->cut = TRUE;
}

static const struct mailimap_body_fields *leaf_fields(const struct mailimap_body_type_1part *body)
{
  return body->bd_type == MAILIMAP_BODY_TYPE_1PART_TEXT  ? body->bd_data.bd_type_text->bd_fields
         : body->bd_type == MAILIMAP_BODY_TYPE_1PART_MSG ? body->bd_data.bd_type_msg->bd_fields
                                                         : body->bd_data.bd_type_basic->bd_fields;
}

static char *leaf_type(const struct mailimap_body_type_1part *body)
{
  if (body->bd_type == MAILIMAP_BODY_TYPE_1PART_TEXT)
    return media_type("text", body->bd_data.bd_type_text->bd_media_text);
  if (body->bd_type == MAILIMAP_BODY_TYPE_1PART_MSG)
    return g_strdup("message/rfc822");
  const struct mailimap_media_basic *media = body->bd_data.bd_type_basic->bd_media_basic;
  if (media->med_type == MAILIMAP_MEDIA_BASIC_OTHER)
    return media_type(media->med_basic_type, media->med_subtype);
  return media_type(basic_types[media->med_type], media->med_subtype);
}

static void convert_multipart(struct part *part, const struct mailimap_body_type_mpart *body, const char *section,
                              guint depth, guint *n_parts)
{
  guint number = 0;
  part->type = media_type("multipart", body->bd_media_subtype);
  if (depth >= PART_MAX_DEPTH)
    return;
  part->children = g_ptr_array_new_with_free_func((GDestroyNotify)part_free);
  for (clistiter *i = clist_begin(body->bd_list); i; i = clist_next(i)) {
    g_autofree char *below = subsection(section, ++number);
    add_child(part, clist_content(i), below, FALSE, depth, n_parts);
  }
}

/* `section` is that of the part, or, for a `message`, of the message/rfc822 part around it ("" at the root). */
static struct part *convert(const struct mailimap_body *body, const char *section, gboolean message, guint depth,
                            guint *n_parts)
{
  struct part *part = part_new();
  g_clear_pointer(&part->type, g_free);
  ++*n_parts;
  if (body->bd_type == MAILIMAP_BODY_MPART) {
    if (!message)
      part->section = g_strdup(section);
    else if (*section)
      part->section = g_strconcat(section, ".TEXT", NULL);
    convert_multipart(part, body->bd_data.bd_body_mpart, section, depth, n_parts);
    return part;
  }
  const struct mailimap_body_type_1part *leaf = body->bd_data.bd_body_1part;
  part->section = message ? subsection(section, 1) : g_strdup(section);
  part->type = leaf_type(leaf);
  part->octets = leaf_fields(leaf)->bd_size;
  if (leaf->bd_type == MAILIMAP_BODY_TYPE_1PART_MSG)
    add_child(part, leaf->bd_data.bd_type_msg->bd_body, part->section, TRUE, depth, n_parts);
  return part;
}

struct part *imap_structure_to_part(const struct mailimap_body *body)
{
  guint n_parts = 0;
  return convert(body, "", TRUE, 1, &n_parts);
}

static gboolean has_parameter(const struct mailimap_body_fld_param *parameters, const char *prefix)
{
  for (clistiter *i = parameters ? clist_begin(parameters->pa_list) : NULL; i; i = clist_next(i)) {
    const struct mailimap_single_body_fld_param *parameter = clist_content(i);
    if (g_ascii_strncasecmp(parameter->pa_name, prefix, strlen(prefix)) == 0)
      return TRUE;
  }
  return FALSE;
}

/* Text without a file name, and what reports are made of. */
static gboolean is_text(const struct mailimap_body_type_1part *leaf)
{
  const struct mailimap_body_fld_dsp *disposition = leaf->bd_ext_1part ? leaf->bd_ext_1part->bd_disposition : NULL;
  if (has_parameter(leaf_fields(leaf)->bd_parameter, "name"))
    return FALSE;
  if (disposition && (g_ascii_strcasecmp(disposition->dsp_type, "inline") != 0 ||
                      has_parameter(disposition->dsp_attributes, "filename")))
    return FALSE;
  if (leaf->bd_type != MAILIMAP_BODY_TYPE_1PART_BASIC)
    return TRUE;
  static const char *const report_types[] = { "message/delivery-status", "message/global-delivery-status",
                                              "message/disposition-notification", "message/feedback-report", NULL };
  g_autofree char *type = leaf_type(leaf);
  return g_strv_contains(report_types, type);
}

gboolean imap_structure_is_all_text(const struct mailimap_body *body)
{
  if (body->bd_type == MAILIMAP_BODY_MPART) {
    for (clistiter *i = clist_begin(body->bd_data.bd_body_mpart->bd_list); i; i = clist_next(i))
      if (!imap_structure_is_all_text(clist_content(i)))
        return FALSE;
    return TRUE;
  }
  const struct mailimap_body_type_1part *leaf = body->bd_data.bd_body_1part;
  return is_text(leaf) && (leaf->bd_type != MAILIMAP_BODY_TYPE_1PART_MSG ||
                           imap_structure_is_all_text(leaf->bd_data.bd_type_msg->bd_body));
}
