/// Something that is true or not of a row.
public struct Condition<Owner: SQLScope>: SQLExpression {
    public typealias Value = Bool

    /// Without the parentheses that `and` and `or` have.
    let content: [SQL.Chunk]
    let form: ConditionForm

    init(_ content: [SQL.Chunk], _ form: ConditionForm = .single) {
        self.content = content
        self.form = form
    }

    /// A condition written as SQL.
    public init(_ text: SQLText<Owner>) { self.init(text.chunks, .writtenAsSQL) }

    public var sql: SQL { SQL(form == .and || form == .or ? enclosed(content) : content) }

    public var needsParentheses: Bool { form == .single || form == .writtenAsSQL }
}

/// What stands between the parts of a condition.
enum ConditionForm: Sendable {
    case single
    case and
    case or
    /// Nobody knows which operators it contains.
    case writtenAsSQL
}
