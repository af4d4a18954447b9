/// Tasks that run one after the other, the output of each being the input of the next; made with
/// ``DurableTask/then(_:)``.
public struct TaskChain<Input: Codable & Sendable, Output: Codable & Sendable>: Sendable {
    let steps: [TaskChainStep]

    /// The chain with one task more.
    public func then<Next>(_ task: DurableTask<Output, Next>) -> TaskChain<Input, Next> {
        TaskChain<Input, Next>(steps: steps + [TaskChainStep(task)])
    }
}

/// One task of a chain; that it fits its neighbours was checked when the chain was made.
struct TaskChainStep: Sendable {
    let signature: TaskSignature
    let isSleeping: Bool

    init<Input, Output>(_ task: DurableTask<Input, Output>) {
        signature = task.signature
        isSleeping = task.definition.isSleeping
    }

    func child(input: String, delay: Duration? = nil, _ payloads: TaskPayloads) throws -> ChildTask {
        let sleepingTaskID =
            isSleeping
            ? try payloads.decode(SleepingTaskID.self, from: input, what: "input", taskID: signature.id) : nil
        return ChildTask(signature, sleepingTaskID: sleepingTaskID, encodedInput: input, delay: delay)
    }
}
