/* The message, as it came: held until it is known what is handed on. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum { FRONT_CHUNK = 256 * 1024 };

struct front_message {
  int fd;             /* a memfd; -1: there is none */
  bool whole;         /* the memfd has all of it, and is sealed: others may be given it */
  const char *head;   /* its beginning; all of it when it is small, or can be mapped */
  size_t head_size;
  off_t stored;       /* bytes in the memfd (0 without one) */
  const char *loose;  /* what was read behind them */
  size_t loose_size;
  bool more;          /* standard input was not read to its end */
};

/* Reads standard input. Returns 0, or the errno of the failed read: then the end of the message is not known, and nothing
 * may be handed on. No memory is no failure: then it is not `whole`, and what could not be stored is `loose` or unread.
 * Call once; the memory is the process's. */
int front_message_read(struct front_message *ret);

/* Reads at most `size` bytes of what is still on standard input; 0 at its end, -1 with errno. */
ssize_t front_message_rest(char *buffer, size_t size);
