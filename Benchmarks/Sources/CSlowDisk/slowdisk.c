#include "slowdisk.h"

#include <sqlite3.h>
#include <stdatomic.h>
#include <unistd.h>

static sqlite3_vfs *real_vfs;
static sqlite3_vfs slow_vfs;
static const sqlite3_io_methods *real_methods;
static sqlite3_io_methods slow_methods;
static atomic_int delay;

static int slow_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
    usleep(1000 * (useconds_t)atomic_load(&delay));
    return real_methods->xWrite(file, bytes, count, offset);
}

// The files stay the real VFS's own, with one of their methods exchanged.
static int slow_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *given_flags) {
    (void)vfs;
    int result = real_vfs->xOpen(real_vfs, path, file, flags, given_flags);
    if (result != SQLITE_OK || !(flags & SQLITE_OPEN_WAL)) return result;
    if (!real_methods) {
        real_methods = file->pMethods;
        slow_methods = *real_methods;
        slow_methods.xWrite = slow_write;
    }
    file->pMethods = &slow_methods;
    return result;
}

int slow_disk_register(void) {
    if (real_vfs) return SQLITE_OK;
    real_vfs = sqlite3_vfs_find(0);
    slow_vfs = *real_vfs;
    slow_vfs.zName = "slow";
    slow_vfs.pNext = 0;
    slow_vfs.xOpen = slow_open;
    return sqlite3_vfs_register(&slow_vfs, 1);
}

void slow_disk_delay(int milliseconds) { atomic_store(&delay, milliseconds); }
