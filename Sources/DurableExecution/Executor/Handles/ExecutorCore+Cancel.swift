extension DurableExecutionError {
    static func notFound(_ executionId: String) -> DurableExecutionError {
        DurableExecutionError(.executionNotFound, "the storage has no execution with the id “\(executionId)”")
    }
}

extension ExecutorCore {
    func execution(_ executionId: String) async throws -> TaskExecution {
        let found = try await storage.get([TaskExecutionLookup(executionId: executionId)]).first ?? nil
        guard let found else { throw DurableExecutionError.notFound(executionId) }
        return found
    }

    func cancel(_ executionId: String) async throws {
        do {
            // One that is just being claimed here is not known yet: it is told of by the flag, as in another process.
            let knownHere = runs[executionId].map { _ in executorId }
            let cancelled = try await storage.cancel(executionId, by: knownHere, now: clock.now)
            if let run = runs[executionId] { lose(run, .cancelled) }
            finished(cancelled.execution, cancelled.update)
        } catch let error as TaskExecutionInterventionError {
            switch error.reason {
            case .isFinished: return
            case .notFound: throw DurableExecutionError.notFound(executionId)
            default: throw DurableExecutionError(.executionConflict, error.description)
            }
        }
    }
}
