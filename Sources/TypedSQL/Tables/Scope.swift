/// What the columns of a statement belong to: a ``Table``, or the tables of a join.
///
/// Each column, condition and ordering carries its scope in its type, so that a statement takes only those of its own.
public protocol SQLScope: Sendable {}

/// The rows of a subselect together with the row of the statement around it: what a condition with ``outer(_:)`` is about.
public enum Within<Inner: Table, Outer: SQLScope>: SQLScope {}

/// No table: the scope of what names no column, such as a literal in a whole statement written as SQL.
public enum NoScope: SQLScope {}
