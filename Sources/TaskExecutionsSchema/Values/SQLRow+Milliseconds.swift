package import TypedSQL

/// Times and durations: on SQLite the TypeScript package `durable-execution` stores them with fractions of a millisecond,
/// which are read rounded up, so that nothing runs too early.
extension SQLRow {
    package mutating func nextMilliseconds() throws(SQLDecodingError) -> Int64 {
        guard let value = try nextIntegerRoundedUp() else { throw mismatch(expected: "an integer") }
        return value
    }

    package mutating func nextOptionalMilliseconds() throws(SQLDecodingError) -> Int64? { try nextIntegerRoundedUp() }
}
