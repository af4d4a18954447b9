/// A column of a row holds something else than the code expects.
public struct SQLDecodingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The column's name in the statement's result.
    public var column: String
    public var expected: String
    /// The stored text, `NULL` for none.
    public var found: String

    public init(column: String, expected: String, found: String) {
        self.column = column
        self.expected = expected
        self.found = found
    }

    public var description: String {
        let found = found.utf8.count > 200 ? found.prefix(100) + "…" : found
        return "the column \(column) holds “\(found)”, which is not \(expected)"
    }
}
