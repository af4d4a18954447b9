/// What a body does with the connection that writes.
enum WriteKind: Sendable {
    /// One statement, atomic by itself.
    case single
    case transaction
    /// Nothing is written; where the connection that writes is the only one.
    case read
}
