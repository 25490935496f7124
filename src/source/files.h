/* What only the sources made of files share. */
#pragma once
#include <glib.h>

/* Bytes of one message that are read; the view of a longer one says that it was cut. */
#define FILES_MAX_MESSAGE (64 * 1024 * 1024)

/* The messages in a stream, one after the other: a stream that starts with "From " is an mbox (mboxrd: separators are
 * "From " lines after an empty line, ">From " in a body loses its ">"), any other is one message. Reads ahead at most one
 * buffer, so an mbox of any size takes the memory of its largest message. */
struct message_reader;

struct message_reader *message_reader_new(int fd, gboolean close_fd);
void message_reader_free(struct message_reader *reader); /* accepts NULL */
typedef struct message_reader MessageReader;             /* for g_autoptr(MessageReader) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MessageReader, message_reader_free)

/* The next one, an mbox's with its "From " line. NULL at the end, and with FAULT_IO when reading fails. *ret_cut: longer
 * than FILES_MAX_MESSAGE. A stream without a byte has no message. */
GBytes *message_reader_next(struct message_reader *reader, gboolean *ret_cut, GError **error);

gboolean message_reader_is_mbox(const struct message_reader *reader); /* known after the first message */

/* Whether it begins like a message: header fields, one of which every mail program writes. Of what lies in a folder
 * anything may be something else; what somebody names is taken for a message. */
gboolean message_is_likely(GBytes *bytes);

/* A file of a Maildir or of a plain folder. */
struct file_entry {
  char *path;
  gboolean answered;
  gboolean in_folder; /* a plain one: may be no mail at all */
  int failure;        /* a folder within that cannot be listed: the error number; 0: a file */
};
GPtrArray *file_entries_new(void); /* struct file_entry *; free with g_ptr_array_unref() */

gboolean maildir_is(const char *path); /* has `cur` and `new` */

/* Appends the files of a Maildir, `new` before `cur`, each sorted by name; of any other folder and the folders in it,
 * sorted by name, the numbers of MH as numbers. What is hidden is left out, and a folder is listed once, however many
 * symbolic links lead to it. FAULT_REFUSED, FAULT_NO_INPUT, FAULT_IO, or FAULT_DATA for a tree that is too large. */
gboolean maildir_list(const char *path, GPtrArray *entries, GError **error);
gboolean folder_list(const char *path, GPtrArray *entries, GError **error);

/* A mail reader that sets a flag renames the file. Finds `path` (of a Maildir) under its new name; NULL: it is gone. */
char *maildir_find_again(const char *path);
