/// The input of a sleeping task: a unique id of 1 to 255 characters and at most 2,600 bytes, none of them U+0000, by which it
/// is woken up
/// (reference: `sleepingTaskUniqueId`).
public struct SleepingTaskID: Codable, Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The id itself, unique among all sleeping tasks in the storage.
    public let value: String

    /// - Parameter value: 1 to 255 characters and at most 2,600 bytes, without U+0000; checked when the sleeping task is enqueued.
    public init(_ value: String) {
        self.value = value
    }

    public init(stringLiteral value: String) {
        self.value = value
    }

    public init(from decoder: any Decoder) throws {
        value = try decoder.singleValueContainer().decode(String.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }

    public var description: String { value }

    func validate(taskID: String) throws(DurableExecutionError) {
        let rules = [
            (value.utf8.count <= Self.maxBytes, "take at most \(Self.maxBytes) bytes and takes \(value.utf8.count)"),
            (1...255 ~= value.count, "be 1 to 255 characters and has \(value.count)"),
            (!value.utf8.contains(0), "not contain the character U+0000"),
        ]
        for (isKept, rule) in rules where !isKept {
            throw DurableExecutionError(.invalidOption, "the unique id of the sleeping task “\(taskID)” must \(rule)")
        }
    }

    /// An entry of an index of PostgreSQL holds 2,704 bytes together with its header.
    private static let maxBytes = 2_600
}
