/// How a statement reads many inputs at once, each of their parts a list, and finds the rows of a table by one of them.
public struct InputRows: Sendable {
    /// What stands before the lists.
    public let before: StaticString
    /// What stands around the type of a list's values, behind its placeholder.
    public let type: (before: StaticString, after: StaticString)
    /// What stands behind the lists, before the name of the rows that they make.
    public let after: StaticString
    /// What stands around the part that a column has to be equal to, so that the database finds each row by the column's index
    /// whatever it believes about the number of rows.
    public let key: (before: StaticString, after: StaticString)

    public init(
        before: StaticString, type: (before: StaticString, after: StaticString), after: StaticString,
        key: (before: StaticString, after: StaticString)
    ) {
        self.before = before
        self.type = type
        self.after = after
        self.key = key
    }
}

/// A parameter of a statement for many inputs.
struct InputList {
    /// Its number among the parameters.
    let index: Int
    let type: ColumnType
}
