/// Where executions are kept (reference: `TaskExecutionsStorage`).
///
/// Every operation is atomic: all of it or none of it, also when the process dies half-way. An operation on many requests
/// promises that for each request. Results come in the order of the requests; the same id may come twice. An empty
/// list and a limit of 0 or less do nothing. After a write has returned, every read sees it.
///
/// To write a storage, run the conformance suite of `DurableExecutionTesting` against it. A storage that handles one request
/// at a time conforms through ``UnbatchedTaskExecutionsStorage``, one whose operations are not atomic through
/// ``SerializedTaskExecutionsStorage``.
public protocol TaskExecutionsStorage: Sendable {
    /// Inserts all executions, or none (reference: `insertMany`).
    ///
    /// - Throws: ``TaskExecutionExistsError`` if an id is taken.
    func insert(_ executions: [TaskExecution]) async throws

    /// The executions with these ids that match the requirements, `nil` for each that is not there (reference: `getManyById`).
    ///
    /// - Throws: ``TaskExecutionDecodingError`` if a row can't be read.
    func get(_ lookups: [TaskExecutionLookup]) async throws -> [TaskExecution?]

    /// The sleeping tasks with these unique ids, `nil` for each that is not there
    /// (reference: `getManyBySleepingTaskUniqueId`).
    ///
    /// - Throws: ``TaskExecutionDecodingError`` if a row can't be read.
    func get(sleepingTaskUniqueIDs: [String]) async throws -> [TaskExecution?]

    /// Changes the executions with these ids that match the requirements, in the order of the requests, and inserts the children
    /// of each that was changed (reference: `updateManyById`, `updateManyByIdAndInsertChildrenIfUpdated`).
    ///
    /// - Returns: For each request, whether there was something to change.
    /// - Throws: ``TaskExecutionExistsError`` if a child's id is taken. The request with that child is undone as a whole;
    ///   the other requests are carried out all the same.
    @discardableResult
    func update(_ requests: [TaskExecutionUpdateRequest]) async throws -> [Bool]

    /// Changes the first `limit` executions that the selector finds and returns them as they stand then (reference:
    /// `updateByStatusAndStartAtLessThanAndReturn`,
    /// `updateByStatusAndOnChildrenFinishedProcessingStatusAndActiveChildrenCountZeroAndReturn`,
    /// `updateByCloseStatusAndReturn`, `updateByExecutorIdAndNeedsPromiseCancellationAndReturn`).
    func updateAndReturn(
        _ selector: TaskExecutionSelector,
        limit: Int,
        update: TaskExecutionUpdate
    ) async throws -> SelectedTaskExecutions

    /// Changes the first `limit` executions that the selector finds and returns how many they were (reference:
    /// `updateByStatusAndIsSleepingTaskAndExpiresAtLessThan`, `updateByOnChildrenFinishedProcessingExpiresAtLessThan`,
    /// `updateByCloseExpiresAtLessThan`).
    func updateAndCount(
        _ selector: TaskExecutionSelector,
        limit: Int,
        update: TaskExecutionUpdate
    ) async throws -> Int

    /// As ``updateAndCount(_:limit:update:)``; in the same transaction the `activeChildrenCount` of each parent falls by the
    /// number of its children that were changed, though not below 0, and its `updatedAt` becomes the update's (reference:
    /// `updateAndDecrementParentActiveChildrenCountByIsFinishedAndCloseStatus`).
    func updateAndDecrementParents(
        _ selector: TaskExecutionSelector,
        limit: Int,
        update: TaskExecutionUpdate
    ) async throws -> Int

    /// All children of each of these executions, in the order of their index there
    /// (reference: `getManyByParentExecutionId`).
    ///
    /// - Throws: ``TaskExecutionDecodingError`` if a row can't be read.
    func children(ofExecutions parentExecutionIDs: [String]) async throws -> [[TaskExecution]]

    /// Changes the finished, or the unfinished, children of each execution, in the order of the requests
    /// (reference: `updateManyByParentExecutionIdAndIsFinished`).
    func updateChildren(_ requests: [ChildTaskExecutionsUpdateRequest]) async throws

    /// Deletes one execution; does nothing unless the storage is in test mode (reference: `deleteById`).
    func delete(executionID: String) async throws

    /// Deletes all executions; does nothing unless the storage is in test mode (reference: `deleteAll`).
    func deleteAll() async throws
}
