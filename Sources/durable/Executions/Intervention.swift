import ArgumentParser
import DurableExecutionStorage
import TypedSQL

/// What became of a change of one execution.
struct Intervention {
    let id: String
    let refusal: TaskExecutionInterventionError?

    init(_ id: String, _ change: () async throws -> Void) async throws {
        self.id = id
        do {
            try await change()
            refusal = nil
        } catch let error as TaskExecutionInterventionError {
            refusal = error
        }
    }

    private var json: JSONValue {
        .object([
            "id": .text(id), "isDone": .boolean(refusal == nil), "reason": JSONValue(refusal?.message),
        ])
    }

    /// Says what was done, and why the rest was not; the exit code is that of the worst.
    static func report(_ interventions: [Intervention], done: String, to output: OutputOptions) throws {
        let report: [String: JSONValue] = ["results": .array(interventions.map(\.json))]
        let successes = interventions.filter { $0.refusal == nil }
        try output.print(report, lines: successes.map { "\(done) \($0.id)" })
        let refusals = interventions.compactMap(\.refusal)
        if !output.json { for refusal in refusals { CommandFailure(refusal.message).print() } }
        if refusals.contains(where: { !$0.isNothingFound }) { throw ExitStatus.failure.code }
        if !refusals.isEmpty { throw ExitStatus.nothingFound.code }
    }
}

extension TaskExecutionInterventionError {
    /// With the status as every command writes it.
    fileprivate var message: String {
        switch reason {
        case .isFinished(let status): "the execution “\(id)” is finished already: \(status.text)"
        case .hasNotFailed(let status):
            "the execution “\(id)” is \(status.text); only what has failed, timed out or been cancelled can run again"
        default: description
        }
    }

    /// Whether there was nothing to change, rather than something that must not be changed.
    fileprivate var isNothingFound: Bool {
        switch reason {
        case .notFound, .isFinished: true
        default: false
        }
    }
}
