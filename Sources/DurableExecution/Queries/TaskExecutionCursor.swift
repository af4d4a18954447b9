/// A position in a list of executions, between two pages. Its text is valid only for the storage that returned it.
public struct TaskExecutionCursor: Sendable, Hashable, LosslessStringConvertible {
    /// The position in the order of insertion, for authors of storages.
    public let position: Int64

    /// A cursor after the row with this position.
    public init(position: Int64) { self.position = position }

    /// The cursor with this text; `nil` if the text is not one that ``description`` returns.
    public init?(_ description: String) {
        let parts = description.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 2, let position = Int64(parts[0], radix: 36) else { return nil }
        self.position = position
        if self.description != description { return nil }
    }

    /// The position as letters and digits, with check characters that distinguish it from other words.
    public var description: String { "\(String(position, radix: 36))_\(check)" }

    /// Three letters or digits.
    private var check: String {
        let mixed = UInt64(bitPattern: position) &* 0x9E37_79B9_7F4A_7C15
        return String(String(mixed >> 40 % 46_656 + 46_656, radix: 36).suffix(3))
    }
}
