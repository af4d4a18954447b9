extension SQL.Chunk {
    /// Whether it is a value alone, whose type the database takes from what stands beside it.
    var isPlaceholder: Bool {
        switch self {
        case .value, .parameter: true
        default: false
        }
    }

    /// The same in a definition, where nothing can be bound.
    var asConstant: SQL.Chunk { if case .value(let value, _) = self { .constant(value) } else { self } }

    /// A value beside something whose type the database knows, and therefore without a type of its own.
    var untyped: SQL.Chunk {
        switch self {
        // Beside a column of 32 bits it would be refused, and not be greater than each of them.
        case .value(.integer(let value), _) where Int32(exactly: value) == nil: self
        case .value(let value, _): .value(value)
        case .parameter(let index, _): .parameter(index)
        default: self
        }
    }
}
