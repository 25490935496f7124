/* What the pipe's front and the watcher's intake say to each other: one packet there, one back, on a local socket of
 * type SOCK_SEQPACKET, so a packet is whole or not there. Plain C, for both sides.
 *
 * Request: the message as a descriptor (SCM_RIGHTS; a memfd sealed against writing, shrinking and growing) and text:
 * strings that end in NUL, the first FRONT_HELLO, each other one a letter and, right behind it, its value:
 *   c  path of the configuration in use, absolute, links resolved; left out when there is none
 *   f  the envelope sender ("" is the null sender); left out when unknown
 *   a  an envelope recipient; may be repeated
 * Answer: FRONT_DONE and the header lines ("X-Deskbell-Ticket: ACME-1042\n" ...), or FRONT_FAILED, a sysexits status in
 * decimal, a space and what went wrong, or FRONT_ELSEWHERE: the watcher has another configuration, or does not serve
 * this user: do it yourself. Each side checks what it gets; neither trusts the other's lengths. */
#pragma once

#define FRONT_HELLO "deskbell-filter-1"
#define FRONT_DONE "done "
#define FRONT_FAILED "failed "
#define FRONT_ELSEWHERE "elsewhere"

enum {
  FRONT_MAX_REQUEST = 64 * 1024, /* bytes of text; also the most recipients that fit */
  FRONT_MAX_ANSWER = 8 * 1024,
  FRONT_MAX_ADDRESS = 998, /* bytes of an address; no line of SMTP is longer */
};

/* What the added headers' names begin with; headers of these names that come in are a stranger's, and are removed. */
#define FRONT_HEADER "X-Deskbell-"
/* ... but for this one, which stands in our own mail and is signed: a forged one says nothing, and whoever reads the mail
 * later must still see whose it is. */
#define FRONT_HEADER_KEPT "X-Deskbell-Loop"
