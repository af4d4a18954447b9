/// A connection on its way from one who uses it to the next.
///
/// SQLite lets a connection go from thread to thread as long as one at a time uses it; the compiler can't see that whoever
/// was given this one has it alone.
struct OwnedConnection: @unchecked Sendable {
    let connection: SQLiteConnection

    init(path: String, configuration: SQLiteConfiguration, isReader: Bool) throws {
        connection = try .open(path: path, configuration: configuration, isReader: isReader)
    }
}
