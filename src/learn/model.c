#include "learn/model.h"

#include "base/fault.h"
#include "base/text.h"
#include "learn/features.h"
#include "learn/model-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>

G_DEFINE_QUARK(deskbell-model-error-quark, model_error)

/* Header and names are copies: whoever writes into the file while it is mapped changes what is said, but no size. */
struct model {
  GMappedFile *file;
  struct model_header *header;
  char *axis;
  char *labels[MODEL_MOST_LABELS];
  const struct model_slot *slots;
  const float *rows;
};

gboolean model_is_name(const char *name)
{
  if (!*name || strlen(name) > MODEL_MOST_NAME || !g_utf8_validate(name, -1, NULL))
    return FALSE;
  g_autofree char *printable = text_printable(name, 0);
  return !strcmp(printable, name);
}

guint64 model_checksum(const struct model_header *header, gconstpointer rest, gsize length)
{
  struct model_header copy = *header;
  copy.checksum = 0;
  guint64 sum = length;
  const guchar *pieces[] = { (const guchar *)&copy, rest };
  const gsize lengths[] = { sizeof copy, length };
  for (guint piece = 0; piece < G_N_ELEMENTS(pieces); piece++)
    for (gsize at = 0; at < lengths[piece]; at += sizeof(guint64)) {
      guint64 word = 0;
      memcpy(&word, pieces[piece] + at, MIN(sizeof word, lengths[piece] - at));
      sum = (sum ^ word) * 0x9E3779B97F4A7C15u;
      sum ^= sum >> 29;
    }
  return sum;
}

/* What is wrong with the header of a file of `length` bytes; NULL: nothing. All products stay below 2^31. */
static const char *header_fault(const struct model_header *header, gsize length)
{
  if (length < sizeof *header || memcmp(header->magic, MODEL_MAGIC, sizeof header->magic))
    return "not a model of deskbell";
  if (header->order != MODEL_ORDER || header->version != MODEL_VERSION)
    return "a model of another version or kind of machine; train it anew";
  if (header->n_labels < 2 || header->n_labels > MODEL_MOST_LABELS || header->n_rows > MODEL_MOST_ROWS ||
      header->n_slots < 2 || header->n_slots > 4 * MODEL_MOST_ROWS || (header->n_slots & (header->n_slots - 1)) ||
      header->n_strings % 8 || header->n_strings > 64 * 1024)
    return "damaged: its sizes make no sense";
  gsize whole = sizeof *header + header->n_strings + header->n_slots * sizeof(struct model_slot) +
                (gsize)header->n_rows * (1 + header->n_labels) * sizeof(float);
  if (whole != length)
    return "damaged: cut or grown";
  for (guint i = 0; i < N_BLOCKS; i++)
    if (!(header->blocks[i] >= 0 && header->blocks[i] <= 100))
      return "damaged: a number makes no sense";
  if (!(header->sharpness > 0 && header->sharpness < 1e6f) || !(header->usual >= 0 && header->usual <= 1))
    return "damaged: a number makes no sense";
  for (guint i = 0; i < header->n_labels; i++)
    if (!(fabsf(header->bias[i]) < 1e6f))
      return "damaged: a number makes no sense";
  return NULL;
}

/* Sets the names; FALSE when they do not fit. */
static gboolean read_strings(struct model *model, const char *strings)
{
  const char *end = strings + model->header->n_strings;
  for (guint i = 0; i <= model->header->n_labels; i++) {
    const char *nul = memchr(strings, '\0', (gsize)(end - strings));
    if (!nul || !model_is_name(strings))
      return FALSE;
    *(i ? &model->labels[i - 1] : &model->axis) = g_strdup(strings);
    strings = nul + 1;
  }
  return TRUE;
}

static gboolean numbers_are_sane(const struct model *model)
{
  const struct model_header *header = model->header;
  for (guint32 i = 0; i < header->n_slots; i++)
    if (model->slots[i].row > header->n_rows)
      return FALSE;
  gsize n = (gsize)header->n_rows * (1 + header->n_labels);
  float most = 0;
  gboolean number = TRUE;
  for (gsize i = 0; i < n; i++) {
    most = MAX(most, fabsf(model->rows[i]));
    number &= model->rows[i] == model->rows[i];
  }
  return number && most < 1e6f;
}

