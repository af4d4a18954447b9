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

        mutating func wakesSleeper() -> Bool {
            if sleepers == 0 { return false }
            sleepers -= 1
            return true
        }
    }

    private let state: Mutex<State>
    private let wakeUp = DispatchSemaphore(value: 0)

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
        let (isStopped, wakes) = state.withLock { state in
            if state.running == 0 { return (true, false) }
            state.arriving.append(job)
            return (false, state.wakesSleeper())
        }
        if wakes { wakeUp.signal() }
        // A job must run in any case; there is none after the end save by a mistake.
        if isStopped { DispatchQueue.global().async { job.run() } }
    }

    /// Lets a thread look for something to do when no job waits.
    func wake() {
        let wakes = state.withLock { state in
            state.isAwaited = true
            return state.wakesSleeper()
        }
        if wakes { wakeUp.signal() }
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
            let sleeps = state.withLock { state in
                if state.hasJobs { return false }
                state.sleepers += 1
                return true
            }
            if sleeps { wakeUp.wait() }
        }
    }

    /// Lets the threads end once no job waits.
    func stop() {
        let sleepers = state.withLock { state in
            state.isStopped = true
            defer { state.sleepers = 0 }
            return state.sleepers
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
            let isStopped = state.withLock { state -> Bool? in
                if state.hasJobs || state.isAwaited { return nil }
                if !state.isStopped { state.sleepers += 1 }
                return state.isStopped
            }
            if isStopped == true { return end() }
            if isStopped == false { wakeUp.wait() }
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
