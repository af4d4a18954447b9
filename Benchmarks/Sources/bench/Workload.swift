internal import DurableExecutionStorage
internal import TypedSQL

/// The executions that live in a benchmark, the same in every round and for storage and floor.
struct Workload: Sendable {
    let executions: [TaskExecution]
    /// As a caller has them at hand.
    let executionIDs: [String]
    let outputs: [String]

    /// - Parameter round: Each has executions of its own.
    init(count: Int, round: Int = 0) {
        var random = Xorshift()
        let start: Int64 = 1_700_000_000_000
        var executions: [TaskExecution] = []
        var outputs: [String] = []
        for index in 0..<count {
            let input = #"{"orderId":"\#(random.text(40))","quantity":\#(index % 1000),"note":"lorem ipsum dolor sit"}"#
            executions.append(
                TaskExecution(
                    taskID: "t_sampleTaskIdentifier0\(index % 10)",
                    executionID: Self.executionID(round * count + index, random.text(14)),
                    timeoutMs: 60_000, input: input, now: start + Int64(index / 10)
                )
            )
            outputs.append(
                #"{"receiptId":"\#(random.text(40))","total":\#(index % 1000),"state":"processed and paid"}"#)
        }
        self.init(executions: executions, outputs: outputs)
    }

    private init(executions: [TaskExecution], outputs: [String]) {
        self.executions = executions
        executionIDs = executions.map(\.executionID)
        self.outputs = outputs
    }

    /// What one of several processes has to do of it.
    func share(_ index: Int, of count: Int) -> Workload {
        let range = executions.count * index / count..<executions.count * (index + 1) / count
        return Workload(executions: Array(executions[range]), outputs: Array(outputs[range]))
    }

    /// As an executor makes them: ten characters that grow, then random ones.
    private static func executionID(_ number: Int, _ random: String) -> String {
        let digits = String(number)
        return "te_1" + String(repeating: "0", count: 9 - digits.count) + digits + random
    }
}

/// A small generator with a fixed seed.
private struct Xorshift: RandomNumberGenerator {
    private var state: UInt64 = 88_172_645_463_325_252

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }

    mutating func text(_ length: Int) -> String {
        let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
        return String(decoding: (0..<length).map { _ in alphabet[Int(next() % 62)] }, as: UTF8.self)
    }
}
