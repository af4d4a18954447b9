/// There is no value.
public func isNull<Owner, Value: SQLConvertible>(_ expression: some SQLExpression<Owner, Value?>) -> Condition<Owner> {
    Condition(expression.operand + [.literal(" is null")])
}

/// There is a value.
public func isNotNull<Owner, Value: SQLConvertible>(
    _ expression: some SQLExpression<Owner, Value?>
) -> Condition<Owner> {
    Condition(expression.operand + [.literal(" is not null")])
}
