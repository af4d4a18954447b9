internal import DurableExecution
internal import TypedSQL

/// The rows of one statement: the executions with their keys, and apart from them what can't be read, so that one damaged
/// row does not take the others with it.
struct StoredTaskExecutions {
    private(set) var ids: [Int64] = []
    private(set) var executions: [TaskExecution] = []
    private(set) var undecodable: [TaskExecutionDecodingError] = []
    /// The keys of those among them whose ids can't be read either, and where they stand.
    private(set) var nameless: [(id: Int64, position: Int)] = []

    private let areOutdated: Bool

    /// - Parameters:
    ///   - count: For how many there will be room from the beginning; an execution is large to move.
    ///   - areOutdated: Whether they are of a table that lacks the columns of the second migration.
    init(expecting count: Int, areOutdated: Bool) {
        self.areOutdated = areOutdated
        let room = min(count, Self.mostRoom)
        ids.reserveCapacity(room)
        executions.reserveCapacity(room)
    }

    /// A limit may be far larger than what is found.
    private static let mostRoom = 100

    /// Reads a row of ``StoredTaskExecutionsTable``.
    mutating func append(from row: inout SQLRow) throws(SQLDecodingError) {
        let id: Int64 = try row.next()
        do throws(SQLDecodingError) {
            executions.append(try TaskExecution(from: &row, isOutdated: areOutdated))
            ids.append(id)
        } catch {
            row.move(to: StoredTaskExecutionsTable.executionIDPosition)
            let executionID: String? = try? row.next()
            if executionID == nil { nameless.append((id, undecodable.count)) }
            row.move(to: StoredTaskExecutionsTable.parentPosition)
            undecodable.append(
                TaskExecutionDecodingError(
                    executionID: executionID, parent: try? ParentTaskExecutionReference?(readingFrom: &row),
                    column: error.column, expected: error.expected, value: error.found
                )
            )
        }
    }

    mutating func name(_ position: Int, _ executionID: String) { undecodable[position].executionID = executionID }

    var isEmpty: Bool { executions.isEmpty && undecodable.isEmpty }

    /// Makes them what they are once the update has been stored.
    mutating func apply(_ update: TaskExecutionUpdate) {
        for position in executions.indices { executions[position].apply(update) }
    }

    /// In the order of a time or a position, those with the same by their keys: `RETURNING` promises no order.
    func sorted(by order: (_ id: Int64, TaskExecution) -> Int64) -> SelectedTaskExecutions {
        let keys = zip(ids, executions).map { (order: order($0, $1), id: $0) }
        let isSorted = zip(keys, keys.dropFirst()).allSatisfy { $0 <= $1 }
        let sorted = isSorted ? executions : keys.indices.sorted { keys[$0] < keys[$1] }.map { executions[$0] }
        return SelectedTaskExecutions(executions: sorted, undecodable: undecodable)
    }

    /// - Throws: ``TaskExecutionDecodingError`` if a row could not be read.
    consuming func readable() throws -> [TaskExecution] {
        if let error = undecodable.first { throw error }
        return executions
    }
}
