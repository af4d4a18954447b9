internal import CSQLite
public import TypedSQL

/// What SQLite, or the driver before it, could not do.
///
/// The bound values are never part of it.
public struct SQLiteError: SQLDatabaseError, Sendable, CustomStringConvertible {
    /// The kind of error. New kinds may come: a `switch` needs a `default`.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Kind: String {
            case missingFile, missingFolder, permissionDenied, isAFolder, invalidPath, notADatabase, movedFile, corrupt,
                diskFull, busy, readOnly, timedOut
            case inputOutput, uniqueViolation, constraintViolation, tooBig, outOfMemory, libraryTooOld, closed,
                transactionAborted, statement
        }

        private let kind: Kind

        /// The file to read does not exist.
        public static let missingFile = Code(kind: .missingFile)
        /// The folder of the file does not exist.
        public static let missingFolder = Code(kind: .missingFolder)
        /// The operating system does not allow the file to be opened, or to be made.
        public static let permissionDenied = Code(kind: .permissionDenied)
        /// The path is that of a folder.
        public static let isAFolder = Code(kind: .isAFolder)
        /// The path is empty or contains U+0000.
        public static let invalidPath = Code(kind: .invalidPath)
        /// The file is something else than an SQLite database.
        public static let notADatabase = Code(kind: .notADatabase)
        /// The file, or its log, was deleted, moved or replaced while it was open; nothing is read or stored.
        public static let movedFile = Code(kind: .movedFile)
        /// The file is an SQLite database with damage.
        public static let corrupt = Code(kind: .corrupt)
        /// There is no space left.
        public static let diskFull = Code(kind: .diskFull)
        /// Somebody else held the lock for longer than the busy timeout.
        public static let busy = Code(kind: .busy)
        /// A statement ran for longer than the configuration allows.
        public static let timedOut = Code(kind: .timedOut)
        /// A write to a database that was opened for reading, or whose file may only be read.
        public static let readOnly = Code(kind: .readOnly)
        /// The operating system reported an error in reading or writing.
        public static let inputOutput = Code(kind: .inputOutput)
        /// A unique index already has the value.
        public static let uniqueViolation = Code(kind: .uniqueViolation)
        /// A constraint other than uniqueness.
        public static let constraintViolation = Code(kind: .constraintViolation)
        /// A value or a statement is longer than SQLite's limit.
        public static let tooBig = Code(kind: .tooBig)
        /// SQLite has no memory left.
        public static let outOfMemory = Code(kind: .outOfMemory)
        /// The system's SQLite lacks what this package needs.
        public static let libraryTooOld = Code(kind: .libraryTooOld)
        /// The database was closed before.
        public static let closed = Code(kind: .closed)
        /// A statement of the transaction had failed in a way that undid all of it.
        public static let transactionAborted = Code(kind: .transactionAborted)
        /// The statement is wrong: its syntax, or a table or a column that does not exist.
        public static let statement = Code(kind: .statement)

        public var description: String { kind.rawValue }
    }

    /// The kind of the error.
    public var code: Code
    /// What happened.
    public var message: String
    /// SQLite's extended result code; 0 where SQLite was not asked.
    public var extendedResultCode: Int32
    /// The text of the statement, without values.
    public var sql: String?
    /// The file.
    public var path: String?

    /// Creates an error.
    public init(
        _ code: Code, message: String, extendedResultCode: Int32 = 0, sql: String? = nil, path: String? = nil
    ) {
        self.code = code
        self.message = message
        self.extendedResultCode = extendedResultCode
        self.sql = sql
        self.path = path
    }

    /// SQLite's primary result code; 0 where SQLite was not asked.
    public var resultCode: Int32 { extendedResultCode & 0xFF }

    public var isUniqueViolation: Bool { code == .uniqueViolation }
    public var isBusy: Bool { code == .busy }
    public var isRetryable: Bool { code == .busy || code == .diskFull || code == .inputOutput || code == .outOfMemory }

    public var isPermanentRefusal: Bool {
        switch code {
        case .uniqueViolation, .constraintViolation, .tooBig: true
        default: resultCode == SQLITE_MISMATCH
        }
    }

    public var description: String {
        var text = message
        if let path { text += " (\(path))" }
        if extendedResultCode != 0 { text += " [SQLite \(extendedResultCode)]" }
        if let sql { text += ", in: \(sql.count > 500 ? sql.prefix(500) + "…" : sql)" }
        return text
    }
}

extension SQLiteError.Code {
    /// The kind of one of SQLite's extended result codes.
    init(extendedResultCode code: Int32) {
        switch code {
        case uniqueConstraint, primaryKeyConstraint, rowIDConstraint:
            self = .uniqueViolation
            return
        case commitRefused, vanishedFile:
            self = .movedFile
            return
        default: break
        }
        switch code & 0xFF {
        case SQLITE_BUSY: self = .busy
        case SQLITE_INTERRUPT: self = .timedOut
        case SQLITE_CONSTRAINT: self = .constraintViolation
        case SQLITE_NOTADB: self = .notADatabase
        case SQLITE_CORRUPT: self = .corrupt
        case SQLITE_FULL: self = .diskFull
        case SQLITE_READONLY: self = .readOnly
        case SQLITE_PERM, SQLITE_AUTH: self = .permissionDenied
        case SQLITE_IOERR, SQLITE_CANTOPEN: self = .inputOutput
        case SQLITE_TOOBIG: self = .tooBig
        case SQLITE_NOMEM: self = .outOfMemory
        default: self = .statement
        }
    }
}

/// Macros that combine two codes, which Swift does not import.
private let uniqueConstraint = SQLITE_CONSTRAINT | (8 << 8)
private let primaryKeyConstraint = SQLITE_CONSTRAINT | (6 << 8)
private let rowIDConstraint = SQLITE_CONSTRAINT | (10 << 8)
/// Apple's SQLite says so when the file was moved or deleted.
private let vanishedFile = SQLITE_IOERR | (27 << 8)
private let commitRefused = SQLITE_CONSTRAINT | (2 << 8)
