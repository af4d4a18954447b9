import DurableExecution

extension ExecutorConformance {
    static let sequenceChecks: [Check] = [
        Check("sequential tasks run one after the other, each with the output of the one before") { scenario in
            let executor = try scenario.executor()
            let count = try executor.register(DurableTask("count") { (text: String, _) in text.count })
            let double = try executor.register(DurableTask("double") { (number: Int, _) in 2 * number })
            let text = try executor.register(DurableTask("text") { (number: Int, _) in "<\(number)>" })
            let chain = try executor.register(.sequential("chain", count.then(double).then(double).then(text)))
            try await executor.start()
            let handles = try await executor.enqueue(chain, inputs: (0..<20).map { String(repeating: "x", count: $0) })
            for (number, handle) in handles.enumerated() {
                try expect(try await handle.result(), equals: "<\(4 * number)>", "the output")
                let all = try await scenario.expectClosedTree(handle.executionID, count: 5)
                try expect(all[0].children?.count, equals: 4, "the children that the chain lists")
            }
        },
        Check("a step that fails ends sequential tasks as finalize failed, and the next does not run") { scenario in
            let executor = try scenario.executor()
            let runs = RunCount()
            let fail = try executor.register(
                DurableTask("fail") { (_: Int, _) -> Int in throw TaskExecutionError(message: "no") })
            let next = try executor.register(DurableTask("next") { (_: Int, _) in runs.add() })
            let chain = try executor.register(.sequential("chain", fail.then(next)))
            try await executor.start()
            let handle = try await executor.enqueue(chain, 1)
            let end = try await handle.wait()
            try expect(end.status, equals: .finalizeFailed, "the status")
            try expect(
                end.error?.message.hasSuffix("(fail) ended as failed: no"), equals: true,
                "whether the error names the step")
            try expect(runs.value, equals: 0, "the runs of the next step")
            _ = try await scenario.expectClosedTree(handle.executionID, count: 2)
        },
        Check("a looping task repeats its iteration until that is done") { scenario in
            let executor = try scenario.executor()
            let check = try executor.register(
                DurableTask("check") { (limit: Int, context) -> LoopIteration<String> in
                    context.indexInParent == limit ? .done("after \(limit)") : .again
                }
            )
            let loop = try executor.register(.looping("loop", repeating: check, maxIterations: 50))
            try await executor.start()
            let handle = try await executor.enqueue(loop, 30)
            try expect(try await handle.result(), equals: .success("after 30"), "the result")
            _ = try await scenario.expectClosedTree(handle.executionID, count: 32)
        },
        Check("a looping task whose attempts are used up ends in no success, after a delay before each") { scenario in
            let executor = try scenario.executor()
            let check = try executor.register(DurableTask("check") { (_: Int, _) -> LoopIteration<Int> in .again })
            let loop = try executor.register(
                .looping("loop", repeating: check, maxIterations: 3) { attempt in
                    .milliseconds(100 << attempt)
                }
            )
            try await executor.start()
            var time = scenario.clock.now
            let handle = try await executor.enqueue(loop, 0)
            for delay in [100, 200, 400] as [Int64] {
                time += delay
                await scenario.advance(to: time)
            }
            try expect(try await handle.result(), equals: .exhausted, "the result")
            _ = try await scenario.expectClosedTree(handle.executionID, count: 4)
        },
    ]
}
