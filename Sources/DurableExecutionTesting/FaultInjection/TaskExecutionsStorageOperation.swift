/// The operations of a storage, by name.
public enum TaskExecutionsStorageOperation: Sendable, Hashable, CaseIterable {
    /// The operation `insert`.
    case insert
    /// The operation `get`.
    case get
    /// The operation `get(sleepingTaskUniqueIDs:)`.
    case getBySleepingTaskUniqueIDs
    /// The operation `update`.
    case update
    /// The operation `updateAndReturn`.
    case updateAndReturn
    /// The operation `updateAndCount`.
    case updateAndCount
    /// The operation `updateAndDecrementParents`.
    case updateAndDecrementParents
    /// The operation `children`.
    case children
    /// The operation `updateChildren`.
    case updateChildren
    /// The operation `delete`.
    case delete
    /// The operation `deleteAll`.
    case deleteAll
    /// The operation `list`.
    case list
    /// The operation `counts`.
    case counts
    /// The operation `tree`.
    case tree
    /// The operation `statistics`.
    case statistics
    /// The operation `deleteFinished`.
    case deleteFinished
    /// The operation `shrink`.
    case shrink
    case verify
}

/// One call of an operation of a storage.
public struct TaskExecutionsStorageCall: Sendable, Hashable {
    /// The operation that is called.
    public var operation: TaskExecutionsStorageOperation
    /// How many calls of the same operation came before it.
    public var index: Int

    /// The call that comes after `index` others of its operation.
    public init(_ operation: TaskExecutionsStorageOperation, index: Int) {
        self.operation = operation
        self.index = index
    }
}
