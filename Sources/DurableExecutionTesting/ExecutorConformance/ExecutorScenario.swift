import DurableExecution
import Synchronization

/// A storage, a clock and the executors on them.
final class ExecutorScenario: Sendable {
    let storage: any TaskExecutionsStorage
    let clock = ManualClock()
    private let executors = Mutex<[DurableExecutor]>([])

    init(storage: any TaskExecutionsStorage) {
        self.storage = storage
    }

    /// An executor that neither polls nor renews leases unless it is told to: what does not come by a signal does not come.
    func executor(
        pollInterval: Duration = .seconds(360_000), leaseDuration: Duration = .seconds(360_000)
    ) throws -> DurableExecutor {
        var configuration = DurableExecutor.Configuration()
        configuration.pollInterval = pollInterval
        configuration.leaseDuration = leaseDuration
        configuration.shutdownTimeout = .zero
        configuration.shutdownCancellationTimeout = .zero
        let executor = try DurableExecutor(storage: storage, configuration: configuration, clock: clock)
        executors.withLock { $0.append(executor) }
        return executor
    }

    func shutDown() async {
        for executor in executors.withLock({ $0 }) { await executor.shutdown() }
    }

    /// Moves the clock to when somebody sleeps until, and wakes them.
    func advance(to time: Int64) async {
        await clock.sleeper(until: time)
        clock.jump(to: time)
    }

    func stored(_ executionID: String) async throws -> TaskExecution {
        let found = try await storage.get([TaskExecutionLookup(executionID: executionID)]).first ?? nil
        guard let found else {
            throw Violation(subject: "the storage", expected: "the execution “\(executionID)”", found: "nothing")
        }
        return found
    }

    /// The execution once it is as it is awaited; its writes are under way, so that this is a matter of yielding.
    @discardableResult
    func stored(
        _ executionID: String, once isAwaited: (TaskExecution) -> Bool
    ) async throws -> TaskExecution {
        while true {
            let execution = try await stored(executionID)
            if isAwaited(execution) { return execution }
            try Task.checkCancellation()
            await Task.yield()
        }
    }

    /// An execution and all below it, level by level, once all of them are closed.
    func closedTree(_ executionID: String) async throws -> [TaskExecution] {
        while true {
            var all = [try await stored(executionID)]
            var level = all
            while !level.isEmpty {
                level = try await storage.children(ofExecutions: level.map(\.executionID)).flatMap { $0 }
                all += level
            }
            if all.allSatisfy({ $0.closeStatus == .closed }) { return all }
            try Task.checkCancellation()
            await Task.yield()
        }
    }

    /// What every tree has to look like at its end.
    func expectClosedTree(_ executionID: String, count: Int) async throws -> [TaskExecution] {
        let all = try await closedTree(executionID)
        try expect(all.count, equals: count, "the number of executions in the tree")
        try expect(all.map(\.activeChildrenCount), equals: all.map { _ in 0 }, "the active children of each")
        try expect(all.map(\.isFinished), equals: all.map { _ in true }, "whether each is finished")
        return all
    }
}

/// Counts what runs.
final class RunCount: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }

    @discardableResult
    func add() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }

    func reaches(_ awaited: Int) async throws {
        while value < awaited {
            try Task.checkCancellation()
            await Task.yield()
        }
    }
}

/// Never returns before the calling Swift task is cancelled.
func sleepUntilCancelled(_ clock: ManualClock) async throws {
    try await clock.sleep(until: .max)
}
