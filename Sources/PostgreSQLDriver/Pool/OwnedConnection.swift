/// A connection on its way from one who uses it to the next.
///
/// `@unchecked`, for libpq lets any thread use a connection, one at a time; the compiler can't see that whoever was given
/// this one has it alone.
struct OwnedConnection: @unchecked Sendable {
    let connection: PostgreSQLConnection
    /// When it was used last.
    var idleSince = ContinuousClock.now
    /// The pool's generation to which it belongs.
    var generation = 0
}
