/// Where executions are kept (reference: `TaskExecutionsStorage`).
///
/// Every operation is atomic: all of it or none of it, also when the process dies half-way. An operation on many requests
/// promises that for each request. Results come in the order of the requests; the same id may come twice. An empty
/// list and a limit of 0 or less do nothing. After a write has returned, every read sees it.
///
/// To write a storage, run the conformance suite of `DurableExecutionTesting` against it. A storage that handles one request
/// at a time conforms through ``UnbatchedTaskExecutionsStorage``, one whose operations are not atomic through
/// ``SerializedTaskExecutionsStorage``.
///
/// What only some storages can do are requirements too, without defaults, so that a storage that wraps another one can't lose
/// them by accident: ``verify()``, ``queryable``, ``prunable``, ``shrink()`` and ``changesByOthers()``.
public protocol TaskExecutionsStorage: Sendable {
    /// Returns if executions can be kept here, or if that can't be found out at present; ``DurableExecutor/start()`` calls it
    /// once.
    ///
    /// - Throws: What is wrong and what to do about it, such as a table that is missing or of another version.
    func verify() async throws

    /// The storage as one that answers queries; `nil` if it can't. A wrapper returns what its base has, wrapped as the base is.
    var queryable: (any QueryableTaskExecutionsStorage)? { get }

    /// The storage as one that deletes what is over; `nil` if it can't. A wrapper returns what its base has, wrapped as the
    /// base is.
    var prunable: (any PrunableTaskExecutionsStorage)? { get }

    /// Returns one small piece of the space of what was deleted to the system, unless little is free, which new executions will
    /// soon need.
    ///
    /// - Returns: Whether there is more to return; `false` in a storage that has nothing to return.
    func shrink() async throws -> Bool

    /// Notices what other processes write, so that an executor does not have to poll the table.
    ///
    /// - Returns: An element once the watch has begun, for what may have come before, and then one soon after another process
    ///   has written something; changes that come while nobody looks are one element. Ends when the storage is closed, and at
    ///   once, without an element, if the storage notices nothing.
    func changesByOthers() -> AsyncStream<Void>

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
    ///   the other requests are carried out all the same. ``TaskExecutionRefusedError`` if one of the requests would be
    ///   refused each time; then nothing of the call was stored.
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
