#include "ledger/identity.h"

#include "base/fault.h"
#include "ledger/state-files.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

G_DEFINE_QUARK(deskbell-identity-error-quark, identity_error)

enum {
  KEY_LENGTH = 32,
  DIGEST_LENGTH = 32,
  MAX_KEYS = 64,
  MAX_FILE = 64 * 1024,
  MAX_NONCE = 256,
  MAX_TOKEN = DIGEST_LENGTH * 8 / 5, /* whole characters in a digest */
};

/* What a signature is for enters it, so that one made for one purpose is worth nothing for another. */
static const char TICKET_PURPOSE[] = "deskbell-ticket-1";
static const char LOOP_PURPOSE[] = "deskbell-loop-1";

static const char ALPHABET[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

struct identity {
  unsigned n_keys;
  guint8 keys[MAX_KEYS][KEY_LENGTH];
};

void identity_free(struct identity *identity)
{
  if (!identity)
    return;
  explicit_bzero(identity, sizeof *identity);
  g_free(identity);
}

/* 64 hexadecimal digits, or base64 with or without its padding. */
static gboolean read_key(const char *line, gsize length, guint8 key[static KEY_LENGTH])
{
  if (length == 2 * KEY_LENGTH) {
    for (gsize i = 0; i < KEY_LENGTH; i++) {
      int high = g_ascii_xdigit_value(line[2 * i]), low = g_ascii_xdigit_value(line[2 * i + 1]);
      if (high < 0 || low < 0)
        return FALSE;
      key[i] = (guint8)(high << 4 | low);
    }
    return TRUE;
  }
  if ((length != 43 && length != 44) || (length == 44 && line[43] != '='))
    return FALSE;
  for (gsize i = 0; i < 43; i++)
    if (!g_ascii_isalnum(line[i]) && line[i] != '+' && line[i] != '/')
      return FALSE;
  char padded[45];
  memcpy(padded, line, 43);
  strcpy(padded + 43, "=");
  guint8 bytes[KEY_LENGTH + 4];
  int state = 0;
  guint save = 0;
  gboolean whole = g_base64_decode_step(padded, 44, bytes, &state, &save) == KEY_LENGTH;
  if (whole)
    memcpy(key, bytes, KEY_LENGTH);
  explicit_bzero(padded, sizeof padded);
  explicit_bzero(bytes, sizeof bytes);
  return whole;
}

/* The lines of the file; an error never quotes one, it may be most of a key. */
static gboolean parse_keys(const char *path, const char *text, gsize length, struct identity *identity, GError **error)
{
  unsigned number = 0;
  for (const char *line = text, *end = text + length; line < end; number++) {
    const char *stop = memchr(line, '\n', (gsize)(end - line));
    const char *next = stop ? stop + 1 : end;
    if (!stop)
      stop = end;
    const char *comment = memchr(line, '#', (gsize)(stop - line));
    if (comment)
      stop = comment;
    while (line < stop && g_ascii_isspace(*line))
      line++;
    while (stop > line && g_ascii_isspace(stop[-1]))
      stop--;
    if (line < stop) {
      if (identity->n_keys == MAX_KEYS) {
        g_set_error(error, IDENTITY_ERROR, FAULT_CONFIG, "%s:%u: too many keys; at most %d", path, number + 1,
                    MAX_KEYS);
        return FALSE;
      }
      if (!read_key(line, (gsize)(stop - line), identity->keys[identity->n_keys])) {
        g_set_error(error, IDENTITY_ERROR, FAULT_CONFIG, "%s:%u: no key; 32 random bytes, in hexadecimal or base64",
                    path, number + 1);
        return FALSE;
      }
      identity->n_keys++;
    }
    line = next;
  }
  if (identity->n_keys > 0)
    return TRUE;
  g_set_error(error, IDENTITY_ERROR, FAULT_CONFIG, "%s: no key in it; one key a line, the newest first", path);
  return FALSE;
}

/* How many bytes were read, -1 with errno. */
static gssize read_whole(int fd, char *buffer, gsize size)
{
  gsize length = 0;
  while (length < size) {
    ssize_t n = read(fd, buffer + length, size - length);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return -1;
    if (n == 0)
      break;
    length += (gsize)n;
  }
  return (gssize)length;
}

/* NULL without an error when there is no file. */
static struct identity *load(const char *path, GError **error)
{
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (fd < 0) {
    if (errno != ENOENT)
      state_file_failed(path, "read", errno, IDENTITY_ERROR, error);
    return NULL;
  }
  struct stat about;
  if (fstat(fd, &about) < 0 || !S_ISREG(about.st_mode) || about.st_size > MAX_FILE) {
    g_set_error(error, IDENTITY_ERROR, FAULT_CONFIG, "%s: not a key file; a file with one key a line", path);
    close(fd);
    return NULL;
  }
  char *text = g_malloc(MAX_FILE);
  gssize length = read_whole(fd, text, MAX_FILE);
  int number = errno;
  close(fd);
  g_autoptr(Identity) identity = g_new0(struct identity, 1);
  gboolean fine = FALSE;
  if (length < 0)
    g_set_error(error, IDENTITY_ERROR, FAULT_IO, "%s: read: %s", path, g_strerror(number));
  else
    fine = parse_keys(path, text, (gsize)length, identity, error);
  explicit_bzero(text, MAX_FILE);
  g_free(text);
  return fine ? g_steal_pointer(&identity) : NULL;
}

static gboolean make_key_file(const char *path, GError **error)
{
  guint8 key[KEY_LENGTH];
  if (getrandom(key, sizeof key, 0) != sizeof key)
    return state_file_failed(path, "get random bytes", errno, IDENTITY_ERROR, error);
  char line[2 * KEY_LENGTH + 2];
  for (gsize i = 0; i < KEY_LENGTH; i++)
    g_snprintf(line + 2 * i, 3, "%02x", key[i]);
  line[2 * KEY_LENGTH] = '\n';
  gboolean made;
  gboolean fine = state_folder_make(path, IDENTITY_ERROR, error) &&
                  state_file_make(path, line, 2 * KEY_LENGTH + 1, &made, IDENTITY_ERROR, error);
  explicit_bzero(key, sizeof key);
  explicit_bzero(line, sizeof line);
  return fine;
}

struct identity *identity_open(const char *key_file, GError **error)
{
  GError *failure = NULL;
  struct identity *identity = load(key_file, &failure);
  if (!identity && !failure && make_key_file(key_file, &failure)) {
    identity = load(key_file, &failure); /* ours, or that of whoever was quicker */
    if (!identity && !failure)
      state_file_failed(key_file, "read", ENOENT, IDENTITY_ERROR, &failure);
  }
  if (failure)
    g_propagate_error(error, failure);
  return identity;
}

/* `length` characters, five bits each from the front. */
static void encode(const guint8 digest[static DIGEST_LENGTH], char *ret, gsize length)
{
  guint bits = 0, n_bits = 0;
  for (gsize i = 0, from = 0; i < length; i++) {
    if (n_bits < 5) {
      bits = bits << 8 | digest[from++];
      n_bits += 8;
    }
    n_bits -= 5;
    ret[i] = ALPHABET[bits >> n_bits & 31];
    bits &= (1U << n_bits) - 1;
  }
  ret[length] = 0;
}

/* The purpose's final NUL and the number's fixed width keep the parts apart. */
static void sign(const guint8 key[static KEY_LENGTH], const char *purpose, guint64 number, const char *subject,
                 char *ret, gsize length)
{
  guint64 big_endian = GUINT64_TO_BE(number);
  guint8 digest[DIGEST_LENGTH];
  gsize digest_length = sizeof digest;
  GHmac *hmac = g_hmac_new(G_CHECKSUM_SHA256, key, KEY_LENGTH);
  g_hmac_update(hmac, (const guchar *)purpose, (gssize)strlen(purpose) + 1);
  g_hmac_update(hmac, (const guchar *)&big_endian, sizeof big_endian);
  g_hmac_update(hmac, (const guchar *)subject, (gssize)strlen(subject));
  g_hmac_get_digest(hmac, digest, &digest_length);
  g_hmac_unref(hmac);
  encode(digest, ret, length);
}

/* Upper case, and what people mistake (I and L for 1, O for 0) undone. FALSE when it can be no token. */
static gboolean normalise(const char *token, char ret[static MAX_TOKEN + 1], gsize *ret_length)
{
  gsize length = strnlen(token, MAX_TOKEN + 1);
  if (length < IDENTITY_TAG_LENGTH || length > MAX_TOKEN)
    return FALSE;
  for (gsize i = 0; i < length; i++) {
    char c = g_ascii_toupper(token[i]);
    ret[i] = c == 'I' || c == 'L' ? '1' : c == 'O' ? '0' : c;
    if (!strchr(ALPHABET, ret[i]))
      return FALSE;
  }
  ret[length] = 0;
  *ret_length = length;
  return TRUE;
}

/* In a time that tells nothing about where they differ. */
static gboolean equal(const char *a, const char *b, gsize length)
{
  volatile guint8 difference = 0;
  for (gsize i = 0; i < length; i++)
    difference = difference | (guint8)(a[i] ^ b[i]);
  return difference == 0;
}

static gboolean verify(const struct identity *identity, const char *purpose, guint64 number, const char *subject,
                       const char *token)
{
  char wanted[MAX_TOKEN + 1], made[MAX_TOKEN + 1];
  gsize length;
  if (!normalise(token, wanted, &length))
    return FALSE;
  gboolean any = FALSE;
  for (unsigned i = 0; i < identity->n_keys; i++) {
    sign(identity->keys[i], purpose, number, subject, made, length);
    any |= equal(wanted, made, length);
  }
  return any;
}

/* One spelling for every way of writing an address. ASCII only: case folding by locale would make a key's tokens depend
 * on where the program runs. */
static char *plain_address(const char *address)
{
  return g_strstrip(g_ascii_strdown(address, -1));
}

char *identity_token(const struct identity *identity, guint64 ticket, const char *recipient, unsigned length)
{
  g_return_val_if_fail(recipient && length >= IDENTITY_TAG_LENGTH && length <= MAX_TOKEN, NULL);
  g_autofree char *address = plain_address(recipient);
  char *token = g_malloc(length + 1);
  sign(identity->keys[0], TICKET_PURPOSE, ticket, address, token, length);
  return token;
}

gboolean identity_verify(const struct identity *identity, guint64 ticket, const char *recipient, const char *token)
{
  if (!recipient || !token)
    return FALSE;
  g_autofree char *address = plain_address(recipient);
  return verify(identity, TICKET_PURPOSE, ticket, address, token);
}

char *identity_loop_mark(const struct identity *identity, const char *nonce)
{
  char token[IDENTITY_TOKEN_LENGTH + 1];
  sign(identity->keys[0], LOOP_PURPOSE, 0, nonce, token, IDENTITY_TOKEN_LENGTH);
  return g_strconcat(nonce, ".", token, NULL);
}

gboolean identity_is_own(const struct identity *identity, const char *loop_mark)
{
  if (!loop_mark || strnlen(loop_mark, MAX_NONCE + 1) > MAX_NONCE)
    return FALSE;
  g_autofree char *nonce = g_strstrip(g_strdup(loop_mark));
  char *dot = strrchr(nonce, '.');
  if (!dot || strlen(dot + 1) != IDENTITY_TOKEN_LENGTH)
    return FALSE;
  *dot = 0;
  return verify(identity, LOOP_PURPOSE, 0, nonce, dot + 1);
}
