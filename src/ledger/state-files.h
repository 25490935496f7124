/* The state folder and the files in it: 2770 and 0660 whatever the umask, so that filters running under other uids of the
 * group get in. Only the ledger room includes this. */
#pragma once
#include <glib.h>

/* Makes the folder that `file` lies in when it is missing (its ancestors 0755). FALSE with FAULT_CREATE or FAULT_REFUSED in
 * `domain`. */
gboolean state_folder_make(const char *file, GQuark domain, GError **error);

/* Puts a new file at `path` holding `length` bytes, complete or not at all. `ret_made` is FALSE when there was already one,
 * which is then untouched: of several processes at once exactly one makes it. Same errors, and FAULT_IO. */
gboolean state_file_make(const char *path, const void *bytes, gsize length, gboolean *ret_made, GQuark domain,
                         GError **error);

/* Sets `error` to "PATH: OPERATION: strerror(number)", its code made from `number`; always returns FALSE. */
gboolean state_file_failed(const char *path, const char *operation, int number, GQuark domain, GError **error);
