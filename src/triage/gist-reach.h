/* Whether a sentence says where to go or whom to call. */
#pragma once
#include <glib.h>

/* Links, names of hosts, mail addresses, telephone numbers, "@name" and accounts of messengers: with a forged sender they
 * would be an advertisement that the desk delivers. Order numbers, versions, dates and names of files are none. */
gboolean gist_tells_reach(const char *text);
