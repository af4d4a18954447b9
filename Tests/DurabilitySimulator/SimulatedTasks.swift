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

    struct Failure: Error {}

    init(_ executor: DurableExecutor, in world: SimulatedWorld, _ life: Life) throws {
        let work = { @Sendable (context: TaskContext) in
            try await life.goOn()
            world.table.bodyBegan(context.executionID, in: context.executorID)
            try await world.clock.sleep(for: world.dice.milliseconds(0...9_000))
            try await life.goOn()
        }
        let retry = TaskRetryOptions(maxAttempts: 3, baseDelayMs: 100)
        let double = try executor.task("double") { (number: Int, context) in
            try await work(context)
            return 2 * number
        }
        let hopeless = try executor.task("hopeless", retry: retry) { (number: Int, context) -> Int in
            try await work(context)
            throw Failure()
        }
        let stuck = try executor.task("stuck", timeout: .seconds(2)) { (number: Int, context) -> Int in
            try await life.goOn()
            try await world.clock.sleep(until: .max)
            return number
        }
        flaky = try executor.task("flaky", retry: retry) { (number: Int, context) in
            try await work(context)
            if context.attempt == 0 { throw Failure() }
            return number + 1
        }
        let children = { @Sendable (number: Int) in
            FanOut(children: (0..<3).map { double.child(number + $0) })
        }
        sum = try executor.parentTask("sum") { (number: Int, context) in
            try await work(context)
            return children(number)
        } finalize: { (parent, context) in
            try await life.goOn()
            return try parent.outputs(of: double).reduce(0, +)
        }
        let sign = try executor.task("sign") { (parent: ParentResult<NoValue>, context) in
            try await work(context)
            return try -parent.outputs(of: double).reduce(0, +)
        }
        signed = try executor.parentTask("signed", finalize: sign) { (number: Int, context) in children(number) }
        mixed = try executor.parentTask("mixed") { (number: Int, context) in
            FanOut(children: [double.child(number), hopeless.child(number), stuck.child(number)])
        }
        doomed = try executor.parentTask("doomed") { (number: Int, context) in
            children(number)
        } finalize: { (parent, context) -> Int in
            throw Failure()
        }
        octuple = try executor.sequentialTasks("octuple", double.then(double).then(double))
        broken = try executor.sequentialTasks("broken", double.then(hopeless).then(double))
        let round = try executor.task("round") { (number: Int, context) -> LoopIteration<Int> in
            try await work(context)
            return context.indexInParent == 2 ? .done(number) : .again
        }
        loop = try executor.loopingTask("loop", repeating: round, maxAttempts: 5, delay: .seconds(1))
        let (sum, signed, octuple) = (sum, signed, octuple)
        grove = try executor.parentTask("grove") { (number: Int, context) in
            FanOut(children: [sum.child(number), signed.child(number), octuple.child(number)])
        } finalize: { (parent, context) in
            let trees = try parent.outputs(of: sum) + parent.outputs(of: signed) + parent.outputs(of: octuple)
            return trees.reduce(0, +)
        }
        let approval = try executor.sleepingTask("approval", output: Int.self, timeout: .seconds(60))
        order = try executor.parentTask("order") { (number: Int, context) in
            FanOut(children: [approval.child(SleepingTaskID("order \(number)")), double.child(number)])
        } finalize: { (parent, context) in
            try parent.outputs(of: approval).reduce(0, +)
        }
        (self.double, self.hopeless, self.stuck, self.approval) = (double, hopeless, stuck, approval)
    }
}
