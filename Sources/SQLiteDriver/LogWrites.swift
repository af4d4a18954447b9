internal import CSQLite
internal import Dispatch
internal import Foundation
internal import Synchronization

/// The moments at which it is worth checking whether others have written: when the kernel reports a write into the WAL, by
/// this process or another, and some times after that; if the kernel does not report it, after each interval.
///
/// A commit becomes visible only after its write has been flushed to the disk, which may take long.
final class LogWrites: Sendable {
    let moments: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation
    private let queue = DispatchQueue(label: "sqlite log")
    private let interval: Duration
    private let pauses = Mutex(CheckPauses())
    private let watch: LogWatch?

    /// - Parameter path: The WAL's, which the folder of the process does not change.
    init(path: String, interval: Duration) {
        (moments, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        self.interval = interval
        watch = LogWatch(path: path, queue)
        watch?.start { [weak self] in self?.noteWrite() }
        if watch == nil { checkAgain(after: interval) }
    }

    deinit { watch?.cancel() }

    /// Lets Dispatch open the descriptors that it needs, once: when there are none left later, it would end the process.
    static func prepare() { _ = isPrepared }

    private static let isPrepared: Bool = {
        DispatchQueue.global().asyncAfter(deadline: .now()) {}
        return true
    }()

    /// To be called before each check: the kernel reports one write only, because a call writes several times, and this
    /// process may call all the time.
    func listen() {
        // The file may be gone for a moment, or be a new one.
        if watch?.listen() != true { checkAgain(after: interval) }
    }

    /// To be called after a check that found nothing: the commit may still be on its way.
    func checkAgain() {
        if watch == nil { return }
        if let pause = pauses.withLock({ $0.next() }) { checkAgain(after: pause) }
    }

    private func noteWrite() {
        pauses.withLock { $0.reset() }
        continuation.yield()
    }

    private func checkAgain(after pause: Duration) {
        queue.asyncAfter(deadline: .now() + pause / .seconds(1)) { [weak self] in self?.continuation.yield() }
    }
}

/// How long to wait for a commit whose write was reported: twice as long each time, for some seconds altogether.
struct CheckPauses {
    private static let shortest = Duration.milliseconds(2)
    private static let longest = Duration.milliseconds(4096)

    private var pause = shortest

    /// `nil` when it has been long enough.
    mutating func next() -> Duration? {
        if pause > Self.longest { return nil }
        defer { pause *= 2 }
        return pause
    }

    mutating func reset() { pause = Self.shortest }
}

/// The kernel's reports of writes into one file.
///
/// `@unchecked`, for any thread may use what Dispatch makes, though it does not say so on Linux.
private struct LogWatch: @unchecked Sendable {
    private let source: any DispatchSourceProtocol
    private let descriptor: Int32
    private let path: String

    /// `nil` if the kernel does not report, or has no descriptor left for it.
    init?(path: String, _ queue: DispatchQueue) {
        self.path = path
        #if os(Linux)
        descriptor = csqlite_open_watch()
        if descriptor < 0 { return nil }
        if csqlite_watch_next_write(descriptor, path) < 0 {
            close(descriptor)
            return nil
        }
        source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
        #elseif canImport(Darwin)
        descriptor = open(path, O_EVTONLY | O_CLOEXEC)
        if descriptor < 0 { return nil }
        source = DispatchSource.makeFileSystemObjectSource(
            fileDescriptor: descriptor, eventMask: [.write, .extend, .delete, .rename], queue: queue
        )
        #else
        return nil
        #endif
    }

    func start(_ report: @escaping @Sendable () -> Void) {
        source.setEventHandler { [descriptor] in
            #if os(Linux)
            var events = [UInt8](repeating: 0, count: 4096)
            while read(descriptor, &events, events.count) > 0 {}
            #endif
            report()
        }
        source.setCancelHandler { [descriptor] in close(descriptor) }
        source.resume()
    }

    /// Has the next write reported; `false` if it can't be.
    func listen() -> Bool {
        #if os(Linux)
        return csqlite_watch_next_write(descriptor, path) >= 0
        #else
        return true
        #endif
    }

    func cancel() { source.cancel() }
}
