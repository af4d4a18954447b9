#define _GNU_SOURCE
#include "seededscheduler.h"

#if defined(__linux__)
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/syscall.h>

typedef struct {
    void *context;
    void (*function)(void *);
} Job;

static Job *jobs;
static size_t count;
static size_t room;
// One stream for the order and one for the random numbers of others: asking for an id does not change the order.
static uint64_t order;
static uint64_t numbers = 1;

static uint64_t next(uint64_t *state) {
    uint64_t mixed = (*state += 0x9E3779B97F4A7C15);
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
    return mixed ^ (mixed >> 31);
}

void seeded_scheduler_begin(uint64_t seed) {
    order = seed;
    numbers = ~seed;
}

int seeded_scheduler_run_one(void) {
    if (count == 0) return 0;
    size_t index = next(&order) % count;
    Job job = jobs[index];
    jobs[index] = jobs[--count];
    job.function(job.context);
    return 1;
}

void dispatch_async_f(void *queue, void *context, void (*function)(void *)) {
    (void)queue;
    if (count == room) {
        room = room ? room * 2 : 64;
        jobs = realloc(jobs, room * sizeof(Job));
        if (!jobs) abort();
    }
    jobs[count++] = (Job){context, function};
}

// Swift's random numbers are asked for with this.
long syscall(long number, long a, long b, long c, long d, long e, long f) {
    if (number == SYS_getrandom) {
        for (long index = 0; index < b; index++) ((unsigned char *)a)[index] = (unsigned char)next(&numbers);
        return b;
    }
    static long (*system_call)(long, long, long, long, long, long, long);
    if (!system_call) system_call = (long (*)(long, long, long, long, long, long, long))dlsym(RTLD_NEXT, "syscall");
    return system_call(number, a, b, c, d, e, f);
}

#else

void seeded_scheduler_begin(uint64_t seed) { (void)seed; }
int seeded_scheduler_run_one(void) { return 0; }

#endif
