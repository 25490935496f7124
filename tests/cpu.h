/* For tests that bound the cost of something: processor time of this process, which other load on the machine hardly
 * changes. */
#pragma once

#include <time.h>

/* In seconds, since the process began. */
static inline double cpu_seconds(void)
{
  struct timespec used;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return (double)used.tv_sec + (double)used.tv_nsec / 1e9;
}
