/// What all executions that one selector finds have in common, its time limit aside.
enum SelectorIndexKey: Sendable, Hashable {
    case startable(TaskExecutionStatus)
    case childrenFinished(TaskExecutionStatus, ChildrenFinishedProcessingStatus)
    case closing(TaskExecutionCloseStatus)
    case expired(TaskExecutionStatus, isSleepingTask: Bool)
    case processingExpired
    case closingExpired
    case ofExecutor(ExactText, needsCancellation: Bool)
    case finished(Bool, TaskExecutionCloseStatus)
}

/// Finds the rows of every selector in its order without looking at any other row.
struct SelectorIndex: Sendable {
    private var positions: [SelectorIndexKey: OrderedPositions] = [:]

    func rowIDs(of selector: TaskExecutionSelector, limit: Int) -> [Int] {
        let (key, timeLimit) = selector.indexKeyAndTimeLimit
        return positions[key]?.first(limit, before: timeLimit) ?? []
    }

    mutating func insert(_ execution: TaskExecution, rowID: Int) {
        for (key, time) in execution.selectorIndexEntries {
            positions[key, default: OrderedPositions()].insert(OrderedPosition(time: time, rowID: rowID))
        }
    }

    mutating func remove(_ execution: TaskExecution, rowID: Int) {
        for (key, time) in execution.selectorIndexEntries {
            remove(key, time: time, rowID: rowID)
        }
    }

    mutating func update(from old: TaskExecution, to new: TaskExecution, rowID: Int) {
        let oldEntries = old.selectorIndexEntries
        let newEntries = new.selectorIndexEntries
        for (key, time) in oldEntries where !newEntries.contains(where: { $0 == (key, time) }) {
            remove(key, time: time, rowID: rowID)
        }
        for (key, time) in newEntries where !oldEntries.contains(where: { $0 == (key, time) }) {
            positions[key, default: OrderedPositions()].insert(OrderedPosition(time: time, rowID: rowID))
        }
    }

    private mutating func remove(_ key: SelectorIndexKey, time: Int64, rowID: Int) {
        positions[key]?.remove(OrderedPosition(time: time, rowID: rowID))
        // A dead executor's id must not stay for ever.
        if case .ofExecutor = key, positions[key]?.isEmpty == true {
            positions[key] = nil
        }
    }
}

extension TaskExecution {
    /// Under which keys, and at which time, the selectors find the execution.
    fileprivate var selectorIndexEntries: [(key: SelectorIndexKey, time: Int64)] {
        var entries: [(key: SelectorIndexKey, time: Int64)] = [
            (.startable(status), startAt),
            (.closing(closeStatus), updatedAt),
            (.finished(isFinished, closeStatus), updatedAt),
        ]
        if activeChildrenCount == 0 {
            entries.append((.childrenFinished(status, childrenFinishedProcessingStatus), updatedAt))
        }
        if let time = expiresAt {
            entries.append((.expired(status, isSleepingTask: isSleepingTask), time))
        }
        if let time = childrenFinishedProcessingExpiresAt {
            entries.append((.processingExpired, time))
        }
        if let time = closeExpiresAt {
            entries.append((.closingExpired, time))
        }
        if let executorID {
            let key = SelectorIndexKey.ofExecutor(
                ExactText(executorID), needsCancellation: needsCancellation
            )
            entries.append((key, updatedAt))
        }
        return entries
    }
}

extension TaskExecutionSelector {
    fileprivate var indexKeyAndTimeLimit: (SelectorIndexKey, Int64?) {
        switch self {
        case .startable(let status, let time): (.startable(status), time)
        case .childrenFinished(let status, let processingStatus): (.childrenFinished(status, processingStatus), nil)
        case .closing(let closeStatus): (.closing(closeStatus), nil)
        case .expired(let status, let isSleepingTask, let time):
            (.expired(status, isSleepingTask: isSleepingTask), time)
        case .processingExpired(let time): (.processingExpired, time)
        case .closingExpired(let time): (.closingExpired, time)
        case .ofExecutor(let executorID, let needsCancellation):
            (.ofExecutor(ExactText(executorID), needsCancellation: needsCancellation), nil)
        case .finished(let isFinished, let closeStatus): (.finished(isFinished, closeStatus), nil)
        }
    }
}
