/* What went wrong, and how far it reaches.
 *
 * Every room reports failures as GError in a domain of its own (ROOM_ERROR) with a code from this one enumeration, so
 * that a caller two rooms up can tell what to do without knowing the room: skip the message, skip the mailbox, try
 * again later, or stop. The exit status of a command is made from the code, whatever the domain.
 *
 * Messages follow `mailbox: operation: reason`: lower case, no full stop. Configuration errors are collected by
 * problems.h instead, because a person wants to see all of them at once. */
#pragma once
#include <glib.h>

enum fault {
  FAULT_USAGE = 1,   /* the command line (64) */
  FAULT_DATA,        /* this message, this record; the next one may be fine (65) */
  FAULT_NO_INPUT,    /* a named file, folder or mailbox is not there (66) */
  FAULT_UNAVAILABLE, /* a server is down, unreachable, or not who it should be; temporary for the mailbox (69) */
  FAULT_INTERNAL,    /* a bug, or a library that broke its word (70) */
  FAULT_CREATE,      /* a file cannot be created (73) */
  FAULT_IO,          /* reading or writing failed, disk full (74) */
  FAULT_TEMPORARY,   /* busy, locked, 4xx: the same call may succeed later (75) */
  FAULT_REFUSED,     /* login or permission (77) */
  FAULT_CONFIG,      /* configuration, filters, templates, calendars (78) */
};

/* The code for any error, GLib's own domains included, and for an errno of reading a file or folder. */
enum fault fault_of(const GError *error);
enum fault fault_of_errno(int number);

/* Exit status (sysexits.h) for `error`; 0 for NULL. */
int fault_exit_status(const GError *error);
