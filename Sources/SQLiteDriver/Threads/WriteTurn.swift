internal import Synchronization

/// The turn of one caller among those who wait for the writer's thread.
///
/// The caller's own task runs the body, on that thread, once the turn has come; then it waits until the body's result is
/// committed.
final class WriteTurn: Sendable {
    private enum Step {
        case new
        case waiting(CheckedContinuation<Void, any Error>)
        case running
        case ended((any Error)?, CheckedContinuation<Void, any Error>)
        case answered
    }

    let kind: WriteKind
    private let step = Mutex(Step.new)

    init(_ kind: WriteKind) { self.kind = kind }

    /// Waits for the turn.
    ///
    /// - Throws: Why it will not come.
    func wait(in turns: WriteTurns) async throws {
        try await withCheckedThrowingContinuation { continuation in
            step.withLock { $0 = .waiting(continuation) }
            turns.add(self)
        }
    }

    /// Waits, once the body has ended, until its result is committed.
    ///
    /// - Throws: Why it is not, which may be what the body threw.
    func end<Success>(_ result: Result<Success, any Error>) async throws {
        let error: (any Error)?
        if case .failure(let failure) = result { error = failure } else { error = nil }
        try await withCheckedThrowingContinuation { continuation in
            step.withLock { $0 = .ended(error, continuation) }
        }
    }

    /// Lets the body run on a thread to its end.
    ///
    /// - Throws: What the body throws.
    func run(on thread: ConnectionThreads) throws {
        step.withLock { step in
            guard case .waiting(let continuation) = step else { return }
            step = .running
            continuation.resume()
        }
        while true {
            let end = step.withLock { step -> (any Error)?? in
                if case .ended(let error, _) = step { .some(error) } else { nil }
            }
            switch end {
            case .some(let error?): throw error
            case .some(nil): return
            case nil: thread.runNextJob()
            }
        }
    }

    /// Lets the caller go on, also where the turn has not come.
    func answer(throwing error: (any Error)? = nil) {
        step.withLock { step in
            switch step {
            case .waiting(let continuation), .ended(_, let continuation):
                step = .answered
                if let error { continuation.resume(throwing: error) } else { continuation.resume() }
            case .new, .running, .answered: break
            }
        }
    }
}
