/* The part without a fuzzer: gives it each FILE, and each file below each FOLDER. */
#include "fuzz.h"

#include <glib.h>

enum { MOST_BYTES = 64 * 1024 }; /* as the fuzzer's -max_len */

static guint try_all(const char *path)
{
  g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
  guint tried = 0;
  for (const char *name; folder && (name = g_dir_read_name(folder));) {
    g_autofree char *below = g_build_filename(path, name, NULL);
    tried += try_all(below);
  }
  g_autofree char *bytes = NULL;
  gsize length;
  if (folder || !g_file_get_contents(path, &bytes, &length, NULL))
    return tried;
  if (g_getenv("FUZZ_VERBOSE"))
    g_printerr("%s\n", path);
  LLVMFuzzerTestOneInput((const uint8_t *)bytes, MIN(length, MOST_BYTES));
  return tried + 1;
}

int main(int argc, char **argv)
{
  LLVMFuzzerInitialize(&argc, &argv);
  guint tried = 0;
  for (int i = 1; i < argc; i++)
    tried += try_all(argv[i]);
  g_print("%u inputs\n", tried);
  return tried ? 0 : 66;
}
