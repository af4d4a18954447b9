#include "faultvfs.h"

#include <pthread.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    sqlite3_file base;
    const char *path;
    int kind;
    sqlite3_file *real;
} fault_file;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct {
    int is_armed, files, operations, fault;
    int64_t skipped, count, calls, faults;
    char folder[1024];
} plan;
static struct {
    unsigned microseconds;
    char folder[1024];
} slowness;
static sqlite3_vfs *real_vfs;
static sqlite3_vfs fault_vfs;

void fault_vfs_arm(const char *folder, int files, int operations, int fault, int64_t skipped, int64_t count) {
    pthread_mutex_lock(&lock);
    memset(&plan, 0, sizeof plan);
    plan.is_armed = 1;
    plan.files = files;
    plan.operations = operations;
    plan.fault = fault;
    plan.skipped = skipped;
    plan.count = count;
    if (folder) strncpy(plan.folder, folder, sizeof plan.folder - 1);
    pthread_mutex_unlock(&lock);
}

void fault_vfs_disarm(void) {
    pthread_mutex_lock(&lock);
    plan.is_armed = 0;
    pthread_mutex_unlock(&lock);
}

void fault_vfs_slow_syncs(const char *folder, int milliseconds) {
    pthread_mutex_lock(&lock);
    slowness.microseconds = (unsigned)milliseconds * 1000;
    strncpy(slowness.folder, folder, sizeof slowness.folder - 1);
    pthread_mutex_unlock(&lock);
}

static void wait_for_sync(const char *path) {
    pthread_mutex_lock(&lock);
    unsigned microseconds = 0;
    if (path && strncmp(path, slowness.folder, strlen(slowness.folder)) == 0) microseconds = slowness.microseconds;
    pthread_mutex_unlock(&lock);
    if (microseconds) usleep(microseconds);
}

int64_t fault_vfs_calls(void) {
    pthread_mutex_lock(&lock);
    int64_t calls = plan.calls;
    pthread_mutex_unlock(&lock);
    return calls;
}

int64_t fault_vfs_faults(void) {
    pthread_mutex_lock(&lock);
    int64_t faults = plan.faults;
    pthread_mutex_unlock(&lock);
    return faults;
}

static int kind_of(const char *path) {
    size_t length = path ? strlen(path) : 0;
    if (length >= 4 && strcmp(path + length - 4, "-wal") == 0) return FAULT_VFS_LOG;
    return FAULT_VFS_DATABASE;
}

// The fault of this call, or 0.
static int fault_of(const char *path, int kind, int operation) {
    pthread_mutex_lock(&lock);
    int fault = 0;
    if (plan.is_armed && path && (plan.files & kind) && (plan.operations & operation)
        && strncmp(path, plan.folder, strlen(plan.folder)) == 0) {
        int64_t call = plan.calls++;
        if (call >= plan.skipped && call - plan.skipped < plan.count) {
            plan.faults++;
            fault = plan.fault;
        }
    }
    pthread_mutex_unlock(&lock);
    return fault;
}

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

static int error_of(int fault, int io_error) {
    return fault == FAULT_VFS_DISK_FULL ? SQLITE_FULL : io_error;
}

// Lets a call fail or die as the plan says, or carries it out.
#define PASS(file, operation, io_error, call)                            \
    do {                                                                 \
        int fault = fault_of((file)->path, (file)->kind, operation);     \
        if (fault == 0) return (call);                                   \
        if (fault < FAULT_VFS_KILL_BEFORE) return error_of(fault, io_error); \
        if (fault == FAULT_VFS_KILL_AFTER) (void)(call);                 \
        die();                                                           \
        return SQLITE_IOERR;                                             \
    } while (0)

static int file_close(sqlite3_file *base) {
    fault_file *file = (fault_file *)base;
    return file->real->pMethods ? file->real->pMethods->xClose(file->real) : SQLITE_OK;
}

static int file_read(sqlite3_file *base, void *bytes, int count, sqlite3_int64 offset) {
    fault_file *file = (fault_file *)base;
    PASS(file, FAULT_VFS_READ, SQLITE_IOERR_READ, file->real->pMethods->xRead(file->real, bytes, count, offset));
}

static int file_write(sqlite3_file *base, const void *bytes, int count, sqlite3_int64 offset) {
    fault_file *file = (fault_file *)base;
    const sqlite3_io_methods *real = file->real->pMethods;
    int fault = fault_of(file->path, file->kind, FAULT_VFS_WRITE);
    switch (fault) {
    case 0: return real->xWrite(file->real, bytes, count, offset);
    case FAULT_VFS_IO_ERROR: return SQLITE_IOERR_WRITE;
    case FAULT_VFS_DISK_FULL: return SQLITE_FULL;
    case FAULT_VFS_KILL_BEFORE: break;
    case FAULT_VFS_KILL_AFTER: real->xWrite(file->real, bytes, count, offset); break;
    default: real->xWrite(file->real, bytes, count / 2, offset);
    }
    if (fault >= FAULT_VFS_KILL_BEFORE) die();
    return SQLITE_FULL;
}

static int file_truncate(sqlite3_file *base, sqlite3_int64 size) {
    fault_file *file = (fault_file *)base;
    PASS(file, FAULT_VFS_TRUNCATE, SQLITE_IOERR_TRUNCATE, file->real->pMethods->xTruncate(file->real, size));
}

