/// What was sent to the server and not yet answered, in its order.
enum Request {
    /// A statement of the driver's own.
    case control
    case prepare
    case describe(PreparedStatement)
    /// One of the statements of a call, by its position there.
    case statement(Int)
    /// The end of what the server carries out until an error.
    case sync
}
