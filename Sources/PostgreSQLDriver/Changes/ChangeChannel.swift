internal import TypedSQL

/// The channel on which all who use a database tell each other that they have changed something.
enum ChangeChannel {
    static let listen: SQL = "listen durable_changes"
    static let unlisten: SQL = "unlisten durable_changes"
    static let notify: SQL = "select " + SQL([.literal(PostgreSQLDialect.changeNotification)])
}
