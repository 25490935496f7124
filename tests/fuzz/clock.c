#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST_PARTS = 8 };

static struct {
  const char *what;
  double longest;
} parts[MOST_PARTS];

double fuzz_clock(void)
{
  struct timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void tell(void)
{
  for (int i = 0; i < MOST_PARTS && parts[i].what; i++)
    fprintf(stderr, "longest: %s %.1f ms\n", parts[i].what, parts[i].longest);
}

static double limit(void)
{
  const char *given = getenv("FUZZ_MILLISECONDS");
#if defined(__SANITIZE_ADDRESS__)
  return given ? atof(given) : 400;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
  return given ? atof(given) : 400;
#endif
#endif
  return given ? atof(given) : 50;
}

void fuzz_stop(const char *what, double start)
{
  double took = fuzz_clock() - start;
  int i = 0;
  while (i < MOST_PARTS - 1 && parts[i].what && strcmp(parts[i].what, what))
    i++;
  if (!parts[0].what)
    atexit(tell);
  parts[i].what = what;
  if (took > parts[i].longest)
    parts[i].longest = took;
  if (took > limit()) {
    fprintf(stderr, "%s took %.1f ms\n", what, took);
    abort();
  }
}
