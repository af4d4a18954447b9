internal import DurableExecution
internal import TaskExecutionsSchema
internal import TypedSQL

/// Some rows in the order of their keys, of which the old enough topmost ones may be deleted.
struct RetentionWindow {
    private let finishedBefore: [TaskExecutionStatus: Int64]
    private let newestLimit: Int64
    private(set) var roots: [Int64] = []
    private(set) var last: Int64?
    private var count = 0
    private var hasOldRow = false

    init(finishedBefore: [TaskExecutionStatus: Int64]) {
        self.finishedBefore = finishedBefore
        newestLimit = finishedBefore.values.max() ?? .min
    }

    /// Whether rows behind it may be old enough; not where all of it was made too late to have finished in time.
    var hasMore: Bool { count == RetentionStatements.windowSize && hasOldRow }

    /// Reads a row of ``RetentionStatements/window(after:)``; one that can't be read is left alone.
    mutating func append(from row: inout SQLRow) throws(SQLDecodingError) {
        let id: Int64 = try row.next()
        last = id
        count += 1
        do throws(SQLDecodingError) {
            let rootID: String? = try row.next()
            let parentID: String? = try row.next()
            let status: TaskExecutionStatus = try row.next()
            let isFinished: Bool = try row.next()
            let closeStatus: TaskExecutionCloseStatus = try row.next()
            let finishedAt = try row.nextOptionalMilliseconds()
            let createdAt = try row.nextMilliseconds()
            if createdAt < newestLimit { hasOldRow = true }
            guard isFinished, closeStatus == .closed, rootID?.isEmpty ?? true, parentID?.isEmpty ?? true,
                let finishedAt, let limit = finishedBefore[status], finishedAt < limit
            else { return }
            roots.append(id)
        } catch {
            hasOldRow = true
        }
    }
}

extension PrunableRow {
    /// Reads a row of ``RetentionStatements/rows(_:)``; one that can't be read is not over.
    init(from row: inout SQLRow) throws(SQLDecodingError) {
        let id: Int64 = try row.next()
        let executionID: String? = try? row.next()
        let parentExecutionID: String? = (try? row.next(String?.self)) ?? nil
        let isFinished: Bool? = try? row.next()
        let closeStatus: TaskExecutionCloseStatus? = try? row.next()
        self.init(
            rowID: id, executionID: executionID ?? "", parentExecutionID: parentExecutionID,
            isOver: executionID != nil && isFinished == true && closeStatus == .closed
        )
    }
}
