/// The rows of an insert, which bind themselves.
package struct SQLRows: Sendable {
    let columnCount: Int
    let rowCount: Int
    /// Where the rows come from: the statement itself or, in a prepared one, its input.
    let content: Content

    enum Content: Sendable {
        case values(@Sendable (inout SQLBinder) -> Void)
        case parameter(Int)
    }
}
