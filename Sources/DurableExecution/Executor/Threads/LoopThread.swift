import Synchronization

/// The thread on which the loops of one executor run, and its timer.
///
/// Nothing that a body does can occupy it: Swift's own threads, on which bodies may block or compute for long, are not needed
/// for a lease to be renewed in time.
final class LoopThread: TaskExecutor {
    private final class Alarm: Sendable {
        let action = Mutex<@Sendable () -> Void>({})
    }

    private let alarm: Alarm
    private let threads: JobThreads

    init() {
        let alarm = Alarm()
        self.alarm = alarm
        threads = JobThreads(named: "durable loops", count: 1) {
            let action = alarm.action.withLock { $0 }
            action()
        }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        threads.append(UnownedJob(job), of: asUnownedTaskExecutor())
    }

    /// What is done when an alarm goes off.
    func onAlarm(_ action: @escaping @Sendable () -> Void) {
        alarm.action.withLock { $0 = action }
    }

    /// Sets the one alarm anew.
    func setAlarm(in duration: Duration) { threads.setAlarm(in: duration) }

    /// Lets the thread end once it has nothing to do.
    func stop() {
        alarm.action.withLock { $0 = {} }
        threads.stop()
    }

    /// How many jobs run or wait, and how many have come so far.
    var activity: (jobs: Int, arrivals: Int) { threads.activity }
}
