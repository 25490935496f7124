/* Where in a message our headers go, and what of its header is a stranger's. Works on raw bytes: a mail may have CRLF, LF,
 * NUL, no header or no end. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

struct front_header {
  size_t insert;     /* where our headers go */
  size_t end;        /* where the header ends: at the first empty line, or at the end of what there is */
  bool crlf;         /* lines end in CRLF */
  bool needs_newline; /* the line before `insert` has no end */
};

struct front_header front_header_scan(const char *data, size_t size);

/* The next X-Deskbell-* field, continuation lines included, in data[from..end); false when there is none. */
bool front_header_next_ours(const char *data, size_t from, size_t end, size_t *ret_start, size_t *ret_end);
