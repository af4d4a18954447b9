/// A storage that takes one request at a time; ``UnbatchedTaskExecutionsStorage`` makes a ``TaskExecutionsStorage`` of
/// it (reference: `TaskExecutionsStorageWithoutBatching`).
///
/// Each operation means what the operation of ``TaskExecutionsStorage`` of the same name means for one request, and is
/// atomic. It is never called with an empty list or a limit of 0 or less.
public protocol SingleRequestTaskExecutionsStorage: Sendable {
    /// Inserts all executions, or none (reference: `insertMany`).
    ///
    /// - Throws: ``TaskExecutionExistsError`` if an id is taken.
    func insert(_ executions: [TaskExecution]) async throws

    /// The execution with this id if it is there and matches the requirements (reference: `getById`).
    func get(_ lookup: TaskExecutionLookup) async throws -> TaskExecution?

    /// The sleeping task with this unique id (reference: `getBySleepingTaskUniqueId`).
    func get(sleepingTaskUniqueID: String) async throws -> TaskExecution?

    /// Changes the execution if it is there and matches the requirements, and inserts its children in the same transaction
    /// (reference: `updateById`, `updateByIdAndInsertChildrenIfUpdated`).
    ///
    /// - Returns: Whether there was something to change.
    /// - Throws: ``TaskExecutionExistsError`` if a child's id is taken; nothing has changed then.
    func update(_ request: TaskExecutionUpdateRequest) async throws -> Bool

    /// As ``TaskExecutionsStorage/updateAndReturn(_:limit:update:)``.
    func updateAndReturn(
        _ selector: TaskExecutionSelector,
        limit: Int,
        update: TaskExecutionUpdate
    ) async throws -> SelectedTaskExecutions

    /// As ``TaskExecutionsStorage/updateAndCount(_:limit:update:)``.
    func updateAndCount(
        _ selector: TaskExecutionSelector,
        limit: Int,
        update: TaskExecutionUpdate
    ) async throws -> Int

    /// As ``TaskExecutionsStorage/updateAndDecrementParents(_:limit:update:)``.
    func updateAndDecrementParents(
        _ selector: TaskExecutionSelector,
        limit: Int,
        update: TaskExecutionUpdate
    ) async throws -> Int

    /// All children of the execution, in the order of their index there (reference: `getByParentExecutionId`).
    func children(ofExecution parentExecutionID: String) async throws -> [TaskExecution]

    /// Changes the finished, or the unfinished, children of the execution
    /// (reference: `updateByParentExecutionIdAndIsFinished`).
    func updateChildren(_ request: ChildTaskExecutionsUpdateRequest) async throws

    /// Deletes one execution; does nothing unless the storage is in test mode (reference: `deleteById`).
    func delete(executionID: String) async throws

    /// Deletes all executions; does nothing unless the storage is in test mode (reference: `deleteAll`).
    func deleteAll() async throws
}
