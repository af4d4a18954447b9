/// The input of a sleeping task: a unique id of 1 to 255 characters by which it is woken up
/// (reference: `sleepingTaskUniqueId`).
public struct SleepingTaskID: Codable, Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The id itself, unique among all sleeping tasks in the storage.
    public let value: String

    /// - Parameter value: 1 to 255 characters; checked when the sleeping task is enqueued.
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
        guard 1...255 ~= value.count else {
            throw DurableExecutionError(
                .invalidOption,
                "the unique id of the sleeping task “\(taskID)” must be 1 to 255 characters and has \(value.count)"
            )
        }
    }
}
