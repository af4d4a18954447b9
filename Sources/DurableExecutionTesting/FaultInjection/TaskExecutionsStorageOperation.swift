/// The operations of a storage, by name.
public enum TaskExecutionsStorageOperation: Sendable, Hashable, CaseIterable {
    case insert
    case get
    case getBySleepingTaskUniqueIDs
    case update
    case updateAndReturn
    case updateAndCount
    case updateAndDecrementParents
    case children
    case updateChildren
    case delete
    case deleteAll
    case list
    case counts
    case tree
    case statistics
    case deleteFinished
    case shrink
}

/// One call of an operation of a storage.
public struct TaskExecutionsStorageCall: Sendable, Hashable {
    public var operation: TaskExecutionsStorageOperation
    /// How many calls of the same operation came before it.
    public var index: Int

    /// The call that comes after `index` others of its operation.
    public init(_ operation: TaskExecutionsStorageOperation, index: Int) {
        self.operation = operation
        self.index = index
    }
}
