internal import Dispatch
internal import Foundation

#if canImport(Glibc)
internal import Glibc
#endif

/// The moments at which it is worth looking whether others have written: when the kernel tells that the database's log was
/// written to, by this process or another, or, where it does not tell, after each interval.
struct LogWrites {
    let moments: AsyncStream<Void>
    /// Has the kernel tell of the next write. It tells of one only: a call writes several times, and this process may call
    /// all the time.
    let listen: @Sendable () -> Void

    /// - Parameter path: The database's.
    init(path: String, interval: Duration) {
        let (moments, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        self.moments = moments
        let queue = DispatchQueue(label: "sqlite log")
        let report = { @Sendable in _ = continuation.yield() }
        let source = Self.writes(path: path, queue, report) ?? Self.ticks(every: interval, queue, report)
        continuation.onTermination = { _ in source.cancel() }
        listen = source.listen
    }

    private static func ticks(
        every interval: Duration, _ queue: DispatchQueue, _ report: @escaping @Sendable () -> Void
    ) -> Source {
        let seconds = interval / .seconds(1)
        let timer = DispatchSource.makeTimerSource(queue: queue)
        timer.schedule(deadline: .now() + seconds, repeating: seconds)
        timer.setEventHandler(handler: report)
        timer.resume()
        return Source(source: timer, listen: {})
    }

    /// `nil` where the kernel does not tell.
    private static func writes(
        path: String, _ queue: DispatchQueue, _ report: @escaping @Sendable () -> Void
    ) -> Source? {
        #if canImport(Glibc)
        let descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
        if descriptor < 0 { return nil }
        // A close is heard of too, so that the watch ends soon after its own database was closed.
        let events = UInt32(IN_MODIFY | IN_CLOSE_WRITE) | IN_ONESHOT
        let listen = { @Sendable in inotify_add_watch(descriptor, path + "-wal", events) }
        if listen() < 0 {
            close(descriptor)
            return nil
        }
        let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
        source.setEventHandler {
            var events = [UInt8](repeating: 0, count: 4096)
            while read(descriptor, &events, events.count) > 0 {}
            report()
        }
        source.setCancelHandler { close(descriptor) }
        source.resume()
        return Source(source: source) { _ = listen() }
        #else
        return nil
        #endif
    }
}

/// `@unchecked`, for any thread may use what Dispatch makes, though it does not say so on Linux.
private struct Source: @unchecked Sendable {
    let source: any DispatchSourceProtocol
    let listen: @Sendable () -> Void

    func cancel() { source.cancel() }
}
