/* Whether the submission server takes mail as we would send it, without sending any. */
#pragma once
#include "base/config.h"

struct sender;

struct probe_finding {
  const char *what; /* static */
  int status;       /* sysexits; 0: as it should be */
  char *detail;
};

/* Asks for a mail with our envelope sender and From, and for a bounce to that envelope. struct probe_finding *. NULL: the
 * server could not be asked. With nothing to ask (a program, no From) the list is empty. */
GPtrArray *probe_sender(struct sender *sender, const struct config_send *send, gboolean verbose, GError **error);
