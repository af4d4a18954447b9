import DurableExecution

/// The same numbers for the same seed on every machine (SplitMix64).
package struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Executions whose fields take few values, so that many match, many do not, many are equally old and many are absent.
struct RandomExecutions {
    static let executorIDs = ["executor a", "executor b", ""]

    var generator: SeededGenerator
    /// Where `true`, all times that are present are equal.
    var areTimesEqual = false

    init(seed: UInt64, areTimesEqual: Bool = false) {
        generator = SeededGenerator(seed: seed)
        self.areTimesEqual = areTimesEqual
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &generator)
    }

    mutating func flag() -> Bool {
        Bool.random(using: &generator)
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[number(0...(elements.count - 1))]
    }

    mutating func time() -> Int64 {
        areTimesEqual ? 2 : Int64(number(-1...5))
    }

    mutating func optionalTime() -> Int64? {
        number(0...2) == 0 ? nil : time()
    }

    mutating func execution(_ executionID: String, parents: [String]) -> TaskExecution {
        let isSleepingTask = number(0...3) == 0
        var execution = TaskExecution.sample(executionID)
        if isSleepingTask {
            execution = .sleepingSample(executionID, uniqueID: "unique id of \(executionID)")
        }
        if !parents.isEmpty, number(0...3) > 0 {
            execution.parent = .sample(pick(parents), index: number(0...3))
        }
        execution.executorID = number(0...3) == 0 ? nil : pick(Self.executorIDs)
        execution.status = pick(TaskExecutionStatus.allCases)
        execution.isFinished = flag()
        execution.startAt = time()
        execution.expiresAt = optionalTime()
        execution.activeChildrenCount = number(0...2)
        execution.childrenFinishedProcessingStatus = pick(ChildrenFinishedProcessingStatus.allCases)
        execution.childrenFinishedProcessingExpiresAt = optionalTime()
        execution.closeStatus = pick(TaskExecutionCloseStatus.allCases)
        execution.closeExpiresAt = optionalTime()
        execution.needsCancellation = flag()
        execution.updatedAt = time()
        return execution
    }

    /// Executions of which some are the children of others, or of executions that are not there.
    mutating func population(_ count: Int) -> [TaskExecution] {
        let parents = (0..<6).map { "e\($0)" } + ["missing"]
        return (0..<count).map { execution("e\($0)", parents: parents) }
    }
}
