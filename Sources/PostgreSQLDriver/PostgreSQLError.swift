public import TypedSQL

/// What PostgreSQL, or the driver before it, could not do.
///
/// Neither the bound values nor passwords are part of it.
public struct PostgreSQLError: SQLDatabaseError, Sendable, CustomStringConvertible {
    /// The kind of error. New kinds may come: a `switch` needs a `default`.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Kind: String {
            case invalidConnectionString, cannotConnect, certificateRefused, authenticationFailed
            case missingDatabase, serverTooOld
            case connectionLost, outcomeUnknown, closed
            case busy, conflict, timedOut, transactionAborted
            case uniqueViolation, constraintViolation, permissionDenied, readOnly, outOfResources, tooBig
            case statement
        }

        private let kind: Kind

        /// The connection string can't be read, or asks for something that is refused whenever it is asked for.
        public static let invalidConnectionString = Code(kind: .invalidConnectionString)
        /// No server answers there, or it takes no connections at present.
        public static let cannotConnect = Code(kind: .cannotConnect)
        /// The server's certificate is missing, nobody's who is trusted, or for another name; or the server does not trust ours.
        public static let certificateRefused = Code(kind: .certificateRefused)
        /// The server does not let the user in.
        public static let authenticationFailed = Code(kind: .authenticationFailed)
        /// The server has no such database.
        public static let missingDatabase = Code(kind: .missingDatabase)
        /// The server lacks what this package needs.
        public static let serverTooOld = Code(kind: .serverTooOld)
        /// The connection broke before anything could be stored.
        public static let connectionLost = Code(kind: .connectionLost)
        /// The connection broke while the server stored something: nobody knows whether it did.
        public static let outcomeUnknown = Code(kind: .outcomeUnknown)
        /// The database was closed before.
        public static let closed = Code(kind: .closed)
        /// All connections, or a lock, were in the hands of others for longer than one was willing to wait.
        public static let busy = Code(kind: .busy)
        /// Others made the transaction impossible, each time that it was tried.
        public static let conflict = Code(kind: .conflict)
        /// A statement took longer than it may.
        public static let timedOut = Code(kind: .timedOut)
        /// A statement of the transaction had failed before, so that nothing of it can be stored.
        public static let transactionAborted = Code(kind: .transactionAborted)
        /// A unique index already has the value.
        public static let uniqueViolation = Code(kind: .uniqueViolation)
        /// A constraint other than uniqueness.
        public static let constraintViolation = Code(kind: .constraintViolation)
        /// The user may not do this.
        public static let permissionDenied = Code(kind: .permissionDenied)
        /// A write where only reading is allowed.
        public static let readOnly = Code(kind: .readOnly)
        /// The server has no more disk, memory or connections.
        public static let outOfResources = Code(kind: .outOfResources)
        /// A statement, a value, or the number of values is beyond a limit of the server or of its protocol.
        public static let tooBig = Code(kind: .tooBig)
        /// The statement is wrong: its syntax, a value, or a table or a column that does not exist.
        public static let statement = Code(kind: .statement)

        public var description: String { kind.rawValue }
    }

    /// The kind of the error.
    public var code: Code
    /// What happened.
    public var message: String
    /// The server's code of five characters; `nil` where the server was not asked.
    public var sqlState: String?
    /// The text of the statement, without values.
    public var sql: String?

    /// Creates an error.
    public init(_ code: Code, message: String, sqlState: String? = nil, sql: String? = nil) {
        self.code = code
        self.message = message
        self.sqlState = sqlState
        self.sql = sql
    }

    public var isUniqueViolation: Bool { code == .uniqueViolation }
    public var isBusy: Bool { code == .busy }
    public var isRetryable: Bool {
        switch code {
        case .busy, .conflict, .timedOut, .cannotConnect, .connectionLost, .outOfResources: true
        default: false
        }
    }

    public var isPermanentRefusal: Bool {
        guard let sqlState, !isRetryable else { return false }
        // What triggers raise has classes of its own; these are about the server, the session, or the statement's text.
        let others: Set = [
            "08", "0A", "25", "26", "28", "2D", "34", "3B", "3D", "3F", "40", "42", "53", "55", "57", "58", "F0", "HV",
            "XX",
        ]
        return !others.contains(String(sqlState.prefix(2)))
    }

    public var description: String {
        var text = message
        if let sqlState { text += " [SQLSTATE \(sqlState)]" }
        if let sql { text += ", in: \(sql.count > 500 ? sql.prefix(500) + "…" : sql)" }
        return text
    }
}

extension PostgreSQLError.Code {
    /// The kind of one of the server's codes.
    init(sqlState: String) {
        switch sqlState {
        case "23505": self = .uniqueViolation
        case "40001", "40P01": self = .conflict
        case "55P03": self = .busy
        case "57014": self = .timedOut
        case "57P01", "57P02", "57P04", "25P03", "57P05": self = .connectionLost
        case "57P03": self = .cannotConnect
        case "25P02": self = .transactionAborted
        case "25006": self = .readOnly
        case "42501": self = .permissionDenied
        case "3D000": self = .missingDatabase
        default:
            switch sqlState.prefix(2) {
            case "08": self = .connectionLost
            case "23": self = .constraintViolation
            case "28": self = .authenticationFailed
            case "53": self = .outOfResources
            case "54": self = .tooBig
            default: self = .statement
            }
        }
    }
}
