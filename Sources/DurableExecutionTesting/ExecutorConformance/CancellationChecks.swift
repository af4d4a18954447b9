import DurableExecution

extension ExecutorConformance {
    static let cancellationChecks: [Check] = [
        Check("cancelling a parent cancels the tree below it, and its finalize never runs") { scenario in
            let executor = try scenario.executor()
            let (running, cancelled, finalized) = (RunCount(), RunCount(), RunCount())
            let leaf = try executor.register(
                DurableTask("leaf") { (number: Int, context) -> Int in
                    running.add()
                    do {
                        try await sleepUntilCancelled(scenario.clock)
                    } catch {
                        try expect(context.cancellationReason, equals: .cancelled, "why the body was cancelled")
                        cancelled.add()
                    }
                    return number
                }
            )
            let later = try executor.register(
                DurableTask("later", options: TaskOptions(delay: .seconds(60))) { (number: Int, _) in number })
            let asleep = try executor.register(.sleeping("asleep", output: Int.self, timeout: .seconds(60)))
            let branch = try executor.register(
                .parent("branch") { (number: Int, _) in
                    FanOut(
                        children: [leaf.child(number), later.child(number), asleep.child(SleepingTaskID("\(number)"))]
                    )
                } finalize: { (_, _) in
                    finalized.add()
                }
            )
            let root = try executor.register(
                .parent("root") { (count: Int, _) in
                    FanOut(children: (0..<count).map { branch.child($0) })
                } finalize: { (_, _) in
                    finalized.add()
                }
            )
            try await executor.start()
            let handle = try await executor.enqueue(root, 20)
            try await running.reaches(20)
            try await handle.cancel()
            let all = try await scenario.expectClosedTree(handle.executionID, count: 81)
            try expect(all.map(\.status), equals: all.map { _ in .cancelled }, "the statuses")
            try await cancelled.reaches(20)
            try expect(finalized.value, equals: 0, "the finalizes that ran")
        },
        Check("an execution is cancelled in every unfinished state, and not when it has finished") { scenario in
            let executor = try scenario.executor()
            let running = RunCount()
            let slow = try executor.register(
                DurableTask("slow") { (number: Int, _) -> Int in
                    running.add()
                    try await sleepUntilCancelled(scenario.clock)
                    return number
                }
            )
            let echo = try executor.register(DurableTask("echo") { (number: Int, _) in number })
            let finalizing = try executor.register(
                DurableTask("finalizing") { (_: ParentResult<NoValue>, _) -> Int in
                    running.add()
                    try await sleepUntilCancelled(scenario.clock)
                    return 1
                }
            )
            let withFinalize = try executor.register(
                .parent("with_finalize", finalize: finalizing) { (number: Int, _) in
                    FanOut(children: [echo.child(number)])
                }
            )
            try await executor.start()
            let ready = try await executor.enqueue(slow, 1, delay: .seconds(60))
            let run = try await executor.enqueue(slow, 1)
            let waiting = try await executor.enqueue(withFinalize, 1)
            let done = try await executor.enqueue(echo, 1)
            _ = try await done.result()
            try await running.reaches(2)
            try await scenario.stored(waiting.executionID) { $0.status == .waitingForFinalize }
            for handle in [ready, run, waiting, done] { try await handle.cancel() }
            for handle in [ready, run, waiting] {
                try expect(try await handle.wait().status, equals: .cancelled, "the status")
                _ = try await scenario.closedTree(handle.executionID)
            }
            try expect(try await done.snapshot().status, equals: .completed, "the status of the one that had finished")
            let tree = try await scenario.expectClosedTree(waiting.executionID, count: 3)
            try expect(tree.map(\.status).filter { $0 == .cancelled }.count, equals: 2, "the cancelled of the tree")
        },
    ]
}
