// Tells Thread Sanitizer of what a continuation hands over when it is resumed before its task has begun to wait for it. The
// library `swift_Concurrency` says whenever one is resumed that the task's memory is given on, but says that it was taken only
// where it runs a job: a task that finds its continuation resumed already goes on without one.
// `Scripts/sanitize` puts these functions in front of those of the library.
#define _GNU_SOURCE
#include <dlfcn.h>

typedef __attribute__((swiftasynccall)) void (*Await)(void *context);
typedef __attribute__((swiftcall)) void (*Enter)(char *storage);

// Weak, for other programs that the tests start have neither.
__attribute__((weak)) void __tsan_acquire(void *address);
__attribute__((weak, swiftcall)) void *swift_task_getCurrent(void);

static Await await;
static Enter enter;

__attribute__((constructor)) static void findLibrary(void) {
    await = (Await)dlsym(RTLD_NEXT, "swift_continuation_await");
    enter = (Enter)dlsym(RTLD_NEXT, "swift_task_enterThreadLocalContext");
}

static void acquire(void) {
    void *task = swift_task_getCurrent();
    if (__tsan_acquire && task) __tsan_acquire(task);
}

// Resumed before that.
__attribute__((swiftasynccall)) void swift_continuation_await(void *context) {
    acquire();
    __attribute__((musttail)) return await(context);
}

// Resumed within that: the task enters again what it was about to leave.
__attribute__((swiftcall)) void swift_task_enterThreadLocalContext(char *storage) {
    acquire();
    enter(storage);
}
