/// The value is one of these; of none if there are none.
///
/// The values go to the database as one binding, so that the length of the list is no part of the statement's text.
public func inArray<Value: SQLConvertible>(
    _ expression: some SQLExpression<Value>, _ values: some Sequence<Value.Comparand>
) -> Condition {
    let alternatives = membership(of: expression.operand, in: values.map(\.sqlChunk))
    return alternatives.isEmpty
        ? Condition([.literal("1 = 0")]) : Condition(enclosed(alternatives.joined(separator: " or ").chunks))
}

/// The value is none of these.
public func notInArray<Value: SQLConvertible>(
    _ expression: some SQLExpression<Value>, _ values: some Sequence<Value.Comparand>
) -> Condition {
    let alternatives = membership(of: expression.operand, in: values.map(\.sqlChunk))
    if alternatives.isEmpty { return Condition([.literal("1 = 1")]) }
    return Condition([.literal("not ")] + enclosed(alternatives.joined(separator: " or ").chunks))
}

/// The value is one of those that a statement finds. What a statement locks, it finds once.
public func inArray<Value: SQLConvertible, Other: SQLConvertible, Source>(
    _ expression: some SQLExpression<Value>, _ statement: Select<Source, Other>
) -> Condition where Value.Comparand == Other.Comparand {
    if statement.locking != nil {
        return Condition(expression.operand + [.beginLockedRows] + statement.sql.chunks + [.endLockedRows])
    }
    return Condition(expression.operand + [.literal(" in (")] + statement.sql.chunks + [.literal(")")])
}

/// The value is none of those that a statement finds.
public func notInArray<Value: SQLConvertible, Other: SQLConvertible, Source>(
    _ expression: some SQLExpression<Value>, _ statement: Select<Source, Other>
) -> Condition where Value.Comparand == Other.Comparand {
    Condition(expression.operand + [.literal(" not in (")] + statement.sql.chunks + [.literal(")")])
}

/// The value is one of the texts that the input of a prepared statement says.
public func inArray<Value: SQLConvertible>(
    _ expression: some SQLExpression<Value>, _ values: ListParameter<String>
) -> Condition where Value.Comparand == String {
    membership(of: expression, in: .listParameter(values.index, .text))
}

/// The value is one of the integers that the input of a prepared statement says.
public func inArray<Value: SQLConvertible, Integer: SQLConvertible & BinaryInteger>(
    _ expression: some SQLExpression<Value>, _ values: ListParameter<Integer>
) -> Condition where Value.Comparand == Integer {
    membership(of: expression, in: .listParameter(values.index, .integer))
}

private func membership(of expression: some SQLExpression, in list: SQL.Chunk) -> Condition {
    Condition(expression.chunks + [list])
}

/// The conditions that together mean membership: the constants of the code, a list, and each value that no list can carry.
private func membership(of expression: [SQL.Chunk], in chunks: [SQL.Chunk]) -> [SQL] {
    var singly: [SQL] = []
    var values: [SQLValue] = []
    for chunk in chunks {
        if case .value(let value) = chunk { values.append(value) } else { singly.append(SQL([chunk])) }
    }
    let left = SQL(expression)
    let (lists, rest) = SQLList.packing(values)
    var alternatives = lists.map { left + SQL([.list($0)]) }
    singly += rest.map { SQL([.value($0)]) }
    if !singly.isEmpty { alternatives.append(left + " in (" + singly.joined(separator: ", ") + ")") }
    return alternatives
}