static const char *look_through(struct model *model, gsize length)
{
  const char *bytes = g_mapped_file_get_contents(model->file);
  const char *fault = header_fault((const struct model_header *)(gconstpointer)bytes, length);
  if (fault)
    return fault;
  model->header = g_memdup2(bytes, sizeof *model->header);
  if ((fault = header_fault(model->header, length)))
    return fault;
  const char *rest = bytes + sizeof(struct model_header);
  if (model_checksum(model->header, rest, length - sizeof(struct model_header)) != model->header->checksum)
    return "damaged: its checksum is wrong";
  model->slots = (gconstpointer)(rest + model->header->n_strings);
  model->rows = (gconstpointer)(model->slots + model->header->n_slots);
  if (!read_strings(model, rest))
    return "damaged: its labels make no sense";
  return numbers_are_sane(model) ? NULL : "damaged: a number makes no sense";
}

/* Of a regular file only: a pipe would be waited for. */
static GMappedFile *map(const char *path, GError **error)
{
  GMappedFile *file = NULL;
  int fd = g_open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0);
  struct stat info;
  g_autoptr(GError) problem = NULL;
  if (fd < 0 || fstat(fd, &info)) {
    g_set_error(error, MODEL_ERROR, (int)fault_of_errno(errno), "%s: %s", path, g_strerror(errno));
  } else if (!S_ISREG(info.st_mode) || !info.st_size) {
    g_set_error(error, MODEL_ERROR, FAULT_DATA, "%s: not a model of deskbell", path);
  } else if (!(file = g_mapped_file_new_from_fd(fd, FALSE, &problem))) {
    g_set_error(error, MODEL_ERROR, (int)fault_of(problem), "%s: %s", path, problem->message);
  }
  if (fd >= 0)
    g_close(fd, NULL);
  return file;
}

struct model *model_open(const char *path, GError **error)
{
  g_autoptr(Model) model = g_new0(struct model, 1);
  model->file = map(path, error);
  if (!model->file)
    return NULL;
  const char *fault = look_through(model, g_mapped_file_get_length(model->file));
  if (fault) {
    g_set_error(error, MODEL_ERROR, FAULT_DATA, "%s: %s", path, fault);
    return NULL;
  }
  return g_steal_pointer(&model);
}

void model_close(struct model *model)
{
  if (!model)
    return;
  g_clear_pointer(&model->file, g_mapped_file_unref);
  for (guint i = 0; i < MODEL_MOST_LABELS; i++)
    g_free(model->labels[i]);
  g_free(model->axis);
  g_free(model->header);
  g_free(model);
}

const char *model_axis(const struct model *model)
{
  return model->axis;
}

guint model_labels(const struct model *model)
{
  return model->header->n_labels;
}

const char *model_label(const struct model *model, guint label)
{
  return label < model->header->n_labels ? model->labels[label] : NULL;
}

/* The rarity of a feature, and after it what it says of each label; NULL: never seen. */
static inline const float *find(const struct model *model, guint32 hash)
{
  guint32 mask = model->header->n_slots - 1, at = hash >> 2 & mask;
  for (guint step = 0; step < MODEL_MOST_STEPS && model->slots[at].row; step++, at = (at + 1) & mask)
    if (model->slots[at].hash == hash) {
      guint32 row = model->slots[at].row - 1;
      return row < model->header->n_rows ? model->rows + (gsize)row * (1 + model->header->n_labels) : NULL;
    }
  return NULL;
}

/* Block by block: what the features of a text say together, and the blocks' lengths. */
struct reckoning {
  float sums[N_BLOCKS][MODEL_MOST_LABELS];
  float squares[N_BLOCKS];
  float factors[N_BLOCKS]; /* that bring the block, and then the whole, to the length they had in training */
  float known;             /* share of the features that the model has */
};

static void finish(const struct model *model, struct reckoning *reckoning)
{
  float whole = 0;
  for (guint block = 0; block < N_BLOCKS; block++)
    if (reckoning->squares[block] > 0)
      whole += model->header->blocks[block] * model->header->blocks[block];
  for (guint block = 0; block < N_BLOCKS; block++)
    if (reckoning->squares[block] > 0 && whole > 0)
      reckoning->factors[block] = model->header->blocks[block] / sqrtf(reckoning->squares[block] * whole);
}

static void reckon(const struct model *model, const char *subject, const char *text, struct reckoning *reckoning)
{
  struct features features;
  features_read(&features, subject, text);
  guint n = model->header->n_labels, known = 0;
  memset(reckoning, 0, sizeof *reckoning);
  for (guint i = 0; i < features.n; i++) {
    const float *row = find(model, features.all[i].hash);
    if (!row)
      continue;
    known++;
    enum feature_block block = FEATURE_BLOCK(features.all[i].hash);
    float value = row[0] * features_repeated(features.all[i].count);
    reckoning->squares[block] += value * value;
    float *sums = reckoning->sums[block];
    for (guint label = 0; label < n; label++)
      sums[label] += value * row[1 + label];
  }
  reckoning->known = features.n ? (float)known / (float)features.n : 0;
  features_clear(&features);
  finish(model, reckoning);
}

