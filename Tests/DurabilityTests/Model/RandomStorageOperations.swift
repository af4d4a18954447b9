import DurableExecutionStorage
import DurableExecutionTesting
import TypedSQL

/// Operations that meet each other often: few ids, few times, and values at the edges of what a database keeps.
struct RandomStorageOperations {
    /// Those that differ for a database and look alike to people are among them.
    static let ids = [
        "", " ", "a", "A", "a ", "caf\u{E9}", "cafe\u{301}", "'; drop table task_executions; --", "\"", "\\", "%_",
        "null", "1", "01", "😀👩‍👩‍👧‍👦", "\u{FFFF}", String(repeating: "x", count: 255),
    ]
    private static let texts =
        ids + ["\u{1}\u{7F}\u{2028}", "{\"a\":1}", "0x1F", String(repeating: "é'\\\n", count: 999)]
    private static let times: [Int64] = [.min, -1, 0, 1, 2, 3, 1 << 53, .max - 1, .max]

    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func operations(_ count: Int) -> [StorageOperation] { (0..<count).map { _ in operation() } }

    private mutating func operation() -> StorageOperation {
        switch number(0...11) {
        case 0, 1: .insert(executions())
        case 2: .get(some().map { TaskExecutionLookup(executionID: $0, requirements: requirements()) })
        case 3: .getAsleep(some())
        case 4, 5: .update(some().map { request($0) })
        case 6: .select(selector(), limit: number(-1...9), update())
        case 7: .count(selector(), limit: number(-1...9), update())
        case 8: .decrement(selector(), limit: number(-1...9), update())
        case 9: .children(some())
        case 10: .updateChildren(some().map { childrenRequest($0) })
        default: .delete(pick(Self.ids))
        }
    }

    private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    private mutating func flag() -> Bool { Bool.random(using: &generator) }
    private mutating func pick<Element>(_ elements: [Element]) -> Element { elements[number(0...(elements.count - 1))] }
    private mutating func some() -> [String] { (0..<number(0...4)).map { _ in pick(Self.ids) } }
    private mutating func maybe<Value>(_ value: Value) -> Value? { number(0...2) == 0 ? value : nil }
    private mutating func time() -> Int64 { pick(Self.times) }
    private mutating func reference() -> TaskExecutionReference {
        TaskExecutionReference(taskID: "t" + pick(Self.texts), executionID: "e" + pick(Self.ids))
    }

    private mutating func executions() -> [TaskExecution] { some().map { execution($0) } }

    private mutating func execution(_ id: String) -> TaskExecution {
        var execution = TaskExecution(
            taskID: pick(Self.texts), executionID: id, sleepingTaskUniqueID: maybe(pick(Self.ids)),
            retryPolicy: RetryPolicy(maxRetries: number(0...1000)), timeoutMs: time(), input: pick(Self.texts),
            now: time()
        )
        let parent = pick(Self.ids)
        if !parent.isEmpty, flag() {
            execution.parent = ParentTaskExecutionReference(
                taskID: "p", executionID: parent, indexInParentChildren: number(0...2), isFinalizeOfParent: flag()
            )
        }
        execution.status = pick(TaskExecutionStatus.allCases)
        execution.apply(update())
        execution.apply(update())
        return execution
    }

    private mutating func request(_ id: String) -> TaskExecutionUpdateRequest {
        let children = number(0...3) == 0 ? executions() : []
        return TaskExecutionUpdateRequest(
            executionID: id, requirements: requirements(), update: update(), children: children)
    }

    private mutating func childrenRequest(_ id: String) -> ChildTaskExecutionsUpdateRequest {
        ChildTaskExecutionsUpdateRequest(parentExecutionID: id, isFinished: flag(), update: update())
    }

    private mutating func requirements() -> TaskExecutionRequirements {
        if flag() { return TaskExecutionRequirements() }
        return TaskExecutionRequirements(
            isSleepingTask: maybe(flag()), status: maybe(pick(TaskExecutionStatus.allCases)), isFinished: maybe(flag()),
            executorID: maybe(pick(Self.texts)), startedAt: maybe(time()),
            childrenFinishedProcessingExpiresAt: maybe(time())
        )
    }

    private mutating func update() -> TaskExecutionUpdate {
        var update = TaskExecutionUpdate(updatedAt: time())
        for _ in 0..<number(0...4) {
            switch number(0...16) {
            case 0: update.executorID = flag() ? .unset : .set(pick(Self.texts))
            case 1: update.status = pick(TaskExecutionStatus.allCases)
            case 2: update.isFinished = flag()
            case 3: update.runOutput = flag() ? .unset : .set(pick(Self.texts))
            case 4: update.output = pick(Self.texts)
            case 5: update.error = flag() ? .unset : .set(TaskExecutionError(message: pick(Self.texts)))
            case 6: update.retryAttempts = number(0...1000)
            case 7: update.startAt = time()
            case 8: update.startedAt = flag() ? .unset : .set(time())
            case 9: update.expiresAt = flag() ? .unset : .set(time())
            case 10: update.children = [reference(), reference()]
            case 11: update.activeChildrenCount = number(0...3)
            case 12: update.childrenFinishedProcessingStatus = pick(ChildrenFinishedProcessingStatus.allCases)
            case 13: update.childrenFinishedProcessingExpiresAt = flag() ? .unset : .set(time())
            case 14: update.closeStatus = pick(TaskExecutionCloseStatus.allCases)
            case 15: update.recoveries = number(0...3)
            default: update.needsCancellation = flag()
            }
        }
        return update
    }

    private mutating func selector() -> TaskExecutionSelector {
        let status = pick(TaskExecutionStatus.allCases)
        switch number(0...7) {
        case 0: return .startable(status: status, startAtLessThan: time())
        case 1:
            return .childrenFinished(status: status, processingStatus: pick(ChildrenFinishedProcessingStatus.allCases))
        case 2: return .closing(pick(TaskExecutionCloseStatus.allCases))
        case 3: return .expired(status: status, isSleepingTask: flag(), expiresAtLessThan: time())
        case 4: return .processingExpired(lessThan: time())
        case 5: return .closingExpired(lessThan: time())
        case 6: return .ofExecutor(pick(Self.texts), needsCancellation: flag())
        default: return .finished(flag(), closeStatus: pick(TaskExecutionCloseStatus.allCases))
        }
    }
}
