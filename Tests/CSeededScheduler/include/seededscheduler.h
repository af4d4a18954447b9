#ifndef SEEDED_SCHEDULER_H
#define SEEDED_SCHEDULER_H

#include <stdint.h>

// For a process of one thread whose every run is decided by a seed. Linking this takes the place of the system's `dispatch_async_f`,
// which Swift's runtime calls for every job that it wants run on some thread, and of its random numbers. Both only on Linux.

// From now on jobs and random numbers come in the order that the seed decides.
void seeded_scheduler_begin(uint64_t seed);

// Runs one of the jobs that wait, on this thread; 0 where none waits.
int seeded_scheduler_run_one(void);

#endif
