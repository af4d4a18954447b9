import DurableExecutionTesting
import Testing

@testable import DurableExecution

/// A storage and a clock that a test has in its hands, and the executors on them.
struct ExecutorFixture {
    let storage = ProbedStorage()
    let clock = ManualClock()

    /// An executor that does not poll within the times that tests take, unless it is told to.
    func executor(
        pollInterval: Duration = .seconds(3600), _ configure: (inout DurableExecutor.Configuration) -> Void = { _ in }
    ) throws -> DurableExecutor {
        var configuration = DurableExecutor.Configuration()
        configuration.pollInterval = pollInterval
        configure(&configuration)
        return try DurableExecutor(storage: storage, configuration: configuration, clock: clock)
    }

    /// Moves the clock to when somebody sleeps until, and wakes them.
    func advance(to time: Int64) async {
        await clock.sleeper(until: time)
        clock.jump(to: time)
    }
}

func expectError(
    _ code: DurableExecutionError.Code, sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () async throws -> Void
) async {
    do {
        try await body()
        Issue.record("no error was thrown", sourceLocation: sourceLocation)
    } catch let error as DurableExecutionError {
        #expect(error.code == code, sourceLocation: sourceLocation)
    } catch {
        Issue.record(error, sourceLocation: sourceLocation)
    }
}

extension ManualClock {
    /// Moves from one sleep to the next until the condition is met.
    func drive(until isDone: () async throws -> Bool) async rethrows {
        while try await !isDone() {
            // What is due now is done first: else the next sleep seen may be one of an hour.
            await advance(by: .zero)
            if try await isDone() { return }
            if let time = sleepers.first { await advance(to: time) }
            // A busy machine may hold up the thread of a body while this one would move the clock on to its timeout.
            try? await Task.sleep(for: .milliseconds(1))
        }
    }
}

extension ExecutorFixture {
    /// Shuts down an executor that may have to wait for time to pass.
    func drive(shutdownOf executor: DurableExecutor) async throws {
        let stopped = Counter()
        async let shutdown: Void = {
            await executor.shutdown()
            stopped.add()
        }()
        // Once it has ended nobody sleeps any more.
        while stopped.value == 0 {
            if let time = clock.sleepers.first { clock.jump(to: time) }
            try await Task.sleep(for: .milliseconds(1))
        }
        await shutdown
    }

    func drive(until isDone: () async throws -> Bool) async rethrows {
        try await clock.drive(until: isDone)
    }

    /// Moves the clock to when the lease of a run is renewed next, and returns once it is and the executor knows it.
    func renewLease(
        of executionID: String, by executor: DurableExecutor, at time: Int64,
        _ lease: (TaskExecution) -> Int64? = \.expiresAt
    ) async throws {
        // Not in one leap: an executor that comes late takes that for a standstill.
        await clock.advance(to: time)
        while try await lease(storage.stored(executionID)) != time + 10_000 { await Task.yield() }
        // A renewal that is on its way counts as one for the next round, too.
        while executor.core.runs.all.contains(where: \.isRenewing) { await Task.yield() }
    }
}
