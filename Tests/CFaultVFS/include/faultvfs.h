#ifndef FAULT_VFS_H
#define FAULT_VFS_H

#include <stdint.h>

// A shim over SQLite's default VFS, for tests. It counts what SQLite asks of the files below one folder, and lets chosen calls
// fail, or ends the process in them. All other files are left in peace.

// What SQLite asks of a file.
enum {
    FAULT_VFS_OPEN = 1 << 0,
    FAULT_VFS_READ = 1 << 1,
    FAULT_VFS_WRITE = 1 << 2,
    FAULT_VFS_SYNC = 1 << 3,
    FAULT_VFS_TRUNCATE = 1 << 4,
    FAULT_VFS_DELETE = 1 << 5,
    FAULT_VFS_SIZE = 1 << 6,
    FAULT_VFS_LOCK = 1 << 7,
    FAULT_VFS_SHARED_MEMORY = 1 << 8,
};

// What happens to a chosen call.
enum {
    FAULT_VFS_IO_ERROR = 1,
    FAULT_VFS_DISK_FULL = 2,
    // Half of the bytes are written, then the disk is full. Calls that are no writes fail as with an I/O error.
    FAULT_VFS_SHORT_WRITE = 3,
    FAULT_VFS_KILL_BEFORE = 4,
    // Half of the bytes are written, then the process is killed.
    FAULT_VFS_KILL_WITHIN = 5,
    FAULT_VFS_KILL_AFTER = 6,
};

// Which files: by the ends of their names.
enum { FAULT_VFS_DATABASE = 1, FAULT_VFS_LOG = 2 };

// Makes the shim the default VFS of this process, for connections that are opened from now on. Doing so again does nothing.
int fault_vfs_register(void);

// Lets `count` matching calls have the fault, beginning with the one after `skipped` others. A null folder stands for all.
// There is one fault at a time.
void fault_vfs_arm(const char *folder, int files, int operations, int fault, int64_t skipped, int64_t count);
void fault_vfs_disarm(void);

// Lets each flush of a file below the folder take so long, as on a slow disk.
void fault_vfs_slow_syncs(const char *folder, int milliseconds);

// How many matching calls there were since the fault was armed.
int64_t fault_vfs_calls(void);

// How many of them had the fault.
int64_t fault_vfs_faults(void);

#endif
