/* The local socket that pipes are served on: made, looked after, and whose peers are let in. */
#pragma once
#include <glib.h>

struct listener;

/* Listens at `path` (SOCK_SEQPACKET, mode 0660, or 0666 with `allow`, where peers are told apart by their uid; its folder is
 * made, 0755). A socket that nobody listens on any more is replaced; FAULT_TEMPORARY when somebody does, FAULT_CONFIG when
 * there is another kind of file or the path is too long, FAULT_REFUSED and FAULT_CREATE otherwise. `allow` (char *, names or
 * numbers; NULL: none) is resolved now; an unknown user is FAULT_CONFIG. */
struct listener *listener_new(const char *path, const GPtrArray *allow, GError **error);
void listener_free(struct listener *listener); /* accepts NULL; takes the socket away if it is still ours */
typedef struct listener Listener;              /* for g_autoptr(Listener) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Listener, listener_free)

int listener_fd(const struct listener *listener); /* readable: somebody connects */

/* The next connection, not blocking; -1 when nobody waits. `ret_served`: root, our own user, one that is allowed, or one of
 * our own group, who may open the ledger as well; `ret_uid` is for messages. */
int listener_accept(struct listener *listener, gboolean *ret_served, unsigned *ret_uid);

/* FALSE, and the reason, once the socket at the path is not ours any more: nobody can find us then. */
gboolean listener_is_there(const struct listener *listener, GError **error);
