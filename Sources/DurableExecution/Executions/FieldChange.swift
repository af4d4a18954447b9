/// What an update does to a field that may be absent.
public enum FieldChange<Value: Sendable & Hashable>: Sendable, Hashable {
    /// The field stays as it is.
    case unchanged
    /// Sets the field to a value.
    case set(Value)
    /// The field becomes absent.
    case unset

    /// The field of a stored value after the change.
    public func applied(to field: Value?) -> Value? {
        switch self {
        case .unchanged: field
        case .set(let value): value
        case .unset: nil
        }
    }
}
