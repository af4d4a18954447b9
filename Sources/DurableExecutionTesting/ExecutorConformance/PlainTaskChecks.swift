import DurableExecution

extension ExecutorConformance {
    static let plainTaskChecks: [Check] = [
        Check("250 tasks that are enqueued side by side all run, each once") { scenario in
            let executor = try scenario.executor()
            let runs = RunCount()
            let double = try executor.register(
                DurableTask("double") { (number: Int, _) in
                    runs.add()
                    return 2 * number
                }
            )
            try await executor.start()
            let results = try await withThrowingTaskGroup(of: (Int, Int).self) { group in
                for number in 0..<250 {
                    group.addTask { (number, try await executor.enqueue(double, number).result()) }
                }
                return try await group.reduce(into: [Int: Int]()) { $0[$1.0] = $1.1 }
            }
            let expected = Dictionary(uniqueKeysWithValues: (0..<250).map { ($0, 2 * $0) })
            try expect(results, equals: expected, "the results")
            try expect(runs.value, equals: 250, "the runs")
        },
        Check("a task that fails is tried again, with the attempt and the error before, until it succeeds") {
            scenario in
            let executor = try scenario.executor()
            let retry = RetryPolicy(maxRetries: 3, initialDelay: .milliseconds(100), multiplier: 2, jitter: 0)
            let flaky = try executor.register(
                DurableTask("flaky", options: TaskOptions(retry: retry)) { (text: String, context) in
                    try expect(
                        context.previousError?.message, equals: context.attempt == 0 ? nil : "\(context.attempt - 1)",
                        "the error before attempt \(context.attempt)"
                    )
                    if context.attempt < 3 { throw TaskExecutionError(message: "\(context.attempt)") }
                    return text + "!"
                }
            )
            try await executor.start()
            var time = scenario.clock.now
            let handle = try await executor.enqueue(flaky, "x")
            for delay in [100, 200, 400] as [Int64] {
                time += delay
                await scenario.advance(to: time)
            }
            let end = try await handle.wait()
            try expect(try end.result.get(), equals: "x!", "the output")
            try expect(end.retryAttempts, equals: 3, "the retries")
        },
        Check("a task that goes on failing ends as failed with its last error") { scenario in
            let executor = try scenario.executor()
            let broken = try executor.register(
                DurableTask("broken", options: TaskOptions(retry: RetryPolicy(maxRetries: 4))) {
                    (_: Int, context) -> Int in
                    throw TaskExecutionError(message: "\(context.attempt)")
                }
            )
            try await executor.start()
            let end = try await executor.enqueue(broken, 1).wait()
            try expect(end.status, equals: .failed, "the status")
            try expect(end.error?.message, equals: "4", "the error")
        },
        Check("a body that runs over its timeout ends as timed out") { scenario in
            let executor = try scenario.executor()
            let slow = try executor.register(
                DurableTask("slow", options: TaskOptions(timeout: .milliseconds(50))) { (_: Int, _) -> Int in
                    try await sleepUntilCancelled(scenario.clock)
                    return 1
                }
            )
            try await executor.start()
            let start = scenario.clock.now
            let handle = try await executor.enqueue(slow, 1)
            await scenario.advance(to: start + 50)
            try expect(try await handle.wait().status, equals: .timedOut, "the status")
        },
        Check("executors on one storage share the work, and nothing runs twice") { scenario in
            let runs = RunCount()
            let echo = DurableTask("echo") { (number: Int, _) in
                runs.add()
                return number
            }
            let executors = try (0..<3).map { _ in try scenario.executor() }
            for executor in executors {
                try executor.register(echo)
                try await executor.start()
            }
            var ids: [String] = []
            for round in 0..<30 {
                let handles = try await executors[round % 3].enqueue(echo, inputs: 0..<10)
                ids += handles.map(\.executionID)
            }
            for id in ids { try await scenario.stored(id) { $0.status == .completed } }
            try expect(runs.value, equals: 300, "the runs")
        },
    ]
}
