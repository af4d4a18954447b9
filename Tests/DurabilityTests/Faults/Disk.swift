import CFaultVFS
import SQLiteDriver

/// A file system that can be told to fail below one folder. One at a time: whoever uses it runs alone.
enum Disk {
    enum Operation: CaseIterable {
        case open, read, write, sync, truncate, delete, size, lock, sharedMemory

        fileprivate var bit: Int32 {
            switch self {
            case .open: Int32(FAULT_VFS_OPEN)
            case .read: Int32(FAULT_VFS_READ)
            case .write: Int32(FAULT_VFS_WRITE)
            case .sync: Int32(FAULT_VFS_SYNC)
            case .truncate: Int32(FAULT_VFS_TRUNCATE)
            case .delete: Int32(FAULT_VFS_DELETE)
            case .size: Int32(FAULT_VFS_SIZE)
            case .lock: Int32(FAULT_VFS_LOCK)
            case .sharedMemory: Int32(FAULT_VFS_SHARED_MEMORY)
            }
        }
    }

    enum Fault: CaseIterable {
        case ioError, full, shortWrite

        fileprivate var number: Int32 {
            switch self {
            case .ioError: Int32(FAULT_VFS_IO_ERROR)
            case .full: Int32(FAULT_VFS_DISK_FULL)
            case .shortWrite: Int32(FAULT_VFS_SHORT_WRITE)
            }
        }
    }

    struct CanNotBeRegistered: Error {}

    /// For connections that are opened from now on.
    static func prepare() throws {
        if fault_vfs_register() != 0 { throw CanNotBeRegistered() }
    }

    /// - Parameters:
    ///   - skipped: How many calls of the operations succeed first.
    ///   - count: How many fail then.
    static func fail(
        _ operations: [Operation], with fault: Fault, in folder: TemporaryFolder, skipped: Int = 0,
        count: Int = Int(Int32.max)
    ) {
        let files = Int32(FAULT_VFS_DATABASE | FAULT_VFS_LOG)
        let bits = operations.reduce(0) { $0 | $1.bit }
        fault_vfs_arm(folder.path, files, bits, fault.number, Int64(skipped), Int64(count))
    }

    /// - Returns: How many calls have failed.
    @discardableResult
    static func recover() -> Int {
        fault_vfs_disarm()
        return Int(fault_vfs_faults())
    }
}
