/* Hosts of servers. */
#pragma once
#include <glib.h>

/* Whether `host` (a name, or an address with or without brackets) is this machine itself, where TLS may be off. "localhost"
 * is: libcurl resolves it to loopback whatever DNS says. A name that merely resolves to loopback is not. */
gboolean host_is_loopback(const char *host);
