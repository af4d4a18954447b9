/// A value on its way to the database.
public enum SQLValue: Sendable, Hashable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case real(Double)
    case text(String)
    /// A JSON document as text.
    case json(String)
}
