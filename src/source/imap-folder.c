#include "source/imap-private.h"

#include "base/fault.h"
#include "base/text.h"

#include <string.h>
#include <unicode/ucnv.h>

#define MAX_NAME 200 /* characters of it in an error */

char *imap_folder_encode(const char *folder, GError **error)
{
  UErrorCode status = U_ZERO_ERROR;
  gsize size = strlen(folder) * 4 + 8; /* three bytes of UTF-8 become at most "&xxx-" */
  g_autofree char *encoded = g_malloc(size);
  gboolean fine = *folder && g_utf8_validate(folder, -1, NULL);
  for (const char *c = folder; fine && *c; c = g_utf8_next_char(c))
    fine = !g_unichar_iscntrl(g_utf8_get_char(c));
  if (fine)
    ucnv_convert("IMAP-mailbox-name", "UTF-8", encoded, (int32_t)size, folder, -1, &status);
  if (fine && U_SUCCESS(status) && status != U_STRING_NOT_TERMINATED_WARNING)
    return g_steal_pointer(&encoded);
  g_autofree char *printable = text_printable(folder, MAX_NAME);
  g_set_error(error, SOURCE_ERROR, FAULT_CONFIG, "'%s' cannot be the name of a folder", printable);
  return NULL;
}
