/// A place in a list of executions, between two pages. Its text means something only to the storage that it comes from.
public struct TaskExecutionCursor: Sendable, Hashable, LosslessStringConvertible {
    /// The place in the order of insertion, for those who write a storage.
    public let position: Int64

    public init(position: Int64) { self.position = position }

    public init?(_ description: String) {
        guard let position = Int64(description, radix: 36), String(position, radix: 36) == description else {
            return nil
        }
        self.position = position
    }

    public var description: String { String(position, radix: 36) }
}
