internal import Dispatch
internal import Foundation
internal import Synchronization

/// Threads on which tasks run what may have to wait for the disk or for a lock, so that the threads that all tasks share
/// never do.
///
/// Whoever puts a job in never blocks; a thread that finds none sleeps.
final class ConnectionThreads: TaskExecutor {
    private struct Job {
        let job: UnownedJob
        let executor: UnownedTaskExecutor

        func run() { job.runSynchronously(on: executor) }
    }

    private struct State {
        /// The newest last.
        var arriving: [Job] = []
        /// The oldest last, where it can be taken without moving the others.
        var leaving: [Job] = []
        var sleepers = 0
        var wakeUp = DispatchSemaphore(value: 0)
        /// Whether a thread is to look for something else to do before it sleeps.
        var isAwaited = false
        var running: Int
        var ending = 0
        /// What a thread does when no job waits; answers whether there was something to do.
        var whenIdle: @Sendable () -> Bool = { false }
        /// What the last thread does at its end.
        var atEnd: @Sendable () -> Void = {}
        var isStopped = false
        var stopWaiters: [CheckedContinuation<Void, Never>] = []

        var hasJobs: Bool { !arriving.isEmpty || !leaving.isEmpty }

        mutating func next() -> Job? {
            if leaving.isEmpty {
                swap(&leaving, &arriving)
                leaving.reverse()
            }
            return leaving.popLast()
        }

        /// For whom to signal, if a thread sleeps. Whoever does so has it of the state, and so holds on to it: what it has put in
        /// may be done, and these threads ended and gone, before it has signalled.
        mutating func sleeper() -> DispatchSemaphore? {
            if sleepers == 0 { return nil }
            sleepers -= 1
            return wakeUp
        }
    }

    private let state: Mutex<State>

    /// Starts the threads, which hold on to this until they are stopped.
    init(named name: String, count: Int) {
        state = Mutex(State(running: count))
        for _ in 0..<count {
            let thread = Thread { [self] in serve() }
            thread.name = name
            thread.stackSize = 8 << 20
            thread.start()
        }
    }

    /// Gives the threads something to do besides the jobs.
    func serve(whenIdle: @escaping @Sendable () -> Bool = { false }, atEnd: @escaping @Sendable () -> Void) {
        state.withLock { state in
            state.whenIdle = whenIdle
            state.atEnd = atEnd
        }
    }

    func enqueue(_ job: consuming ExecutorJob) { enqueue(UnownedJob(job), of: asUnownedTaskExecutor()) }

    /// Lets a job of another executor run on a thread.
    func enqueue(_ job: UnownedJob, of executor: UnownedTaskExecutor) {
        let job = Job(job: job, executor: executor)
        let (isStopped, sleeper) = state.withLock { state -> (Bool, DispatchSemaphore?) in
            if state.running == 0 { return (true, nil) }
            state.arriving.append(job)
            return (false, state.sleeper())
        }
        sleeper?.signal()
        // A job must run in any case; there is none after the end save by a mistake.
        if isStopped { DispatchQueue.global().async { job.run() } }
    }

    /// Lets a thread look for something to do when no job waits.
    func wake() {
        let sleeper = state.withLock { state in
            state.isAwaited = true
            return state.sleeper()
        }
        sleeper?.signal()
    }

    /// Runs one job of those that wait; `false` if there is none.
    func runWaitingJob() -> Bool {
        let job = state.withLock { $0.next() }
        job?.run()
        return job != nil
    }

    /// Waits for a job and runs it.
    func runNextJob() {
        while !runWaitingJob() {
            let wakeUp = state.withLock { state -> DispatchSemaphore? in
                if state.hasJobs { return nil }
                state.sleepers += 1
                return state.wakeUp
            }
            wakeUp?.wait()
        }
    }

    /// Lets the threads end once no job waits.
    func stop() {
        let (sleepers, wakeUp) = state.withLock { state in
            state.isStopped = true
            defer { state.sleepers = 0 }
            return (state.sleepers, state.wakeUp)
        }
        for _ in 0..<sleepers { wakeUp.signal() }
    }

    /// Waits until all threads have ended.
    func waitUntilStopped() async {
        await withCheckedContinuation { continuation in
            let hasStopped = state.withLock { state in
                if state.running == 0 { return true }
                state.stopWaiters.append(continuation)
                return false
            }
            if hasStopped { continuation.resume() }
        }
    }

    private func serve() {
        while true {
            if runWaitingJob() { continue }
            let whenIdle = state.withLock { state in
                state.isAwaited = false
                return state.whenIdle
            }
            if whenIdle() { continue }
            let (isStopped, wakeUp) = state.withLock { state -> (Bool, DispatchSemaphore?) in
                if state.hasJobs || state.isAwaited { return (false, nil) }
                if state.isStopped { return (true, nil) }
                state.sleepers += 1
                return (false, state.wakeUp)
            }
            if isStopped { return end() }
            wakeUp?.wait()
        }
    }

    private func end() {
        let atEnd = state.withLock { state -> (@Sendable () -> Void)? in
            state.ending += 1
            return state.ending == state.running ? state.atEnd : nil
        }
        guard let atEnd else { return }
        atEnd()
        let waiters = state.withLock { state in
            state.running = 0
            state.whenIdle = { false }
            state.atEnd = {}
            return state.stopWaiters
        }
        for waiter in waiters { waiter.resume() }
    }
}
