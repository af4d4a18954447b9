internal import TypedSQL

/// The channel on which all who use a database tell each other that they have changed something.
enum ChangeChannel {
    static let listen: SQL = "listen durable_changes"
    static let unlisten: SQL = "unlisten durable_changes"
    /// A notification is a commit, which need not wait for the disk: whoever misses it looks by himself in a while.
    static let notify: SQL =
        "select set_config('synchronous_commit', 'off', true), "
        + SQL([.literal(PostgreSQLDialect.changeNotification)])
}
