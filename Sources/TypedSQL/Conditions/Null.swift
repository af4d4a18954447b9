/// There is no value.
public func isNull<Value: SQLConvertible>(_ expression: some SQLExpression<Value?>) -> Condition {
    Condition(expression.operand + [.literal(" is null")])
}

/// There is a value.
public func isNotNull<Value: SQLConvertible>(_ expression: some SQLExpression<Value?>) -> Condition {
    Condition(expression.operand + [.literal(" is not null")])
}
