extension SQLBinder {
    /// Binds a list to one placeholder.
    mutating func bind(list values: [SQLValue], of type: ColumnType) {
        if target.list == nil { return bind(text: SQLList.json(values) { $0 }) }
        bindList(of: type, count: values.count) { binder in for value in values { binder.bind(value) } }
    }

    /// Binds a list to one placeholder.
    @inlinable
    mutating func bind<Value: SQLConvertible>(list values: [Value]) {
        if target.list == nil { return bind(text: SQLList.json(values) { $0.sqlValue }) }
        bindList(of: Value.columnType, count: values.count) { binder in for value in values { value.bind(to: &binder) }
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
