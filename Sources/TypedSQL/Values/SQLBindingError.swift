/// A value that the database can't represent. Nothing was run.
public struct SQLBindingError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Reason: Sendable, Hashable {
        /// The database can't store the character U+0000 in a text.
        case containsNUL
        /// The database has no “not a number”.
        case isNaN
    }

    /// The placeholder in the statement, counted from 1.
    public var position: Int
    public var reason: Reason

    public init(position: Int, reason: Reason) {
        self.position = position
        self.reason = reason
    }

    public var description: String {
        switch reason {
        case .containsNUL:
            "the value of placeholder \(position) contains the character U+0000, which this database can't store in a text"
        case .isNaN:
            "the value of placeholder \(position) is not a number (NaN), which this database would take for NULL"
        }
    }
}
