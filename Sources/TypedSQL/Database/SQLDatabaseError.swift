/// What the errors of all drivers can be asked for.
public protocol SQLDatabaseError: Error {
    /// What happened, in the database's own words if there are any; for people.
    var message: String { get }

    /// A row with the same value is there already. Nothing of the statement was stored.
    var isUniqueViolation: Bool { get }

    /// Somebody else held the database for longer than one was willing to wait.
    var isBusy: Bool { get }

    /// Nothing was stored, and the same call may succeed later.
    var isRetryable: Bool { get }

    /// The database is at work and refuses these very values, now and later: a constraint, a trigger, a value that it can't
    /// hold. Nothing was stored. `false` if the driver does not know.
    var isPermanentRefusal: Bool { get }
}

extension SQLDatabaseError {
    public var message: String { "\(self)" }

    public var isPermanentRefusal: Bool { false }
}
