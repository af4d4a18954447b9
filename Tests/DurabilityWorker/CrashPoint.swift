import CFaultVFS

/// Where a process ends itself, as an argument: `storage/claim/after/2`, or `sqlite/log/write/within/5`; the number says how
/// many such moments come first.
enum CrashPoint {
    case storage(StorageCrashPoint)
    case sqlite(files: Int, operation: Int, fault: Int, skipped: Int)

    private static let files = ["database": FAULT_VFS_DATABASE, "log": FAULT_VFS_LOG]
    private static let operations = [
        "write": FAULT_VFS_WRITE, "sync": FAULT_VFS_SYNC, "truncate": FAULT_VFS_TRUNCATE, "delete": FAULT_VFS_DELETE,
        "map": FAULT_VFS_SHARED_MEMORY,
    ]
    private static let faults = [
        "before": FAULT_VFS_KILL_BEFORE, "within": FAULT_VFS_KILL_WITHIN, "after": FAULT_VFS_KILL_AFTER,
    ]

    init(_ text: String) throws {
        let parts = text.split(separator: "/").map(String.init)
        guard let kind = parts.first, let skipped = parts.last.flatMap(Int.init) else {
            throw WorkerError("“\(text)” is no crash point")
        }
        if kind == "storage", parts.count == 4, let operation = StorageCrashPoint.Operation(rawValue: parts[1]),
            let moment = StorageCrashPoint.Moment(rawValue: parts[2])
        {
            self = .storage(StorageCrashPoint(operation: operation, moment: moment, skipped: skipped))
        } else if kind == "sqlite", parts.count == 5, let files = Self.files[parts[1]],
            let operation = Self.operations[parts[2]], let fault = Self.faults[parts[3]]
        {
            self = .sqlite(files: files, operation: operation, fault: fault, skipped: skipped)
        } else {
            throw WorkerError("“\(text)” is no crash point")
        }
    }

    /// Arms a point inside of SQLite; one in the storage is returned.
    func armed(on location: DatabaseLocation) throws -> StorageCrashPoint? {
        switch self {
        case .storage(let point): return point
        case .sqlite(let files, let operation, let fault, let skipped):
            guard case .sqlite(let path, _) = location else { throw WorkerError("only SQLite has this crash point") }
            if fault_vfs_register() != 0 { throw WorkerError("the file system that fails can't be registered") }
            fault_vfs_arm(path, Int32(files), Int32(operation), Int32(fault), Int64(skipped), 1)
            return nil
        }
    }
}
