/// The value is one of these; of none if there are none.
///
/// The values go to the database as one binding, so that the length of the list is no part of the statement's text.
public func inArray<Owner, Value: SQLConvertible>(
    _ expression: some SQLExpression<Owner, Value>, _ values: some Sequence<Value.Comparand>
) -> Condition<Owner> {
    let alternatives = membership(of: expression.operand, in: values.map(\.sqlChunk), Value.columnType)
    return alternatives.isEmpty
        ? Condition([.literal("1 = 0")]) : Condition(enclosed(alternatives.joined(separator: " or ").chunks))
}

/// The value is none of these.
public func notInArray<Owner, Value: SQLConvertible>(
    _ expression: some SQLExpression<Owner, Value>, _ values: some Sequence<Value.Comparand>
) -> Condition<Owner> {
    let alternatives = membership(of: expression.operand, in: values.map(\.sqlChunk), Value.columnType)
    if alternatives.isEmpty { return Condition([.literal("1 = 1")]) }
    return Condition([.literal("not ")] + enclosed(alternatives.joined(separator: " or ").chunks))
}

/// The value is one of those that a statement finds. What a statement locks, it finds once.
public func inArray<Owner, Value: SQLConvertible, Other: SQLConvertible, Source>(
    _ expression: some SQLExpression<Owner, Value>, _ statement: Select<Source, Other>
) -> Condition<Owner> where Value.Comparand == Other.Comparand {
    if statement.locking != nil {
        return Condition(expression.operand + [.beginLockedRows] + statement.sql.chunks + [.endLockedRows])
    }
    return Condition(expression.operand + [.literal(" in (")] + statement.sql.chunks + [.literal(")")])
}

/// The value is none of those that a statement finds.
public func notInArray<Owner, Value: SQLConvertible, Other: SQLConvertible, Source>(
    _ expression: some SQLExpression<Owner, Value>, _ statement: Select<Source, Other>
) -> Condition<Owner> where Value.Comparand == Other.Comparand {
    Condition(expression.operand + [.literal(" not in (")] + statement.sql.chunks + [.literal(")")])
}

/// The value is one of those that a subselect finds for the row.
public func inArray<Owner, Value: SQLConvertible, Other: SQLConvertible, Inner>(
    _ expression: some SQLExpression<Owner, Value>, _ select: CorrelatedSelect<Inner, Owner, Other>
) -> Condition<Owner> where Value.Comparand == Other.Comparand {
    Condition(expression.operand + [.literal(" in (")] + select.sql.chunks + [.literal(")")])
}

/// The value is none of those that a subselect finds for the row.
public func notInArray<Owner, Value: SQLConvertible, Other: SQLConvertible, Inner>(
    _ expression: some SQLExpression<Owner, Value>, _ select: CorrelatedSelect<Inner, Owner, Other>
) -> Condition<Owner> where Value.Comparand == Other.Comparand {
    Condition(expression.operand + [.literal(" not in (")] + select.sql.chunks + [.literal(")")])
}

/// A subselect finds a row.
public func exists<Owner, Source, Output>(_ statement: Select<Source, Output>) -> Condition<Owner> {
    Condition([.literal("exists (")] + statement.sql.chunks + [.literal(")")])
}

/// A subselect finds a row for the row.
public func exists<Owner, Inner, Output>(_ select: CorrelatedSelect<Inner, Owner, Output>) -> Condition<Owner> {
    Condition([.literal("exists (")] + select.sql.chunks + [.literal(")")])
}

@available(*, unavailable, message: "the subselect names a column of another statement than this one, by outer(_:)")
@_disfavoredOverload
public func exists<Owner, Inner, Around, Output>(_ select: CorrelatedSelect<Inner, Around, Output>) -> Condition<Owner>
{
    preconditionFailure("unavailable")
}

@available(*, unavailable, message: "the subselect names a column of another statement than this one, by outer(_:)")
@_disfavoredOverload
public func inArray<Owner, Value, Inner, Around, Output>(
    _ expression: some SQLExpression<Owner, Value>, _ select: CorrelatedSelect<Inner, Around, Output>
) -> Condition<Owner> {
    preconditionFailure("unavailable")
}

/// The value is one of the texts that the input of a prepared statement says.
public func inArray<Owner, Value: SQLConvertible>(
    _ expression: some SQLExpression<Owner, Value>, _ values: ListParameter<String>
) -> Condition<Owner> where Value.Comparand == String {
    Condition(expression.operand + [.listParameter(values.index, .text)])
}

/// The value is one of the integers that the input of a prepared statement says.
public func inArray<Owner, Value: SQLConvertible, Integer: SQLConvertible & BinaryInteger>(
    _ expression: some SQLExpression<Owner, Value>, _ values: ListParameter<Integer>
) -> Condition<Owner> where Value.Comparand == Integer {
    Condition(expression.operand + [.listParameter(values.index, .integer)])
}

/// The conditions that together mean membership: the constants of the code, a list, and each value that no list can carry.
private func membership(of expression: [SQL.Chunk], in chunks: [SQL.Chunk], _ type: ColumnType) -> [SQL] {
    var singly: [SQL] = []
    var values: [SQLValue] = []
    for chunk in chunks {
        if case .value(let value, _) = chunk { values.append(value) } else { singly.append(SQL([chunk])) }
    }
    let left = SQL(expression)
    let (lists, rest) = SQLList.packing(values, of: type)
    var alternatives = lists.map { left + SQL([.list($0)]) }
    singly += rest.map { SQL([.value($0)]) }
    if !singly.isEmpty { alternatives.append(left + " in (" + singly.joined(separator: ", ") + ")") }
    return alternatives
}
