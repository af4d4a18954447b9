extension DurableExecutionError {
    static func notFound(_ executionID: String) -> DurableExecutionError {
        DurableExecutionError(.executionNotFound, "the storage has no execution with the id “\(executionID)”")
    }
}

extension ExecutorCore {
    func execution(_ executionID: String) async throws -> TaskExecution {
        let found = try await storage.get([TaskExecutionLookup(executionID: executionID)]).first ?? nil
        guard let found else { throw DurableExecutionError.notFound(executionID) }
        return found
    }

    func cancel(_ executionID: String) async throws {
        do {
            // One that is just being claimed here is not known yet: it is told of by the flag, as in another process.
            let knownHere = runs[executionID].map { _ in executorID }
            let cancelled = try await storage.cancel(executionID, by: knownHere, now: clock.now)
            if let run = runs[executionID] { lose(run, .cancelled) }
            finished(cancelled.execution, cancelled.update)
        } catch let error as TaskExecutionInterventionError {
            switch error.reason {
            case .isFinished: return
            case .notFound: throw DurableExecutionError.notFound(executionID)
            default: throw DurableExecutionError(.executionConflict, error.description)
            }
        }
    }
}
