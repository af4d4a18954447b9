/// All of the conditions; those that are `nil` ask for nothing. `nil` if none is left.
public func and(_ conditions: Condition?...) -> Condition? { join(conditions, " and ") }

/// One of the conditions at least; those that are `nil` are left out. `nil` if none is left.
public func or(_ conditions: Condition?...) -> Condition? { join(conditions, " or ") }

public func not(_ condition: Condition) -> Condition {
    Condition([.literal("not (")] + condition.content + [.literal(")")])
}

private func join(_ conditions: [Condition?], _ word: StaticString) -> Condition? {
    let conditions = conditions.compactMap(\.self)
    guard let first = conditions.first else { return nil }
    if conditions.count == 1 { return first }
    var chunks: [SQL.Chunk] = [.literal("(")]
    for (index, condition) in conditions.enumerated() {
        if index > 0 { chunks.append(.literal(word)) }
        chunks += condition.isWrittenAsSQL ? condition.operand : condition.content
    }
    chunks.append(.literal(")"))
    return Condition(chunks)
}
