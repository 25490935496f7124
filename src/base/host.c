#include "base/host.h"

#include <arpa/inet.h>
#include <string.h>

gboolean host_is_loopback(const char *host)
{
  struct in_addr four;
  struct in6_addr six;
  gsize length = strlen(host);
  gboolean bracketed = length > 2 && host[0] == '[' && host[length - 1] == ']';
  g_autofree char *bare = bracketed ? g_strndup(host + 1, length - 2) : g_strdup(host);
  if (inet_pton(AF_INET6, bare, &six) == 1)
    return IN6_IS_ADDR_LOOPBACK(&six);
  if (inet_pton(AF_INET, host, &four) == 1)
    return ntohl(four.s_addr) >> 24 == 127;
  return g_ascii_strcasecmp(host, "localhost") == 0;
}
