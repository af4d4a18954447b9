internal import Dispatch
internal import Foundation
internal import Synchronization

/// The waits of all connections of a database, ended by one timer when their time is over.
final class SocketWatches: Sendable {
    private let timer = RepeatingTimer()
    private let watches = Mutex<[ObjectIdentifier: SocketWatch]>([:])

    /// - Parameter tick: Called from time to time, for others that wait as well.
    func start(tick: @escaping @Sendable (ContinuousClock.Instant) -> Void) {
        let interval = DispatchTimeInterval.milliseconds(250)
        timer.source.schedule(deadline: .now() + interval, repeating: interval, leeway: .milliseconds(100))
        timer.source.setEventHandler { [weak self] in
            let now = ContinuousClock.now
            self?.expire(at: now)
            tick(now)
        }
        timer.source.resume()
    }

    /// - Throws: ``PostgreSQLError/Code/outOfResources`` if the process has no descriptors left: Dispatch, which needs some
    ///   for its timer, would end it.
    static func checkDescriptors() throws(PostgreSQLError) {
        let descriptors = (0..<4).map { _ in open("/dev/null", O_RDONLY | O_CLOEXEC) }
        let reason = errno
        for descriptor in descriptors where descriptor >= 0 { close(descriptor) }
        if descriptors.allSatisfy({ $0 >= 0 }) { return }
        throw PostgreSQLError(
            .outOfResources, message: "the process can't open a database: \(String(cString: strerror(reason)))"
        )
    }

    deinit { timer.source.cancel() }

    func insert(_ watch: SocketWatch) { watches.withLock { $0[ObjectIdentifier(watch)] = watch } }

    func remove(_ watch: SocketWatch) { _ = watches.withLock { $0.removeValue(forKey: ObjectIdentifier(watch)) } }

    private func expire(at now: ContinuousClock.Instant) {
        for watch in watches.withLock({ Array($0.values) }) { watch.expire(at: now) }
    }
}

/// `@unchecked`, for any thread may use what Dispatch makes, though it does not say so on Linux.
private struct RepeatingTimer: @unchecked Sendable {
    let source: any DispatchSourceTimer = DispatchSource.makeTimerSource()
}