static int file_sync(sqlite3_file *base, int flags) {
    fault_file *file = (fault_file *)base;
    wait_for_sync(file->path);
    PASS(file, FAULT_VFS_SYNC, SQLITE_IOERR_FSYNC, file->real->pMethods->xSync(file->real, flags));
}

static int file_size(sqlite3_file *base, sqlite3_int64 *size) {
    fault_file *file = (fault_file *)base;
    PASS(file, FAULT_VFS_SIZE, SQLITE_IOERR_FSTAT, file->real->pMethods->xFileSize(file->real, size));
}

static int file_lock(sqlite3_file *base, int level) {
    fault_file *file = (fault_file *)base;
    PASS(file, FAULT_VFS_LOCK, SQLITE_IOERR_LOCK, file->real->pMethods->xLock(file->real, level));
}

static int file_unlock(sqlite3_file *base, int level) {
    fault_file *file = (fault_file *)base;
    return file->real->pMethods->xUnlock(file->real, level);
}

static int file_check_reserved_lock(sqlite3_file *base, int *result) {
    fault_file *file = (fault_file *)base;
    return file->real->pMethods->xCheckReservedLock(file->real, result);
}

static int file_control(sqlite3_file *base, int operation, void *argument) {
    fault_file *file = (fault_file *)base;
    return file->real->pMethods->xFileControl(file->real, operation, argument);
}

static int file_sector_size(sqlite3_file *base) {
    fault_file *file = (fault_file *)base;
    return file->real->pMethods->xSectorSize(file->real);
}

static int file_device_characteristics(sqlite3_file *base) {
    fault_file *file = (fault_file *)base;
    return file->real->pMethods->xDeviceCharacteristics(file->real);
}

static int file_shm_map(sqlite3_file *base, int page, int size, int extends, void volatile **memory) {
    fault_file *file = (fault_file *)base;
    PASS(
        file, FAULT_VFS_SHARED_MEMORY, SQLITE_IOERR_SHMMAP,
        file->real->pMethods->xShmMap(file->real, page, size, extends, memory)
    );
}

static int file_shm_lock(sqlite3_file *base, int offset, int count, int flags) {
    fault_file *file = (fault_file *)base;
    // A lock that can't be given back is no fault that a disk has.
    if (flags & SQLITE_SHM_UNLOCK) return file->real->pMethods->xShmLock(file->real, offset, count, flags);
    PASS(
        file, FAULT_VFS_LOCK, SQLITE_IOERR_SHMLOCK, file->real->pMethods->xShmLock(file->real, offset, count, flags)
    );
}

static void file_shm_barrier(sqlite3_file *base) {
    fault_file *file = (fault_file *)base;
    file->real->pMethods->xShmBarrier(file->real);
}

static int file_shm_unmap(sqlite3_file *base, int deletes) {
    fault_file *file = (fault_file *)base;
    return file->real->pMethods->xShmUnmap(file->real, deletes);
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_check_reserved_lock,
    .xFileControl = file_control,
    .xSectorSize = file_sector_size,
    .xDeviceCharacteristics = file_device_characteristics,
    .xShmMap = file_shm_map,
    .xShmLock = file_shm_lock,
    .xShmBarrier = file_shm_barrier,
    .xShmUnmap = file_shm_unmap,
};

static int vfs_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *base, int flags, int *given_flags) {
    (void)vfs;
    fault_file *file = (fault_file *)base;
    file->base.pMethods = 0;
    file->path = path;
    file->kind = kind_of(path);
    file->real = (sqlite3_file *)(file + 1);
    int fault = fault_of(path, file->kind, FAULT_VFS_OPEN);
    if (fault >= FAULT_VFS_KILL_BEFORE) die();
    if (fault) return error_of(fault, SQLITE_CANTOPEN);
    int result = real_vfs->xOpen(real_vfs, path, file->real, flags, given_flags);
    if (file->real->pMethods) file->base.pMethods = &methods;
    return result;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *path, int syncs_folder) {
    (void)vfs;
    int fault = fault_of(path, kind_of(path), FAULT_VFS_DELETE);
    if (fault && fault < FAULT_VFS_KILL_BEFORE) return error_of(fault, SQLITE_IOERR_DELETE);
    if (fault == FAULT_VFS_KILL_BEFORE) die();
    int result = real_vfs->xDelete(real_vfs, path, syncs_folder);
    if (fault) die();
    return result;
}

int fault_vfs_register(void) {
    pthread_mutex_lock(&lock);
    int result = SQLITE_OK;
    if (!real_vfs) {
        real_vfs = sqlite3_vfs_find(0);
        // Whatever is not about a file goes to the real one as it is: its functions take no state from the VFS.
        fault_vfs = *real_vfs;
        fault_vfs.zName = "faults";
        fault_vfs.pNext = 0;
        fault_vfs.szOsFile = (int)sizeof(fault_file) + real_vfs->szOsFile;
        fault_vfs.xOpen = vfs_open;
        fault_vfs.xDelete = vfs_delete;
        result = sqlite3_vfs_register(&fault_vfs, 1);
    }
    pthread_mutex_unlock(&lock);
    return result;
}
