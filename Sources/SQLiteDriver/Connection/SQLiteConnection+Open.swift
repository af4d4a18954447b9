internal import CSQLite
internal import Foundation
internal import TypedSQL

extension SQLiteConnection {
    /// The version that first had all that the package needs: `RETURNING`, and JSON functions without a compile option.
    static let oldestLibrary: Int32 = 3_038_000

    /// Opens a file, making it where it does not exist and may be written, readable to its owner alone.
    static func open(path: String, configuration: SQLiteConfiguration, isReader: Bool) throws -> SQLiteConnection {
        try checkLibrary(version: sqlite3_libversion_number())
        let isFile = path != SQLiteDatabase.inMemoryPath
        if isFile { try prepareFile(path, isReadOnly: configuration.isReadOnly) }
        var handle: OpaquePointer?
        let access = configuration.isReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        // A relative path that looks like a URI is meant as a path.
        let name = path.hasPrefix("file:") ? "./" + path : path
        let resultCode = sqlite3_open_v2(name, &handle, access | SQLITE_OPEN_NOMUTEX, nil)
        guard let handle else { throw SQLiteError(.outOfMemory, message: "out of memory", path: path) }
        let connection = SQLiteConnection(path: path, handle: handle, configuration: configuration)
        if resultCode != SQLITE_OK {
            let reason = sqlite3_system_errno(handle)
            if reason != 0 { throw error(errno: reason, path: path, isReadOnly: configuration.isReadOnly) }
            throw connection.error(sqlite3_extended_errcode(handle))
        }
        // SQLite opens a file for reading where it can't have it for writing.
        if isFile, !configuration.isReadOnly, sqlite3_db_readonly(handle, "main") == 1 {
            throw error(errno: EACCES, path: path, isReadOnly: false)
        }
        sqlite3_extended_result_codes(handle, 1)
        connection.waitsForLocks = true
        if csqlite_refuse_double_quoted_texts(handle) != SQLITE_OK {
            throw connection.error(sqlite3_extended_errcode(handle))
        }
        try connection.configure(configuration, isReader: isReader)
        return connection
    }

    private func configure(_ configuration: SQLiteConfiguration, isReader: Bool) throws {
        // The first statement that reads the file: here it turns out whether it is a database.
        try execute("select count(*) from sqlite_schema")
        if configuration.isReadOnly || isReader {
            try execute("pragma query_only = 1")
            refuseReadsOfMovedFile()
        } else {
            try makeShrinkable()
            try switchToWAL(within: configuration.busyTimeout)
            try execute(
                configuration.synchronous == .full ? "pragma synchronous = full" : "pragma synchronous = normal")
            try watchLog()
            if path != SQLiteDatabase.inMemoryPath { try refuseCommitsToMovedFiles() }
        }
        // A statement of many rows keeps a journal of its own, which is slow in a file.
        try execute("pragma temp_store = memory")
    }

    /// Lets a new file give back free pages in small pieces later; an old one stays as its owner made it.
    private func makeShrinkable() throws {
        if path == SQLiteDatabase.inMemoryPath { return }
        if try integer("pragma page_count") == 0 { try execute("pragma auto_vacuum = incremental") }
    }

    /// Changing the mode of a file is the one thing for which SQLite itself does not wait while another process writes.
    private func switchToWAL(within timeout: Duration) throws {
        let end = ContinuousClock.now + timeout
        while true {
            do {
                try execute("pragma journal_mode = wal")
                return
            } catch let error as SQLiteError where error.isBusy && ContinuousClock.now < end {
                Thread.sleep(forTimeInterval: 0.002)
            }
        }
    }

    /// - Parameter version: As `sqlite3_libversion_number()` says it: 3038000 for 3.38.0.
    static func checkLibrary(version: Int32) throws {
        if version < oldestLibrary {
            let name = "\(version / 1_000_000).\(version / 1000 % 1000).\(version % 1000)"
            throw SQLiteError(
                .libraryTooOld,
                message: """
                    the system's SQLite is version \(name); version 3.38.0 or later is needed: update the package \
                    libsqlite3
                    """
            )
        }
    }
}

extension Duration {
    /// Whole milliseconds.
    var milliseconds: Int64 {
        let (milliseconds, isTooLarge) = components.seconds.multipliedReportingOverflow(by: 1000)
        if isTooLarge { return components.seconds < 0 ? .min : .max }
        return milliseconds + components.attoseconds / 1_000_000_000_000_000
    }
}
