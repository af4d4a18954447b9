import DurableExecutionStorage
import TypedSQL

/// The tasks whose executions the fixtures hold, for ever the same.
struct UpgradeTasks {
    let double: DurableTask<Int, Int>
    let sum: DurableTask<Int, Int>
    let approve: DurableTask<SleepingTaskID, Int>

    private struct Refusal: Error {}

    init(_ executor: DurableExecutor) throws {
        let double = try executor.register(
            DurableTask("double", options: TaskOptions(retry: RetryPolicy(maxRetries: 3))) { (number: Int, _) in
                if number < 0 { throw Refusal() }
                return 2 * number
            }
        )
        let total = try executor.register(
            DurableTask("total") { (parent: ParentResult<NoValue>, _) in
                try parent.outputs(of: double).reduce(0, +)
            }
        )
        self.double = double
        sum = try executor.register(
            .parent("sum", finalize: total) { (number: Int, _) in
                FanOut(children: [double.child(number), double.child(number + 1)])
            }
        )
        approve = try executor.register(.sleeping("approve", output: Int.self, timeout: .seconds(3_600)))
    }
}
