/* The filters, phrases and templates of the source tree, for tests that make a desk; they lie where no program would look
 * from tests/. */
#pragma once
#include <glib.h>

static inline void use_shipped_data(void)
{
  const char *top = g_getenv("top_srcdir");
  g_setenv("DESKBELL_DATADIR", top ? top : ".", TRUE);
}
