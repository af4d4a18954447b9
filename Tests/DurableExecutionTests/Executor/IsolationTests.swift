import DurableExecutionTesting
import Testing

@testable import DurableExecution

/// Executions that more than one executor in a row has died of run apart from others.
@Suite struct IsolationTests {
    let fixture = ExecutorFixture()

    private func insert(_ id: String, of taskID: String = "a", recoveries: Int) async throws {
        var execution = TaskExecution(
            taskID: taskID, executionID: id, timeoutMs: 3_600_000, input: "7", now: fixture.clock.now
        )
        execution.recoveries = recoveries
        try await fixture.storage.base.insert([execution])
    }

    private func parent(_ id: String, recoveries: Int) -> TaskExecution {
        var parent = TaskExecution(
            taskID: "p", executionID: id, timeoutMs: 3_600_000, input: "7", now: fixture.clock.now
        )
        parent.status = .waitingForChildren
        parent.runOutput = "7"
        parent.recoveries = recoveries
        return parent
    }

    @Test func suspectsRunOneByOneAndBesideNothing() async throws {
        for number in 0..<5 { try await insert("te_suspect_\(number)", recoveries: 2 + number % 2) }
        for number in 0..<20 { try await insert("te_\(number)", recoveries: number % 2) }
        let executor = try fixture.executor { $0.maxRecoveries = 5 }
        let (running, suspects) = (Counter(), Counter())
        let task = try executor.register(
            DurableTask("a") { (number: Int, context) in
                let isSuspect = context.executionID.hasPrefix("te_suspect")
                if isSuspect { suspects.add() }
                running.add()
                for _ in 0..<50 {
                    await Task.yield()
                    if isSuspect { #expect(running.value == 1) } else { #expect(suspects.value == 0) }
                }
                running.add(-1)
                if isSuspect { suspects.add(-1) }
                return number
            })
        try await executor.start()
        for number in 0..<5 {
            #expect(try await executor.handle(for: task, executionID: "te_suspect_\(number)").result() == 7)
        }
        for number in 0..<20 {
            #expect(try await executor.handle(for: task, executionID: "te_\(number)").result() == 7)
        }
        // Afterwards many run together again.
        let handles = try await executor.enqueue(task, inputs: 0..<50)
        for (number, handle) in handles.enumerated() { #expect(try await handle.result() == number) }
        #expect(running.maximum > 1)
        await executor.shutdown()
    }

    @Test func aSuspectThatRunsForLongHoldsUpOthersForOneLease() async throws {
        try await insert("te_suspect", of: "long", recoveries: 2)
        let executor = try fixture.executor()
        let gate = Gate()
        let began = Counter()
        let long = try executor.register(
            DurableTask("long", options: TaskOptions(timeout: .seconds(3600))) { (number: Int, _) in
                began.add()
                await gate.wait()
                return number
            })
        let echo = try executor.register(DurableTask("echo") { (number: Int, _) in number })
        try await executor.start()
        await began.reaches(1)
        let start = fixture.clock.now
        let handle = try await executor.enqueue(echo, 1)
        let done = Counter()
        let result = Task {
            defer { done.add() }
            return try await handle.result()
        }
        await fixture.drive { done.value == 1 }
        #expect(try await result.value == 1)
        #expect(fixture.clock.now - start >= 9_999)
        gate.open()
        #expect(try await executor.handle(for: long, executionID: "te_suspect").result() == 7)
        await executor.shutdown()
    }

    @Test func aSuspectBesideAnExecutionThatRunsForLongBeginsAfterOneLease() async throws {
        let executor = try fixture.executor(pollInterval: .milliseconds(500))
        let gate = Gate()
        let long = try executor.register(
            DurableTask("long", options: TaskOptions(timeout: .seconds(36_000))) { (number: Int, _) in
                await gate.wait()
                return number
            })
        let task = try executor.register(DurableTask("a") { (number: Int, _) in number })
        try await executor.start()
        let running = try await executor.enqueue(long, 1)
        while executor.core.runs.isEmpty { await Task.yield() }
        try await insert("te_suspect", recoveries: 2)
        let done = Counter()
        let result = Task {
            defer { done.add() }
            return try await executor.handle(for: task, executionID: "te_suspect").result()
        }
        await fixture.drive { done.value == 1 }
        #expect(try await result.value == 7)
        gate.open()
        #expect(try await running.result() == 1)
        await executor.shutdown()
    }

    @Test(arguments: 0...3)
    func aFinalizeThatExecutorsDieOfEndsItsParent(recoveries: Int) async throws {
        var abandoned = parent("te_p", recoveries: recoveries)
        abandoned.onChildrenFinished(by: "ex_dead", until: fixture.clock.now - 1)
        try await fixture.storage.base.insert([abandoned])
        let executor = try fixture.executor()
        let task = try executor.register(
            .parent("p") { (number: Int, _) in
                FanOut(number, children: [])
            } finalize: { (parent, context) -> Int in
                parent.output + context.recoveries
            })
        try await executor.start()
        let end = try await executor.handle(for: task, executionID: "te_p").wait()
        if recoveries < 3 {
            #expect(end.output == 7 + recoveries + 1)
        } else {
            #expect(end.status == .finalizeFailed)
            #expect(end.error?.message.contains("4 executors in a row died") == true)
        }
        await executor.shutdown()
    }

    @Test func parentsThatAreSuspectsAreFinalizedApart() async throws {
        let parents = (0..<3).map { parent("te_p\($0)", recoveries: 2) } + [parent("te_p3", recoveries: 0)]
        try await fixture.storage.base.insert(parents)
        let executor = try fixture.executor()
        let running = Counter()
        let task = try executor.register(
            .parent("p") { (number: Int, _) in
                FanOut(number, children: [])
            } finalize: { (parent, _) -> Int in
                running.add()
                for _ in 0..<50 { await Task.yield() }
                running.add(-1)
                return parent.output
            })
        try await executor.start()
        for number in 0..<4 {
            #expect(try await executor.handle(for: task, executionID: "te_p\(number)").result() == 7)
        }
        #expect(running.maximum == 1)
        await executor.shutdown()
    }
}

extension TaskExecution {
    fileprivate mutating func onChildrenFinished(by executorID: String, until expiresAt: Int64) {
        self.executorID = executorID
        childrenFinishedProcessingStatus = .processing
        childrenFinishedProcessingExpiresAt = expiresAt
    }
}
