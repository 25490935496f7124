/* For tests that bound the cost of something, or do very much of it. */
#pragma once

#include <glib.h>
#include <time.h>

/* How many times slower than by itself a program runs here: 1, or what `make check-valgrind` says. */
static inline double slowness(void)
{
  const char *told = g_getenv("DESKBELL_TEST_SLOWNESS");
  return told ? MAX(g_ascii_strtod(told, NULL), 1) : 1;
}

/* Processor time of this process in seconds, as if by itself; other load on the machine hardly changes it. */
static inline double cpu_seconds(void)
{
  struct timespec used;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return ((double)used.tv_sec + (double)used.tv_nsec / 1e9) / slowness();
}
