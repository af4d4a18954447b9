import DurableExecution

extension ExecutorConformance {
    static let parentTaskChecks: [Check] = [
        Check("a parent with 500 children gets all their outputs, in their order") { scenario in
            let executor = try scenario.executor()
            let double = try executor.register(DurableTask("double") { (number: Int, _) in 2 * number })
            let parent = try executor.register(
                .parent("parent") { (count: Int, _) in
                    FanOut(count, children: (0..<count).map { double.child($0) })
                } finalize: { (result, _) in
                    try result.outputs(of: double)
                }
            )
            try await executor.start()
            let handle = try await executor.enqueue(parent, 500)
            try expect(try await handle.result(), equals: (0..<500).map { 2 * $0 }, "the output")
            let all = try await scenario.expectClosedTree(handle.executionID, count: 501)
            try expect(
                all.dropFirst().map { $0.parent?.indexInParentChildren }, equals: (0..<500).map { $0 }, "the indexes"
            )
        },
        Check("a child that fails does not keep a parent without a finalize from completing") { scenario in
            let executor = try scenario.executor()
            let even = try executor.register(
                DurableTask("even") { (number: Int, _) -> Int in
                    if number % 2 == 1 { throw TaskExecutionError(message: "odd") }
                    return number
                }
            )
            let parent = try executor.register(
                .parent("parent") { (count: Int, _) in
                    FanOut("done", children: (0..<count).map { even.child($0) })
                }
            )
            try await executor.start()
            let handle = try await executor.enqueue(parent, 4)
            let result = try await handle.result()
            try expect(result.output, equals: "done", "the output of the body")
            try expect(
                result.children.map(\.status), equals: [.completed, .failed, .completed, .failed], "the children"
            )
            try expect(result.children.map { $0.error?.message }, equals: [nil, "odd", nil, "odd"], "the errors")
            try expect(try result.children[2].output(of: even), equals: 2, "the output of a child")
            _ = try await scenario.expectClosedTree(handle.executionID, count: 5)
        },
        Check("a finalize that fails ends its parent as finalize failed, be it a function or a task") { scenario in
            let executor = try scenario.executor()
            let echo = try executor.register(DurableTask("echo") { (number: Int, _) in number })
            let refuse = try executor.register(
                DurableTask("refuse", options: TaskOptions(retry: RetryPolicy(maxRetries: 1))) {
                    (_: ParentResult<NoValue>, _) -> Int in
                    throw TaskExecutionError(message: "refused")
                }
            )
            let byFunction = try executor.register(
                .parent("by_function") { (number: Int, _) in
                    FanOut(children: [echo.child(number)])
                } finalize: { (_, _) -> Int in
                    throw TaskExecutionError(message: "refused")
                }
            )
            let byTask = try executor.register(
                .parent("by_task", finalize: refuse) { (number: Int, _) in
                    FanOut(children: [echo.child(number)])
                }
            )
            try await executor.start()
            for (task, count) in [(byFunction, 2), (byTask, 3)] {
                let handle = try await executor.enqueue(task, 1)
                let end = try await handle.wait()
                try expect(end.status, equals: .finalizeFailed, "the status")
                try expect(
                    end.error?.message.hasSuffix("refused"), equals: true,
                    "whether the error ends with that of the finalize")
                _ = try await scenario.expectClosedTree(handle.executionID, count: count)
            }
        },
        Check("parents with finalize tasks may be children of such parents, ten levels deep") { scenario in
            let executor = try scenario.executor()
            var task = try executor.register(DurableTask("level_0") { (number: Int, _) in number })
            for level in 1...9 {
                let below = task
                let sum = try executor.register(
                    DurableTask("sum_\(level)") { (result: ParentResult<Int>, _) in
                        try result.output + result.outputs(of: below).reduce(0, +)
                    }
                )
                task = try executor.register(
                    .parent("level_\(level)", finalize: sum) { (number: Int, _) in
                        FanOut(1, children: [below.child(number), below.child(number)])
                    }
                )
            }
            try await executor.start()
            let handle = try await executor.enqueue(task, 0)
            try expect(try await handle.result(), equals: 511, "the output")
            _ = try await scenario.expectClosedTree(handle.executionID, count: 1023 + 511)
        },
        Check("a finalize task may be a parent with a finalize task of its own") { scenario in
            let executor = try scenario.executor()
            let double = try executor.register(DurableTask("double") { (number: Int, _) in 2 * number })
            let sum = try executor.register(
                DurableTask("sum") { (result: ParentResult<String>, _) in
                    "\(result.output) \(try result.outputs(of: double).reduce(0, +))"
                }
            )
            let again = try executor.register(
                .parent("again", finalize: sum) { (result: ParentResult<String>, _) in
                    FanOut(
                        result.output, children: try result.outputs(of: double).map { double.child($0) }
                    )
                }
            )
            let parent = try executor.register(
                .parent("parent", finalize: again) { (numbers: [Int], _) in
                    FanOut("sum", children: numbers.map { double.child($0) })
                }
            )
            try await executor.start()
            let handle = try await executor.enqueue(parent, [1, 2, 3])
            try expect(try await handle.result(), equals: "sum 24", "the output")
            _ = try await scenario.expectClosedTree(handle.executionID, count: 9)
        },
    ]
}
