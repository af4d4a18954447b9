/// All of the conditions; of none it is true.
public func and<Owner>(_ conditions: Condition<Owner>...) -> Condition<Owner> { and(conditions) }

/// All of the conditions that are there: a `nil` asks for nothing. `nil` if none is left.
@_disfavoredOverload
public func and<Owner>(_ conditions: Condition<Owner>?...) -> Condition<Owner>? {
    let conditions = conditions.compactMap(\.self)
    return conditions.isEmpty ? nil : and(conditions)
}

/// All of the conditions; of none it is true.
public func and<Owner>(_ conditions: [Condition<Owner>]) -> Condition<Owner> {
    join(conditions, .and, " and ") ?? Condition([.literal("1 = 1")])
}

/// One of the conditions at least; of none it is false.
public func or<Owner>(_ conditions: Condition<Owner>...) -> Condition<Owner> { or(conditions) }

/// One at least of the conditions that are there: a `nil` is left out. If none is left, it is false.
@_disfavoredOverload
public func or<Owner>(_ conditions: Condition<Owner>?...) -> Condition<Owner> { or(conditions.compactMap(\.self)) }

/// One of the conditions at least; of none it is false.
public func or<Owner>(_ conditions: [Condition<Owner>]) -> Condition<Owner> {
    join(conditions, .or, " or ") ?? Condition([.literal("1 = 0")])
}

/// The condition is false; of what is unknown, because of a null, so is this.
public func not<Owner>(_ condition: Condition<Owner>) -> Condition<Owner> {
    Condition([.literal("not (")] + condition.content + [.literal(")")])
}

/// Flat: what is joined by the same word already needs no parentheses, however many conditions a loop has put together.
private func join<Owner>(
    _ conditions: [Condition<Owner>], _ form: ConditionForm, _ word: StaticString
) -> Condition<Owner>? {
    guard let first = conditions.first else { return nil }
    if conditions.count == 1 { return first }
    var chunks: [SQL.Chunk] = []
    for (index, condition) in conditions.enumerated() {
        if index > 0 { chunks.append(.literal(word)) }
        switch condition.form {
        case form, .single: chunks += condition.content
        default: chunks += enclosed(condition.content)
        }
    }
    return Condition(chunks, form)
}
