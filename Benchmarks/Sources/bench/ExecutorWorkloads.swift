internal import DurableExecutionStorage
internal import Synchronization
internal import TypedSQL

/// Tasks that an executor runs from their enqueueing to their results, which have to be right.
protocol ExecutorWorkload: Sendable {
    var name: String { get }
    func run(on executor: DurableExecutor) async throws
}

struct WrongResult: Error {
    let workload: String
}

struct PlainWorkload: ExecutorWorkload {
    let name = "nothing"
    let count: Int

    func run(on executor: DurableExecutor) async throws {
        let task = try executor.register(DurableTask("nothing") { (input: Int, _) in input })
        var sum = 0
        for handle in try await executor.enqueue(task, inputs: 0..<count) { sum += try await handle.result() }
        if sum != count * (count - 1) / 2 { throw WrongResult(workload: name) }
    }
}

struct FanOutWorkload: ExecutorWorkload {
    let name = "fan-out"

    func run(on executor: DurableExecutor) async throws {
        let child = try executor.register(DurableTask("child") { (input: Int, _) in input })
        let parent = try executor.register(
            .parent("parent") { (input: Int, _) in
                FanOut(input, children: (0..<100).map { child.child($0) })
            }
        )
        for handle in try await executor.enqueue(parent, inputs: 0..<20) {
            let result = try await handle.result()
            if try result.outputs(of: child) != Array(0..<100) { throw WrongResult(workload: name) }
        }
    }
}

struct MixedWorkload: ExecutorWorkload {
    let name = "mix"

    func run(on executor: DurableExecutor) async throws {
        let child = try executor.register(DurableTask("child") { (input: Int, _) in input })
        let parent = try executor.register(
            .parent(
                "parent",
                body: { (input: Int, _) in FanOut(input, children: (0..<50).map { child.child($0) }) },
                finalize: { (result: ParentResult<Int>, _) in try result.outputs(of: child).reduce(0, +) }
            )
        )
        let steps = try (1...4).map { step in
            try executor.register(DurableTask("step_\(step)") { (input: Int, _) in input + 1 })
        }
        let sequence = try executor.register(
            .sequential(
                "sequence", steps[0].then(steps[1]).then(steps[2]).then(steps[3])
            )
        )
        let iterations = Mutex<[Int: Int]>([:])
        let iteration = try executor.register(
            DurableTask("iteration") { (input: Int, _) in
                let count = iterations.withLock { counts in
                    counts[input, default: 0] += 1
                    return counts[input]
                }
                return count == 3 ? LoopIteration<Int>.done(input) : .again
            }
        )
        let loop = try executor.register(.looping("loop", repeating: iteration, maxIterations: 5))

        let parents = try await executor.enqueue(parent, inputs: 0..<100)
        let sequences = try await executor.enqueue(sequence, inputs: 0..<100)
        let loops = try await executor.enqueue(loop, inputs: 0..<100)
        for handle in parents where try await handle.result() != 1225 { throw WrongResult(workload: name) }
        for (input, handle) in sequences.enumerated() where try await handle.result() != input + 4 {
            throw WrongResult(workload: name)
        }
        for (input, handle) in loops.enumerated() where try await handle.result().output != input {
            throw WrongResult(workload: name)
        }
    }
}
