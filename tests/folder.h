/* For tests that make files. */
#pragma once

#include <glib/gstdio.h>

/* Removes a folder with all that is in it, or a file; never what a symbolic link leads to. */
static inline void folder_remove(const char *path)
{
  if (!g_file_test(path, G_FILE_TEST_IS_SYMLINK)) {
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
      g_autofree char *below = g_build_filename(path, name, NULL);
      folder_remove(below);
    }
  }
  g_remove(path);
}
