#include "ledger/changes.h"

#include "ledger/ledger-private.h"

struct changes *changes_open(struct ledger *ledger, GError **error)
{
  return ledger->kind->listen(ledger, error);
}

void changes_close(struct changes *changes)
{
  if (changes)
    changes->kind->hush(changes);
}

int changes_fd(const struct changes *changes)
{
  return changes->fd;
}

enum changes_what changes_drain(struct changes *changes)
{
  return changes->kind->drain(changes);
}
