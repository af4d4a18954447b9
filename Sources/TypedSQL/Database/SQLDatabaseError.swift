/// What the errors of all drivers can be asked for.
public protocol SQLDatabaseError: Error {
    /// A row with the same value is there already. Nothing of the statement was stored.
    var isUniqueViolation: Bool { get }

    /// Somebody else held the database for longer than one was willing to wait.
    var isBusy: Bool { get }

    /// Nothing was stored, and the same call may succeed later.
    var isRetryable: Bool { get }
}
