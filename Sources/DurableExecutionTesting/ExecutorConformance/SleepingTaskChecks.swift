import DurableExecution

extension ExecutorConformance {
    static let sleepingTaskChecks: [Check] = [
        Check("a sleeping task ends with what it is woken with, and only once") { scenario in
            let executor = try scenario.executor()
            let asleep = try executor.register(.sleeping("asleep", output: String.self, timeout: .seconds(60)))
            try await executor.start()
            let handle = try await executor.enqueue(asleep, "a")
            try expect(try await executor.wake(asleep, "a", output: "yes"), equals: true, "the first wake")
            try expect(try await executor.wake(asleep, "a", output: "no"), equals: false, "the second wake")
            try expect(try await handle.result(), equals: "yes", "the output")
            let refused = try await executor.enqueue(asleep, "b")
            try await executor.wake(asleep, "b", error: TaskExecutionError(message: "refused"))
            try expect(try await refused.wait().status, equals: .failed, "the status of the one woken with an error")
        },
        Check("a sleeping task that nobody wakes times out") { scenario in
            let executor = try scenario.executor()
            let asleep = try executor.register(.sleeping("asleep", output: String.self, timeout: .seconds(60)))
            try await executor.start()
            let start = scenario.clock.now
            let handle = try await executor.enqueue(asleep, "a")
            await scenario.advance(to: start + 60_000)
            try expect(try await handle.wait().status, equals: .timedOut, "the status")
        },
        Check("a parent waits for its sleeping children, whichever process wakes them") { scenario in
            let executor = try scenario.executor()
            let other = try scenario.executor()
            let asleep = try executor.register(.sleeping("asleep", output: Int.self, timeout: .seconds(60)))
            let parent = try executor.register(
                .parent("parent") { (count: Int, _) in
                    FanOut(children: (0..<count).map { asleep.child(SleepingTaskID("\($0)")) })
                } finalize: { (result, _) in
                    try result.outputs(of: asleep).reduce(0, +)
                }
            )
            for task in [asleep] { try other.register(task) }
            try other.register(parent)
            try await executor.start()
            let handle = try await executor.enqueue(parent, 100)
            try await scenario.stored(handle.executionID) { $0.status == .waitingForChildren }
            try await other.start()
            for number in 0..<50 {
                try await executor.wake(asleep, SleepingTaskID("\(number)"), output: number)
            }
            try await other.wake(asleep, outputs: (50..<100).map { (SleepingTaskID("\($0)"), $0) })
            let row = try await scenario.stored(handle.executionID) { $0.isFinished }
            try expect(row.output, equals: "4950", "the output")
            _ = try await scenario.expectClosedTree(handle.executionID, count: 101)
        },
        Check("a unique id that is taken fails the parent that asks for it, and no other") { scenario in
            let executor = try scenario.executor()
            let asleep = try executor.register(.sleeping("asleep", output: Int.self, timeout: .seconds(60)))
            let parent = try executor.register(
                .parent("parent") { (id: String, _) in
                    FanOut(children: [asleep.child(SleepingTaskID(id))])
                } finalize: { (result, _) in
                    try result.outputs(of: asleep)[0]
                }
            )
            try await executor.enqueue(asleep, "taken")
            let handles = try await executor.enqueue(parent, inputs: (0..<20).map { $0 % 5 == 0 ? "taken" : "\($0)" })
            try await executor.start()
            for (number, handle) in handles.enumerated() {
                if number % 5 == 0 {
                    try expect(try await handle.wait().status, equals: .failed, "the status of number \(number)")
                } else {
                    try await scenario.stored(handle.executionID) { $0.status == .waitingForChildren }
                    try await executor.wake(asleep, SleepingTaskID("\(number)"), output: number)
                    try expect(try await handle.result(), equals: number, "the output")
                }
            }
        },
    ]
}
