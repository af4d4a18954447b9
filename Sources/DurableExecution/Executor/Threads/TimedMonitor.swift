import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A state that threads share, and wait for changes of.
///
/// The waits go by the time that nobody can set, which a semaphore of Dispatch does not do on Linux.
///
/// `@unchecked`: the state is touched only under the mutex, and pthread's objects stay where they are.
final class TimedMonitor<State>: @unchecked Sendable {
    private var state: State
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    init(_ state: State) {
        self.state = state
        pthread_mutex_init(mutex, nil)
        #if canImport(Darwin)
        pthread_cond_init(condition, nil)
        #else
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(condition, &attributes)
        pthread_condattr_destroy(&attributes)
        #endif
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    /// Whether a waiting thread is to look at the state again.
    enum Change {
        case none
        case forOne
        case forAll
    }

    /// Changes the state, and wakes those who wait for that.
    func change(_ body: (inout State) -> Change) {
        pthread_mutex_lock(mutex)
        let change = body(&state)
        pthread_mutex_unlock(mutex)
        switch change {
        case .none: break
        case .forOne: pthread_cond_signal(condition)
        case .forAll: pthread_cond_broadcast(condition)
        }
    }

    func read<Result>(_ body: (State) -> Result) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return body(state)
    }

    enum Turn<Result> {
        case take(Result)
        /// Wait until the state has changed, or for no longer than this.
        case wait(Duration?)
    }

    /// Waits until the body has something to take.
    func wait<Result>(_ body: (inout State) -> Turn<Result>) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while true {
            switch body(&state) {
            case .take(let result): return result
            case .wait(nil): pthread_cond_wait(condition, mutex)
            case .wait(let duration?): wait(for: duration)
            }
        }
    }

    private func wait(for duration: Duration) {
        // A day is as good as longer, and adds up to a time that the system knows.
        let duration = min(max(duration, .zero), .seconds(86_400))
        var time = timespec(
            tv_sec: Int(duration.components.seconds),
            tv_nsec: Int(duration.components.attoseconds / 1_000_000_000)
        )
        #if canImport(Darwin)
        pthread_cond_timedwait_relative_np(condition, mutex, &time)
        #else
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        time.tv_sec += now.tv_sec
        time.tv_nsec += now.tv_nsec
        if time.tv_nsec >= 1_000_000_000 {
            time.tv_sec += 1
            time.tv_nsec -= 1_000_000_000
        }
        pthread_cond_timedwait(condition, mutex, &time)
        #endif
    }
}
