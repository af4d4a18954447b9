internal import CSQLite
internal import Foundation
internal import TypedSQL

extension SQLiteConnection {
    /// The version that first had all that the package needs: `RETURNING`, and counts of changes in 64 bits.
    static let oldestLibrary: Int32 = 3_037_000

    /// Opens a file, making it where it does not exist and may be written, readable to its owner alone.
    static func open(path: String, configuration: SQLiteConfiguration, isReader: Bool) throws -> SQLiteConnection {
        try checkLibrary(version: sqlite3_libversion_number())
        let isFile = path != SQLiteDatabase.inMemoryPath
        if isFile { try prepareFile(path, isReadOnly: configuration.isReadOnly) }
        // A relative path that looks like a URI is meant as a path.
        let name = path.hasPrefix("file:") ? "./" + path : path
        if configuration.isReadOnly { return try openForReading(name, path: path, configuration) }
        let access = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        let connection = try connect(name, access, path: path, configuration)
        // SQLite opens a file for reading where it can't have it for writing.
        if isFile, sqlite3_db_readonly(connection.handle, "main") == 1 {
            throw error(errno: EACCES, path: path, isReadOnly: false)
        }
        try connection.configure(configuration, isReader: isReader)
        return connection
    }

    /// Opens a file that is only read.
    ///
    /// SQLite reads a file in WAL mode only with two others beside it, which it may not be able to make.
    private static func openForReading(
        _ name: String, path: String, _ configuration: SQLiteConfiguration
    ) throws -> SQLiteConnection {
        do {
            let connection = try connect(name, SQLITE_OPEN_READONLY, path: path, configuration)
            try connection.configure(configuration, isReader: true)
            return connection
        } catch let error as SQLiteError where error.isOfMissingFileBeside {
            // Somebody who may write can make them; the system's SQLite of Apple does not do so for one who only reads.
            let connection = try connect(name, SQLITE_OPEN_READWRITE, path: path, configuration)
            do {
                try connection.configure(configuration, isReader: true)
                return connection
            } catch let error as SQLiteError where error.isOfMissingFileBeside {}
            let full = connection.fullPath ?? name
            connection.close()
            if FileManager.default.fileExists(atPath: full + "-wal") {
                throw SQLiteError(
                    .permissionDenied,
                    message: """
                        the database has a WAL that can't be read without the permission to write into its folder: get that \
                        permission, or have the programs closed that write into the database
                        """,
                    extendedResultCode: error.extendedResultCode, path: path
                )
            }
            // Nobody has it open who could write.
            let uri = "file:\(percentEncoded(full))?immutable=1"
            let immutable = try connect(uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, path: path, configuration)
            try immutable.configure(configuration, isReader: true, isImmutable: true)
            return immutable
        }
    }

    private static func percentEncoded(_ path: String) -> String {
        path.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"):
                String(UnicodeScalar(byte))
            default: "%" + String(byte / 16, radix: 16) + String(byte % 16, radix: 16)
            }
        }.joined()
    }

    private static func connect(
        _ name: String, _ access: Int32, path: String, _ configuration: SQLiteConfiguration
    ) throws -> SQLiteConnection {
        var handle: OpaquePointer?
        let resultCode = sqlite3_open_v2(name, &handle, access | SQLITE_OPEN_NOMUTEX, nil)
        guard let handle else { throw SQLiteError(.outOfMemory, message: "out of memory", path: path) }
        let connection = SQLiteConnection(path: path, handle: handle, configuration: configuration)
        if resultCode != SQLITE_OK {
            let reason = sqlite3_system_errno(handle)
            if reason != 0 { throw error(errno: reason, path: path, isReadOnly: configuration.isReadOnly) }
            throw connection.error(sqlite3_extended_errcode(handle))
        }
        sqlite3_extended_result_codes(handle, 1)
        connection.waitsForLocks = true
        if csqlite_refuse_double_quoted_texts(handle) != SQLITE_OK {
            throw connection.error(sqlite3_extended_errcode(handle))
        }
        if !configuration.trustsFile, csqlite_distrust_file(handle) != SQLITE_OK {
            throw connection.error(sqlite3_extended_errcode(handle))
        }
        try connection.defineFunctions()
        return connection
    }

    /// What the language needs for lists of numbers: from decimals SQLite may read another number, by the last bit.
    private func defineFunctions() throws {
        let isPure = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS
        let resultCode = sqlite3_create_function_v2(
            handle, "real_from_bits", 1, isPure, nil,
            { context, _, values in
                let bits = UInt64(bitPattern: sqlite3_value_int64(values?.pointee))
                sqlite3_result_double(context, Double(bitPattern: bits))
            }, nil, nil, nil
        )
        if resultCode != SQLITE_OK { throw error(sqlite3_extended_errcode(handle)) }
    }

    private func configure(
        _ configuration: SQLiteConfiguration, isReader: Bool, isImmutable: Bool = false
    ) throws {
        // The first statement that reads the file: here it turns out whether it is a database.
        try execute("select count(*) from sqlite_schema")
        try checkJSON()
        if configuration.isReadOnly || isReader {
            try execute("pragma query_only = 1")
            refuseReadsOfMovedFile(isImmutable: isImmutable)
        } else {
            try makeShrinkable()
            try switchToWAL(within: configuration.busyTimeout)
            try execute(
                configuration.synchronous == .full ? "pragma synchronous = full" : "pragma synchronous = normal")
            // What Apple's systems need for it; elsewhere it does nothing.
            if configuration.synchronous == .full { try execute("pragma fullfsync = on") }
            // Apple's SQLite would leave the WAL beside the file when the last connection is closed.
            var keepsLog: Int32 = 0
            sqlite3_file_control(handle, "main", SQLITE_FCNTL_PERSIST_WAL, &keepsLog)
            try watchLog()
            if path != SQLiteDatabase.inMemoryPath { try refuseCommitsToMovedFiles() }
        }
        try execute(configuration.enforcesForeignKeys ? "pragma foreign_keys = on" : "pragma foreign_keys = off")
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

    /// Before version 3.38 the functions of JSON were an option of the library.
    private func checkJSON() throws {
        do {
            try execute("select json_array()")
        } catch let error as SQLiteError where error.code == .statement {
            throw SQLiteError(
                .libraryTooOld, message: "the system's SQLite has no JSON functions; build it with SQLITE_ENABLE_JSON1"
            )
        }
    }

    /// - Parameter version: As `sqlite3_libversion_number()` says it: 3037000 for 3.37.0.
    static func checkLibrary(version: Int32) throws {
        if version < oldestLibrary {
            let name = "\(version / 1_000_000).\(version / 1000 % 1000).\(version % 1000)"
            throw SQLiteError(
                .libraryTooOld,
                message: """
                    the system's SQLite is version \(name); version 3.37.0 or later is needed: update the package \
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

extension SQLiteError {
    /// Whether SQLite could not make, or not use, a file that it needs beside the database.
    fileprivate var isOfMissingFileBeside: Bool {
        resultCode == SQLITE_CANTOPEN || resultCode == SQLITE_READONLY
    }
}
