/* The other programs of this installation. */
#pragma once

/* Becomes the program: beside the running one (a build tree), else in libexec/deskbell of its prefix, else of the prefix
 * that was configured. Returns only when none can be started, with the errno that says most. Uses no heap. */
void sibling_exec(const char *program, char *const *argv);
