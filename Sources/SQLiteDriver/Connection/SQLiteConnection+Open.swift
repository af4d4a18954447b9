internal import CSQLite
internal import Foundation
internal import TypedSQL

extension SQLiteConnection {
    /// The version that first had all that the package needs: `RETURNING`, and JSON functions without a compile option.
    static let oldestLibrary: Int32 = 3_038_000

    /// Opens a file, making it where it does not exist and may be written, readable to its owner alone.
    static func open(path: String, configuration: SQLiteConfiguration, isReader: Bool) throws -> SQLiteConnection {
        try checkLibrary()
        if path != SQLiteDatabase.inMemoryPath { try checkFile(path, isReadOnly: configuration.isReadOnly) }
        var handle: OpaquePointer?
        let access = configuration.isReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        // A relative path that looks like a URI is meant as a path.
        let name = path.hasPrefix("file:") ? "./" + path : path
        let resultCode = sqlite3_open_v2(name, &handle, access | SQLITE_OPEN_NOMUTEX, nil)
        guard let handle else { throw SQLiteError(.outOfMemory, message: "out of memory", path: path) }
        let connection = SQLiteConnection(path: path, handle: handle, configuration: configuration)
        if resultCode != SQLITE_OK { throw connection.error(sqlite3_extended_errcode(handle)) }
        sqlite3_extended_result_codes(handle, 1)
        sqlite3_busy_timeout(handle, Int32(clamping: configuration.busyTimeout.milliseconds))
        try connection.configure(configuration, isReader: isReader)
        return connection
    }

    private func configure(_ configuration: SQLiteConfiguration, isReader: Bool) throws {
        // The first statement that reads the file: here it turns out whether it is a database.
        try run("select count(*) from sqlite_schema")
        if configuration.isReadOnly || isReader {
            try run("pragma query_only = 1")
        } else {
            try switchToWAL(within: configuration.busyTimeout)
            try run(configuration.synchronous == .full ? "pragma synchronous = full" : "pragma synchronous = normal")
        }
        // A statement of many rows keeps a journal of its own, which is slow in a file.
        try run("pragma temp_store = memory")
    }

    /// Changing the mode of a file is the one thing for which SQLite itself does not wait while another process writes.
    private func switchToWAL(within timeout: Duration) throws {
        let end = ContinuousClock.now + timeout
        while true {
            do {
                try run("pragma journal_mode = wal")
                return
            } catch let error as SQLiteError where error.isBusy && ContinuousClock.now < end {
                Thread.sleep(forTimeInterval: 0.002)
            }
        }
    }

    private static func checkLibrary() throws {
        if sqlite3_libversion_number() < oldestLibrary {
            throw SQLiteError(
                .libraryTooOld,
                message: """
                    the system's SQLite is version \(String(cString: sqlite3_libversion())); version 3.38.0 or later is \
                    needed: update the package libsqlite3
                    """
            )
        }
    }

    /// Finds out why SQLite would say no more than “unable to open database file”.
    private static func checkFile(_ path: String, isReadOnly: Bool) throws {
        if path.isEmpty || path.utf8.contains(0) {
            throw SQLiteError(.invalidPath, message: "a database's path is empty or contains the character U+0000")
        }
        let descriptor = Foundation.open(path, isReadOnly ? O_RDONLY | O_CLOEXEC : O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        if descriptor >= 0 {
            close(descriptor)
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
                throw SQLiteError(.isAFolder, message: "there is a folder where a database file should be", path: path)
            }
            return
        }
        switch errno {
        case ENOENT where isReadOnly:
            throw SQLiteError(.missingFile, message: "there is no database file to read", path: path)
        case ENOENT, ENOTDIR:
            throw SQLiteError(.missingFolder, message: "the folder of the database file does not exist", path: path)
        case EISDIR:
            throw SQLiteError(.isAFolder, message: "there is a folder where a database file should be", path: path)
        case EACCES, EPERM, EROFS:
            let what = isReadOnly ? "read" : "opened for writing, or made"
            throw SQLiteError(
                .permissionDenied, message: "the database file can't be \(what): permission denied", path: path
            )
        case ENOSPC, EDQUOT:
            throw SQLiteError(.diskFull, message: "there is no space for the database file", path: path)
        default:
            throw SQLiteError(.inputOutput, message: String(cString: strerror(errno)), path: path)
        }
    }
}

extension Duration {
    /// Whole milliseconds.
    var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}
