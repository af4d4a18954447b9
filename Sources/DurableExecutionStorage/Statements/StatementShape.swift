internal import DurableExecution

/// What decides on the text of an update, in few bits: which columns it names, and the constants that are literals in it.
struct StatementShape: Hashable {
    private var bits: UInt64 = 0
    /// How many different values the bits can have so far: what comes next must not push any of them out.
    private var room: UInt64 = 1
    /// What has filled a number of 64 bits before.
    private var full: [UInt64] = []

    static func of(_ request: TaskExecutionUpdateRequest) -> StatementShape {
        var shape = of(request.update, request.requirements)
        shape.add(request.skipsLocked)
        return shape
    }

    static func of(_ update: TaskExecutionUpdate, _ requirements: TaskExecutionRequirements) -> StatementShape {
        var shape = StatementShape()
        shape.add(update)
        shape.add(requirements)
        return shape
    }

    static func of(_ update: TaskExecutionUpdate, _ selector: TaskExecutionSelector) -> StatementShape {
        var shape = StatementShape()
        shape.add(update)
        shape.add(selector)
        return shape
    }

    static func of(_ selector: TaskExecutionSelector) -> StatementShape {
        var shape = StatementShape()
        shape.add(selector)
        return shape
    }

    /// One of `count` possibilities, counted from 0.
    mutating func add(_ choice: Int, of count: Int) {
        var (product, isFull) = room.multipliedReportingOverflow(by: UInt64(count))
        if isFull {
            full.append(bits)
            bits = 0
            product = UInt64(count)
        }
        room = product
        bits = bits &* UInt64(count) &+ UInt64(choice)
    }

    static func == (left: StatementShape, right: StatementShape) -> Bool {
        left.bits == right.bits && left.full == right.full
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(bits)
        if !full.isEmpty { hasher.combine(full) }
    }

    mutating func add(_ isThere: Bool) { add(isThere ? 1 : 0, of: 2) }

    mutating func add(_ flag: Bool?) { add(flag.map { $0 ? 2 : 1 } ?? 0, of: 3) }

    mutating func add<Value>(_ change: FieldChange<Value>) {
        switch change {
        case .unchanged: add(0, of: 3)
        case .set: add(1, of: 3)
        case .unset: add(2, of: 3)
        }
    }

    mutating func add(_ status: TaskExecutionStatus?) { add(status.map { $0.ordinal + 1 } ?? 0, of: 10) }

    mutating func add(_ status: ChildrenFinishedProcessingStatus?) { add(status.map { $0.ordinal + 1 } ?? 0, of: 4) }

    mutating func add(_ status: TaskExecutionCloseStatus?) { add(status.map { $0.ordinal + 1 } ?? 0, of: 5) }

    mutating func add(_ update: TaskExecutionUpdate) {
        add(update.executorID)
        add(update.status)
        add(update.isFinished)
        add(update.runOutput)
        add(update.output != nil)
        add(update.error)
        add(update.retryAttempts != nil)
        add(update.startAt != nil)
        add(update.startedAt)
        add(update.expiresAt)
        add(update.expiresAfterTimeoutFrom != nil)
        add(update.waitingForChildrenStartedAt != nil)
        add(update.waitingForFinalizeStartedAt != nil)
        add(update.finishedAt != nil)
        add(update.children != nil)
        add(update.activeChildrenCount != nil)
        add(update.childrenFinishedProcessingStatus)
        add(update.childrenFinishedProcessingExpiresAt)
        add(update.childrenFinishedProcessingFinishedAt != nil)
        add(update.finalize != nil)
        add(update.closeStatus)
        add(update.closeExpiresAt)
        add(update.closedAt != nil)
        add(update.needsCancellation)
        add(update.recoveries != nil)
    }

    mutating func add(_ requirements: TaskExecutionRequirements) {
        add(requirements.isSleepingTask)
        add(requirements.status)
        add(requirements.isFinished)
        add(requirements.executorID != nil)
        add(requirements.startedAt != nil)
        add(requirements.childrenFinishedProcessingExpiresAt != nil)
    }

    /// Each selector takes the same number of places, so that no two shapes have the same bits.
    mutating func add(_ selector: TaskExecutionSelector) {
        switch selector {
        case .startable(let status, _): addSelector(0, status: status)
        case .childrenFinished(let status, let processingStatus): addSelector(1, status: status, processingStatus)
        case .closing(let closeStatus): addSelector(2, closeStatus: closeStatus)
        case .expired(let status, let isSleepingTask, _): addSelector(3, status: status, flag: isSleepingTask)
        case .processingExpired: addSelector(4)
        case .closingExpired: addSelector(5)
        case .ofExecutor(_, let needsCancellation): addSelector(6, flag: needsCancellation)
        case .finished(let isFinished, let closeStatus): addSelector(7, flag: isFinished, closeStatus: closeStatus)
        }
    }

    private mutating func addSelector(
        _ kind: Int, status: TaskExecutionStatus? = nil, _ processingStatus: ChildrenFinishedProcessingStatus? = nil,
        flag: Bool? = nil, closeStatus: TaskExecutionCloseStatus? = nil
    ) {
        add(kind, of: 8)
        add(status)
        add(processingStatus)
        add(flag)
        add(closeStatus)
    }
}

extension TaskExecutionStatus {
    fileprivate var ordinal: Int {
        switch self {
        case .ready: 0
        case .running: 1
        case .failed: 2
        case .timedOut: 3
        case .waitingForChildren: 4
        case .waitingForFinalize: 5
        case .finalizeFailed: 6
        case .completed: 7
        case .cancelled: 8
        }
    }
}

extension ChildrenFinishedProcessingStatus {
    fileprivate var ordinal: Int {
        switch self {
        case .idle: 0
        case .processing: 1
        case .processed: 2
        }
    }
}

extension TaskExecutionCloseStatus {
    fileprivate var ordinal: Int {
        switch self {
        case .idle: 0
        case .ready: 1
        case .closing: 2
        case .closed: 3
        }
    }
}
