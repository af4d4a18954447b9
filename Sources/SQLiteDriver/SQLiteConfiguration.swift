/// How an SQLite database is opened.
public struct SQLiteConfiguration: Sendable, Hashable {
    /// When a commit is on the disk.
    public enum Synchronous: String, Sendable, Hashable, CaseIterable {
        /// A commit survives the death of the process; a loss of power may undo the last ones, never damage the file. Apple's
        /// systems may write in another order than asked, so that there a loss of power may damage it.
        case normal = "NORMAL"
        /// A commit survives a loss of power, for the price of a flush to the disk. On Apple's systems the driver asks for
        /// `F_FULLFSYNC`, which alone reaches the disk itself, and is slow.
        case full = "FULL"
    }

    /// When a commit waits for the disk.
    public var synchronous: Synchronous = .normal
    /// How long a call waits for another process that has locked the database.
    public var busyTimeout: Duration = .seconds(5)
    /// The connections that read at the same time, each on a thread of its own. An in-memory database has none: what it
    /// holds lives in the one connection that writes.
    public var readers = 2
    /// Whether the file is only read; then it has to exist.
    public var isReadOnly = false
    /// Whether foreign keys are enforced. SQLite itself does not by default.
    public var enforcesForeignKeys = true
    /// Whether the file comes from someone whose views and triggers may do what they like. For a file of unknown origin say
    /// `false`, and set ``statementTimeLimit``: it is opened with `trusted_schema` off and `defensive` on.
    public var trustsFile = true
    /// How long one statement may run before it is interrupted with ``SQLiteError/Code/timedOut``; `nil` for any time. A view or
    /// a trigger of a file of unknown origin may have no end.
    public var statementTimeLimit: Duration?
    /// How often to look whether other processes have written something, while somebody wants to know and the system's kernel
    /// does not report it: Linux and Apple's systems do.
    public var changePollInterval: Duration = .milliseconds(50)
    /// The compiled statements that each connection keeps.
    public var statementCacheCapacity = 128

    /// Creates the default configuration.
    public init() {}
}
