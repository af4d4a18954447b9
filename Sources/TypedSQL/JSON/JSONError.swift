/// A text that is not the JSON that was expected.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Bytes before the place where something else was expected.
    public var offset: Int
    /// What should be there.
    public var expected: String

    /// Creates an error at an offset in bytes.
    public init(offset: Int, expected: String) {
        self.offset = offset
        self.expected = expected
    }

    public var description: String { "expected \(expected) at byte \(offset)" }
}
