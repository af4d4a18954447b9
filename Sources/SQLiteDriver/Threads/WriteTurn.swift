internal import Synchronization

/// The turn of one caller among those who wait for the writer's thread.
///
/// It is the executor of the caller's own task meanwhile: the task's first job lies here until the turn has come, and what
/// follows runs on the writer's thread, until the body's result is committed.
final class WriteTurn: TaskExecutor {
    private enum Step {
        case coming
        case waiting(UnownedJob)
        case running
        case ended((any Error)?, CheckedContinuation<Void, any Error>)
        /// With an error where the turn does not come.
        case answered((any Error)?)
    }

    let kind: WriteKind
    /// Whether it gets a commit of its own.
    let isAlone: Bool
    let ignoresCancellation: Bool
    private let turns: WriteTurns
    private let thread: ConnectionThreads
    private let step = Mutex(Step.coming)

    init(
        _ kind: WriteKind, isAlone: Bool, ignoresCancellation: Bool, in turns: WriteTurns, on thread: ConnectionThreads
    ) {
        self.kind = kind
        self.isAlone = isAlone
        self.ignoresCancellation = ignoresCancellation
        self.turns = turns
        self.thread = thread
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let destination = step.withLock { step -> Destination in
            switch step {
            case .coming:
                step = .waiting(job)
                return .queue
            case .answered: return .here
            case .waiting, .running, .ended: return .thread
            }
        }
        switch destination {
        case .queue: turns.add(self)?.wake()
        case .thread: thread.enqueue(job, of: asUnownedTaskExecutor())
        case .here: job.runSynchronously(on: asUnownedTaskExecutor())
        }
    }

    private enum Destination {
        case queue
        case thread
        /// On the writer's thread, which has just given the answer: what is left of the turn is its return.
        case here
    }

    /// Lets the body begin.
    ///
    /// - Throws: Why the turn does not come.
    func begin() throws {
        let refusal = step.withLock { step -> (any Error)? in
            if case .answered(let error) = step { error } else { nil }
        }
        if let refusal { throw refusal }
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

    /// Lets the body run on the writer's thread to its end.
    ///
    /// - Throws: What the body throws.
    func run() throws {
        let first = step.withLock { step -> UnownedJob? in
            guard case .waiting(let job) = step else { return nil }
            step = .running
            return job
        }
        first?.runSynchronously(on: asUnownedTaskExecutor())
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

    /// Lets the caller go on, also where the turn has not come; on the writer's thread.
    func answer(throwing error: (any Error)? = nil) {
        let last = step.withLock { step in
            defer { step = .answered(error) }
            return step
        }
        switch last {
        case .waiting(let job): job.runSynchronously(on: asUnownedTaskExecutor())
        case .ended(_, let continuation):
            if let error { continuation.resume(throwing: error) } else { continuation.resume() }
        case .coming, .running, .answered: break
        }
    }
}
