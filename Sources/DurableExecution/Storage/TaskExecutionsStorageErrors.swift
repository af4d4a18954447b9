/// An execution can't be inserted because another one already has its id. Nothing of the call was stored.
public struct TaskExecutionExistsError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A unique key of an execution.
    public enum Key: Sendable, Hashable {
        /// The id of an execution.
        case executionID(String)
        /// The unique id of a sleeping task.
        case sleepingTaskUniqueID(String)
    }

    /// The key that is taken.
    public var key: Key

    /// Creates an error about a key.
    public init(_ key: Key) {
        self.key = key
    }

    /// Which key is taken.
    public var description: String {
        switch key {
        case .executionID(let id): "an execution with the id “\(id)” exists already"
        case .sleepingTaskUniqueID(let id): "a sleeping task with the unique id “\(id)” exists already"
        }
    }
}

/// A storage refuses what it was given, and would refuse it each time: a constraint or a trigger of the database, a value that
/// it can't hold. Nothing of the call was stored.
///
/// The executor finds out which execution it is about, ends that one as failed with the reason, and goes on with the others.
/// Throw it only if the storage is at work; any other error of a storage is tried again.
public struct TaskExecutionRefusedError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What the storage says about it; for people.
    public var reason: String

    public init(_ reason: String) {
        self.reason = reason
    }

    public var description: String { "the storage refuses it: \(reason)" }
}

/// A stored row is not what an execution can be: somebody else wrote it, or it was damaged.
public struct TaskExecutionDecodingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The row's execution id; `nil` where that very column can't be read.
    public var executionID: String?
    /// The parent that waits for it; `nil` where it has none, or where that can't be read either.
    public var parent: ParentTaskExecutionReference?
    /// The column with the value.
    public var column: String
    /// What was expected in the column.
    public var expected: String
    /// What was found there, cut to its first 100 characters.
    public var value: String

    /// Creates an error about a value of a row.
    public init(
        executionID: String?, parent: ParentTaskExecutionReference? = nil, column: String, expected: String,
        value: String
    ) {
        self.executionID = executionID
        self.parent = parent
        self.column = column
        self.expected = expected
        self.value = value.count > 100 ? value.prefix(100) + "…" : value
    }

    /// Which value was found where.
    public var description: String {
        """
        the execution \(executionID.map { "“\($0)”" } ?? "without a readable id") can't be read: \
        the column \(column) holds “\(value)”, which is not \(expected)
        """
    }
}
