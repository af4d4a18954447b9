/// A piece of SQL that can't be written in a dialect. Nothing was run.
public struct SQLRenderingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Why a statement can't be rendered.
    public enum Reason: Sendable, Hashable {
        /// A name is empty.
        case emptyIdentifier
        /// No database allows U+0000 in a name.
        case identifierContainsNUL
        /// Longer, in bytes, than the database keeps.
        case identifierTooLong(bytes: Int, limit: Int)
        /// In a text between quotes of its own, which the name would end.
        case identifierEndsQuote
        /// A constant text contains U+0000.
        case textContainsNUL
        /// A default that is infinite or not a number.
        case numberIsNotFinite
        /// A column in a piece of SQL that a statement of another table runs.
        case columnOfAnotherTable(owner: String, statement: String)
        /// An insert whose rows do not all assign the same columns.
        case unequalRows
        /// An insert or an update that assigns nothing.
        case nothingAssigned
    }

    /// Why the statement can't be rendered.
    public var reason: Reason
    /// The name in question, where there is one.
    public var identifier: String?

    /// Creates an error.
    public init(_ reason: Reason, identifier: String? = nil) {
        self.reason = reason
        self.identifier = identifier
    }

    /// What can't be rendered, and why.
    public var description: String {
        let name = identifier.map { "the name “\($0)”" } ?? "a name"
        return switch reason {
        case .emptyIdentifier: "a table, a column or an index has an empty name"
        case .identifierContainsNUL: "\(name) contains the character U+0000"
        case .identifierTooLong(let bytes, let limit):
            "\(name) has \(bytes) bytes, and this database keeps only \(limit): choose a shorter one"
        case .identifierEndsQuote: "\(name) would end the text in which it has to stand: choose another"
        case .textContainsNUL: "a text contains the character U+0000, which this database can't store"
        case .numberIsNotFinite: "the default of a column is infinite or not a number"
        case .columnOfAnotherTable(let owner, let statement):
            """
            \(name) is a column of \(owner), and the statement around it is one of \(statement): write a column of another table \
            as \\(table).\\(identifier: "column")
            """
        case .unequalRows: "the rows of an insert do not all assign the same columns"
        case .nothingAssigned: "a statement assigns no column"
        }
    }
}
