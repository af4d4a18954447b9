/// How a statement reads many inputs at once, and finds the rows of a table by one of their parts.
public struct InputRows: Sendable {
    /// How the inputs stand in the text.
    public enum Form: Sendable {
        /// Each part is a list of the values of all inputs, one binding: what stands before the lists, around the type of a
        /// list's values behind its placeholder, and behind the lists.
        case lists(before: StaticString, type: (before: StaticString, after: StaticString), after: StaticString)
        /// Each input is a row of placeholders, so that a text is for a certain number of inputs.
        case rows
    }

    /// The form of the rows.
    public let form: Form
    /// What stands around the part that a column has to be equal to, so that the database finds each row by the column's index
    /// whatever it believes about the number of rows.
    public let key: (before: StaticString, after: StaticString)

    /// Creates a form with the comparison of the key.
    public init(_ form: Form, key: (before: StaticString, after: StaticString)) {
        self.form = form
        self.key = key
    }
}

/// The inputs of a statement for many.
struct InputParts {
    /// The types of the parameters, which are the parts of each input.
    let types: [ColumnType]
    /// How many inputs there are, where that is part of the text.
    let count: Int
}
