/// A select that reads, beside rows of its own table, the row of the statement in which it stands.
///
/// It can't run alone. `inArray(_:_:)` and `exists(_:)` take it in a statement of the table that ``outer(_:)`` named.
public struct CorrelatedSelect<Inner: Table, Around: SQLScope, Output>: Sendable {
    let select: Select<Inner, Output>
    var condition: Condition<Within<Inner, Around>>

    /// Only the rows for which this condition is true, too; a `nil` asks for nothing.
    public func `where`(_ condition: Condition<Inner>?) -> CorrelatedSelect {
        guard let condition else { return self }
        return adding(Condition(condition.content, condition.form))
    }

    /// Only the rows for which this condition is true, too.
    public func `where`(_ condition: Condition<Within<Inner, Around>>) -> CorrelatedSelect { adding(condition) }

    private func adding(_ condition: Condition<Within<Inner, Around>>) -> CorrelatedSelect {
        CorrelatedSelect(select: select, condition: and(self.condition, condition))
    }

    var sql: SQL {
        SQL([.enterCorrelated(Inner.self, table: select.tableName)] + select.clauses(condition.sql))
    }
}

extension Select where Owner: Table {
    /// Only the rows for which a condition on the row around the select is true, too.
    public func `where`<Around>(_ condition: Condition<Within<Owner, Around>>) -> CorrelatedSelect<
        Owner, Around, Output
    > {
        let own = self.condition.map { Condition<Within<Owner, Around>>($0.content, $0.form) }
        return CorrelatedSelect(select: self, condition: own.map { and($0, condition) } ?? condition)
    }
}
