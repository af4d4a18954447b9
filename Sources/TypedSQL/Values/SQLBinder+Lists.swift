extension SQLBinder {
    /// Binds a list to one placeholder.
    mutating func bind(_ list: SQLList) {
        if target.list != nil {
            bindList(of: list.element.type, count: list.values.count) { binder in
                for value in list.values { binder.bind(value) }
            }
            return
        }
        if !allowsNUL, list.element == .escapedText { refuse(.containsNUL) }
        if !allowsNaN, list.values.contains(where: \.isNaN) { refuse(.isNaN) }
        bind(text: list.json)
    }

    /// Binds a list to one placeholder.
    @inlinable
    mutating func bind<Value: SQLConvertible>(list values: [Value]) {
        if target.list == nil {
            let json = SQLList.json(values) { $0.sqlValue }
            // A database that reads JSON would end the text there, and find others.
            if json.contains("\\u0000"), values.contains(where: { $0.sqlValue.containsNUL }) {
                refuse(.containsNUL)
            }
            return bind(text: json)
        }
        bindList(of: Value.columnType, count: values.count) { binder in
            for value in values { value.bind(to: &binder) }
        }
    }

    /// Binds a list, whose values the body binds one by one, to one placeholder of a database that takes lists.
    @inlinable
    mutating func bindList(of type: ColumnType, count: Int, _ body: (inout SQLBinder) -> Void) {
        let placeholder = position
        target.list?.begin(handle, type.rawValue, count)
        body(&self)
        target.list?.end(handle)
        position = placeholder + 1
    }
}

extension SQLValue {
    fileprivate var isNaN: Bool {
        if case .real(let value) = self { value.isNaN } else { false }
    }

    @usableFromInline
    var containsNUL: Bool {
        switch self {
        case .text(let text), .json(let text): text.containsNUL
        default: false
        }
    }
}
