/// A storage does not do what it has to.
public struct ConformanceFailure: Error, Sendable, CustomStringConvertible {
    /// The name of the check that found it.
    public let check: String
    /// What was looked at.
    public let subject: String
    /// What should have been there, cut to 2,000 characters.
    public let expected: String
    /// What was there, cut to 2,000 characters.
    public let found: String
    /// What an operation threw though it should not have.
    public let underlyingError: (any Error)?

    init(check: String, _ violation: Violation, underlyingError: (any Error)? = nil) {
        self.check = check
        self.subject = violation.subject
        self.expected = violation.expected.shortened
        self.found = violation.found.shortened
        self.underlyingError = underlyingError
    }

    public var description: String {
        """
        \(check)
          looked at: \(subject)
          expected: \(expected)
          found: \(found)
        """
    }
}

/// What a check found to be wrong, before it is known which check that was.
struct Violation: Error {
    var subject: String
    var expected: String
    var found: String
}

extension String {
    /// At most 2,000 characters, for what people read.
    fileprivate var shortened: String {
        count > 2_000 ? prefix(2_000) + "…" : self
    }
}
