import DurableExecution
import DurableExecutionTesting

/// One task of each kind, as one process has them. What becomes of them follows from their inputs.
struct SimulatedTasks: Sendable {
    let double: DurableTask<Int, Int>
    /// Fails at its first attempt.
    let flaky: DurableTask<Int, Int>
    let hopeless: DurableTask<Int, Int>
    /// Runs over its timeout.
    let stuck: DurableTask<Int, Int>
    /// Children and a finalize function.
    let sum: DurableTask<Int, Int>
    /// Children and a finalize task.
    let signed: DurableTask<Int, Int>
    /// Children that come to nothing, and no finalize.
    let mixed: DurableTask<Int, ParentResult<NoValue>>
    /// A finalize function that fails.
    let doomed: DurableTask<Int, Int>
    /// One after the other.
    let octuple: DurableTask<Int, Int>
    let broken: DurableTask<Int, Int>
    let loop: DurableTask<Int, LoopResult<Int>>
    /// Parents as children.
    let grove: DurableTask<Int, Int>
    let approval: DurableTask<SleepingTaskID, Int>
    let order: DurableTask<Int, Int>

    /// Has an output that the storage refuses.
    let refused: DurableTask<Int, Int>
    /// Has a finalize function whose output the storage refuses.
    let unfinished: DurableTask<Int, Int>

    /// What no storage takes, as if a trigger refused it.
    private static let refusedOutput = -666

    static let refusal: @Sendable (TaskExecutionUpdateRequest) -> String? = { request in
        request.update.output == "\(refusedOutput)" ? "the simulated trigger refuses it" : nil
    }

    struct Failure: Error {}

    init(_ executor: DurableExecutor, in world: SimulatedWorld, _ life: Life) throws {
        let work = { @Sendable (context: TaskContext) in
            try await life.goOn()
            world.table.bodyBegan(context.executionID, in: context.executorID)
            try await world.clock.sleep(for: world.dice.milliseconds(0...9_000))
            try await life.goOn()
        }
        let retry = RetryPolicy(maxRetries: 3, initialDelay: .milliseconds(100), jitter: 0)
        let double = try executor.register(
            DurableTask("double") { (number: Int, context) in
                try await work(context)
                return 2 * number
            }
        )
        let hopeless = try executor.register(
            DurableTask("hopeless", options: TaskOptions(retry: retry)) { (number: Int, context) -> Int in
                try await work(context)
                throw Failure()
            }
        )
        let stuck = try executor.register(
            DurableTask("stuck", options: TaskOptions(timeout: .seconds(2))) { (number: Int, context) -> Int in
                try await life.goOn()
                try await world.clock.sleep(until: .max)
                return number
            }
        )
        flaky = try executor.register(
            DurableTask("flaky", options: TaskOptions(retry: retry)) { (number: Int, context) in
                try await work(context)
                if context.attempt == 0 { throw Failure() }
                return number + 1
            }
        )
        let children = { @Sendable (number: Int) in
            FanOut(children: (0..<3).map { double.child(number + $0) })
        }
        sum = try executor.register(
            .parent("sum") { (number: Int, context) in
                try await work(context)
                return children(number)
            } finalize: { (parent, context) in
                try await life.goOn()
                return try parent.outputs(of: double).reduce(0, +)
            }
        )
        let sign = try executor.register(
            DurableTask("sign") { (parent: ParentResult<NoValue>, context) in
                try await work(context)
                return try -parent.outputs(of: double).reduce(0, +)
            }
        )
        signed = try executor.register(.parent("signed", finalize: sign) { (number: Int, context) in children(number) })
        mixed = try executor.register(
            .parent("mixed") { (number: Int, context) in
                FanOut(children: [double.child(number), hopeless.child(number), stuck.child(number)])
            }
        )
        doomed = try executor.register(
            .parent("doomed") { (number: Int, context) in
                children(number)
            } finalize: { (parent, context) -> Int in
                throw Failure()
            }
        )
        octuple = try executor.register(.sequential("octuple", double.then(double).then(double)))
        broken = try executor.register(.sequential("broken", double.then(hopeless).then(double)))
        let round = try executor.register(
            DurableTask("round") { (number: Int, context) -> LoopIteration<Int> in
                try await work(context)
                return context.indexInParent == 2 ? .done(number) : .again
            }
        )
        loop = try executor.register(.looping("loop", repeating: round, maxIterations: 5, delay: .seconds(1)))
        let (sum, signed, octuple) = (sum, signed, octuple)
        grove = try executor.register(
            .parent("grove") { (number: Int, context) in
                FanOut(children: [sum.child(number), signed.child(number), octuple.child(number)])
            } finalize: { (parent, context) in
                let trees = try parent.outputs(of: sum) + parent.outputs(of: signed) + parent.outputs(of: octuple)
                return trees.reduce(0, +)
            }
        )
        let approval = try executor.register(.sleeping("approval", output: Int.self, timeout: .seconds(60)))
        order = try executor.register(
            .parent("order") { (number: Int, context) in
                FanOut(children: [approval.child(SleepingTaskID("order \(number)")), double.child(number)])
            } finalize: { (parent, context) in
                try parent.outputs(of: approval).reduce(0, +)
            }
        )
        refused = try executor.register(
            DurableTask("refused", options: TaskOptions(retry: retry)) { (number: Int, context) in
                try await work(context)
                return Self.refusedOutput
            }
        )
        unfinished = try executor.register(
            .parent("unfinished") { (number: Int, context) in
                children(number)
            } finalize: { (parent, context) in
                Self.refusedOutput
            }
        )
        (self.double, self.hopeless, self.stuck, self.approval) = (double, hopeless, stuck, approval)
    }
}
