/* A copy of what was made from files that people write, kept beside the ledger: reading such files takes a filter that
 * is started for one mail longer than all else that it does.
 *
 * A copy is believed when root, this user or the ledger's owner made it, this version did, and none of the files
 * changed since. It can be removed at any time; that it could not be written is no error. */
#pragma once
#include <glib.h>

struct copy;

/* The place of the copy of `kind` ("rules") made of the folder `of`, for these files (char *). `made_for` says all that
 * the content depends on besides them, its own format first. NULL when there is no place for one: no ledger yet, or a
 * file that cannot be seen; `ledger_file` may be NULL. */
struct copy *copy_new(const char *ledger_file, const char *kind, const char *of, const char *made_for,
                      const GPtrArray *files);
void copy_free(struct copy *copy); /* accepts NULL */
typedef struct copy Copy;          /* for g_autoptr(Copy) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Copy, copy_free)

/* What was put there, of the GVariant type `type`; NULL when there is none that is believed. */
GVariant *copy_load(const struct copy *copy, const char *type);

/* Puts `content` there (a floating reference is taken), unless it is somebody else's place, or one of `files`, which
 * are the files as they are now that it was made, changed meanwhile or in the last moments. */
void copy_save(const struct copy *copy, const GPtrArray *files, GVariant *content);