/* From scores to probabilities. Where little of the mail is known, as in another language, they come near to equal. */
static void soften(const struct model *model, const struct reckoning *reckoning, double *each)
{
  guint n = model->header->n_labels;
  double most = -G_MAXDOUBLE, sum = 0;
  for (guint label = 0; label < n; label++) {
    double score = model->header->bias[label];
    for (guint block = 0; block < N_BLOCKS; block++)
      score += reckoning->sums[block][label] * reckoning->factors[block];
    each[label] = isfinite(score) ? score * model->header->sharpness : 0; /* of a forged file, or a changed one */
    most = MAX(most, each[label]);
  }
  for (guint label = 0; label < n; label++)
    sum += each[label] = exp(each[label] - most);
  double trust = reckoning->known <= 0                      ? 0
                 : reckoning->known >= model->header->usual ? 1
                                                            : reckoning->known / model->header->usual;
  for (guint label = 0; label < n; label++)
    each[label] = trust * each[label] / sum + (1 - trust) / n;
}

guint model_predict(const struct model *model, const char *subject, const char *text, double *ret_confidence, double *each)
{
  struct reckoning reckoning;
  double own[MODEL_MOST_LABELS];
  if (!each)
    each = own;
  reckon(model, subject, text, &reckoning);
  soften(model, &reckoning, each);
  guint best = 0;
  for (guint label = 1; label < model->header->n_labels; label++)
    if (each[label] > each[best])
      best = label;
  *ret_confidence = each[best];
  return best;
}

struct spoken {
  float weight;
  guint32 identity;
  char *word;
};

struct hearing {
  const struct model *model;
  const struct reckoning *reckoning;
  guint label;
  GArray *spoken;     /* struct spoken */
  GHashTable *places; /* by identity, 1 + the place in `spoken` */
};

/* How much more a word's features say of the label than of the others. */
static float spoken_for(const struct hearing *hearing, const struct features_word *word)
{
  guint n = hearing->model->header->n_labels;
  float sum = 0;
  for (guint i = 0; i < word->n; i++) {
    const float *row = find(hearing->model, word->hashes[i]);
    if (!row)
      continue;
    float others = 0;
    for (guint label = 0; label < n; label++)
      others += label == hearing->label ? 0 : row[1 + label];
    sum += row[0] * hearing->reckoning->factors[FEATURE_BLOCK(word->hashes[i])] *
           (row[1 + hearing->label] - others / (float)(n - 1));
  }
  return sum;
}

static void hear(const struct features_word *word, gpointer data)
{
  struct hearing *hearing = data;
  float weight = spoken_for(hearing, word);
  guint place = GPOINTER_TO_UINT(g_hash_table_lookup(hearing->places, GUINT_TO_POINTER(word->identity)));
  if (place) {
    struct spoken *known = &g_array_index(hearing->spoken, struct spoken, place - 1);
    known->weight = MAX(known->weight, weight);
    return;
  }
  struct spoken spoken = { weight, word->identity, g_strndup(word->source + word->start, word->end - word->start) };
  g_array_append_val(hearing->spoken, spoken);
  g_hash_table_insert(hearing->places, GUINT_TO_POINTER(word->identity), GUINT_TO_POINTER(hearing->spoken->len));
}

static gint by_weight(gconstpointer a, gconstpointer b)
{
  const struct spoken *left = a, *right = b;
  if (left->weight != right->weight)
    return left->weight < right->weight ? 1 : -1;
  return strcmp(left->word, right->word);
}

GPtrArray *model_words(const struct model *model, const char *subject, const char *text, guint label, guint most)
{
  struct reckoning reckoning;
  GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
  if (label >= model->header->n_labels)
    return words;
  reckon(model, subject, text, &reckoning);
  g_autoptr(GHashTable) places = g_hash_table_new(NULL, NULL);
  struct hearing hearing = { model, &reckoning, label, g_array_new(FALSE, FALSE, sizeof(struct spoken)), places };
  features_each_word(subject, text, hear, &hearing);
  g_array_sort(hearing.spoken, by_weight);
  for (guint i = 0; i < hearing.spoken->len; i++) {
    struct spoken *spoken = &g_array_index(hearing.spoken, struct spoken, i);
    if (words->len < most && spoken->weight > 0)
      g_ptr_array_add(words, spoken->word);
    else
      g_free(spoken->word);
  }
  g_array_unref(hearing.spoken);
  return words;
}
