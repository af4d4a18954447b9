internal import CSQLite
internal import Foundation
internal import TypedSQL

/// The files of a database as they were when it was opened: itself and, for those who write, its log.
///
/// SQLite goes on reading and writing a file that somebody has deleted or replaced, and what it writes there is gone.
final class OpenedFiles {
    private struct Identity: Equatable {
        var device: dev_t
        var number: ino_t
        /// When it was changed last; only where it must not be.
        var change: [Int]?

        /// `nil` where there is no file.
        init?(path: String, isUnchanged: Bool) {
            var status = stat()
            if stat(path, &status) != 0 { return nil }
            device = status.st_dev
            number = status.st_ino
            if !isUnchanged { return }
            #if canImport(Darwin)
            let time = status.st_mtimespec
            #else
            let time = status.st_mtim
            #endif
            change = [Int(time.tv_sec), Int(time.tv_nsec), Int(status.st_size)]
        }
    }

    private let files: [(path: String, identity: Identity?)]
    /// When they were last seen in their places. Looking costs calls of the system, so that calls that follow each other
    /// quickly share a look.
    private var lastSeen: ContinuousClock.Instant?

    private let areUnchanged: Bool

    /// - Parameter areUnchanged: Whether nobody may have written into them either.
    init(_ paths: [String], areUnchanged: Bool = false) {
        self.areUnchanged = areUnchanged
        files = paths.map { ($0, Identity(path: $0, isUnchanged: areUnchanged)) }
    }

    /// Whether the paths still lead to these files, or did so a millisecond ago.
    var areInPlace: Bool {
        let now = ContinuousClock.now
        if let lastSeen, now - lastSeen < .milliseconds(1) { return true }
        lastSeen = files.allSatisfy { Identity(path: $0.path, isUnchanged: areUnchanged) == $0.identity } ? now : nil
        return lastSeen != nil
    }
}

extension SQLiteConnection {
    /// Has each commit refused, and undone, once the file or its log is no longer where it was.
    func refuseCommitsToMovedFiles() throws {
        // SQLite opens the log when somebody first reads.
        try execute("select count(*) from sqlite_schema")
        guard let path = fullPath else { return }
        let files = OpenedFiles([path, path + "-wal"])
        openedFiles = files
        sqlite3_commit_hook(
            handle,
            { files in
                guard let files else { return 0 }
                return Unmanaged<OpenedFiles>.fromOpaque(files).takeUnretainedValue().areInPlace ? 0 : 1
            },
            Unmanaged.passUnretained(files).toOpaque()
        )
    }

    /// Has each read refused once the file is no longer where it was. A log may be made and removed beside those who only read.
    ///
    /// - Parameter isImmutable: Whether SQLite was told that nobody writes into the file: reads are then refused once somebody
    ///   has, or may be about to.
    func refuseReadsOfMovedFile(isImmutable: Bool) {
        openedFiles = fullPath.map { OpenedFiles(isImmutable ? [$0, $0 + "-wal"] : [$0], areUnchanged: isImmutable) }
    }

    func checkFileIsInPlace() throws {
        if openedFiles?.areInPlace == false {
            throw SQLiteError(.movedFile, message: Self.movedFileMessage, path: path)
        }
    }

    static let movedFileMessage = """
        the database file, or its log, was deleted, moved or replaced while it was open, and nothing is read from it or stored \
        any more: put it back, or close the database and open it again
        """

    /// What SQLite has resolved the path to; `nil` for a database in memory.
    var fullPath: String? {
        let path = sqlite3_db_filename(handle, "main").map { String(cString: $0) }
        return path?.isEmpty == false ? path : nil
    }
}
