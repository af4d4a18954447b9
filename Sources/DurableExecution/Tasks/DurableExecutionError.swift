/// A call that can't be carried out: what, where, and what to do about it (reference: `DurableExecutionError` of a call).
///
/// An execution that ended without an output is not this error; it is a ``TaskExecutionError``.
public struct DurableExecutionError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong; more codes may come with later versions.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Value: String {
            case invalidTaskID, taskExists, taskNotRegistered, invalidOption, payloadTooLarge, payloadNotEncodable
            case payloadNotDecodable, executionNotFound, executionConflict, runLost, shutDown
        }

        private let value: Value

        private init(_ value: Value) {
            self.value = value
        }

        public var description: String { value.rawValue }

        /// A task's id is not 1 to 255 letters, digits and underscores.
        public static let invalidTaskID = Code(.invalidTaskID)
        /// The executor has a task with this id already.
        public static let taskExists = Code(.taskExists)
        /// The executor does not know the task.
        public static let taskNotRegistered = Code(.taskNotRegistered)
        /// An option of a task, of a call or of the executor's configuration is out of its range.
        public static let invalidOption = Code(.invalidOption)
        /// An encoded input or output is larger than the configuration allows.
        public static let payloadTooLarge = Code(.payloadTooLarge)
        /// An input or an output can't be turned into text; the message has the codec's error.
        public static let payloadNotEncodable = Code(.payloadNotEncodable)
        /// A stored input or output is not one of the task's type; the message has the codec's error.
        public static let payloadNotDecodable = Code(.payloadNotDecodable)
        /// The storage has no execution with this id, or it is one of another task.
        public static let executionNotFound = Code(.executionNotFound)
        /// An execution changed under every attempt to change it.
        public static let executionConflict = Code(.executionConflict)
        /// The run has no say about its execution any more: it ended, was cancelled, timed out or was taken over.
        public static let runLost = Code(.runLost)
        /// The executor was shut down.
        public static let shutDown = Code(.shutDown)
    }

    /// What went wrong, for a `switch`.
    public var code: Code
    /// What happened, where, and what to do about it; for people.
    public var message: String

    /// For wrappers of an executor that refuse calls on their own account.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { "\(code): \(message)" }
}
