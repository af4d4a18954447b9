import Foundation

/// Threads that run the jobs of Swift tasks, and nothing else; each is started when there is something for it to do.
final class JobThreads: Sendable {
    private struct Job {
        let job: UnownedJob
        let executor: UnownedTaskExecutor
    }

    private struct State {
        /// The oldest first, from `next` on.
        var jobs: [Job?] = []
        var next = 0
        var threads = 0
        var idle = 0
        var running = 0
        /// Counts the jobs that came, so that somebody who looks twice sees whether one came in between.
        var arrivals = 0
        var alarm: SuspendingClock.Instant?
        var isStopped = false

        var waiting: Int { jobs.count - next }

        mutating func append(_ job: Job) {
            arrivals += 1
            jobs.append(job)
        }

        mutating func takeJob() -> Job? {
            if next == jobs.count { return nil }
            let job = jobs[next]
            jobs[next] = nil
            next += 1
            if next == jobs.count {
                jobs.removeAll(keepingCapacity: jobs.count <= 1024)
                next = 0
            } else if next > 4096, 2 * next > jobs.count {
                jobs.removeFirst(next)
                next = 0
            }
            return job
        }
    }

    private enum Work {
        case job(Job)
        case alarm
        case end
    }

    private let name: String
    private let count: Int
    private let onAlarm: @Sendable () -> Void
    private let monitor = TimedMonitor(State())

    /// - Parameters:
    ///   - count: The most threads at a time.
    ///   - onAlarm: What a thread does when the time of ``setAlarm(in:)`` has come.
    init(named name: String, count: Int, onAlarm: @escaping @Sendable () -> Void = {}) {
        self.name = name
        self.count = max(1, count)
        self.onAlarm = onAlarm
    }

    func append(_ job: UnownedJob, of executor: UnownedTaskExecutor) {
        let job = Job(job: job, executor: executor)
        wakeThread { $0.append(job) }
    }

    /// Sets the one alarm anew.
    func setAlarm(in duration: Duration) {
        let time = SuspendingClock.now + duration
        wakeThread { $0.alarm = time }
    }

    /// Lets the threads end once no job waits; one that comes later is run all the same.
    func stop() {
        monitor.change { state in
            state.isStopped = true
            state.alarm = nil
            return .forAll
        }
    }

    /// How many jobs run or wait, and how many have come so far.
    var activity: (jobs: Int, arrivals: Int) {
        monitor.read { ($0.running + $0.waiting, $0.arrivals) }
    }

    private func wakeThread(_ body: (inout State) -> Void) {
        var isThreadNeeded = false
        monitor.change { state in
            body(&state)
            // Those that were woken count as idle until they look.
            isThreadNeeded = state.threads < count && state.idle < max(1, state.waiting)
            if isThreadNeeded { state.threads += 1 }
            return state.idle > 0 ? .forOne : .none
        }
        guard isThreadNeeded else { return }
        let thread = Thread { [self] in serve() }
        thread.name = name
        thread.stackSize = 8 << 20
        thread.start()
    }

    private func serve() {
        while true {
            switch nextWork() {
            case .job(let job):
                job.job.runSynchronously(on: job.executor)
                monitor.change { state in
                    state.running -= 1
                    return .none
                }
            case .alarm: onAlarm()
            case .end: return
            }
        }
    }

    private func nextWork() -> Work {
        var isIdle = false
        return monitor.wait { state in
            if isIdle { state.idle -= 1 }
            isIdle = false
            if let alarm = state.alarm, alarm <= .now {
                state.alarm = nil
                return .take(.alarm)
            }
            if let job = state.takeJob() {
                state.running += 1
                return .take(.job(job))
            }
            if state.isStopped {
                state.threads -= 1
                return .take(.end)
            }
            state.idle += 1
            isIdle = true
            return .wait(state.alarm.map { $0 - .now })
        }
    }
}
