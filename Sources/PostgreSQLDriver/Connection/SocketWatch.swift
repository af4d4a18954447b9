internal import Dispatch
internal import Foundation
internal import Synchronization

/// Waits for a socket without a thread: Dispatch watches it.
final class SocketWatch: Sendable {
    enum Wake {
        case ready
        /// Nothing came in time.
        case timedOut
    }

    struct Events: OptionSet {
        let rawValue: Int
        static let reading = Events(rawValue: 1)
        static let writing = Events(rawValue: 2)
    }

    private struct State {
        var waiter: CheckedContinuation<Wake, Never>?
        var deadline: ContinuousClock.Instant?
        /// The sources that are not suspended.
        var armed: Events = []
        var isClosed = false
        /// Whether nobody is to wait any more.
        var isInterrupted = false
    }

    private let descriptor: Int32
    private let queue = DispatchQueue(label: "postgresql socket")
    private let sources: Sources
    private let open = DispatchGroup()
    private let state = Mutex(State())

    /// It watches a descriptor of its own: libpq closes its one when the connection breaks, and the next connection, which
    /// gets the same number, would be taken for the one that is watched.
    ///
    /// - Throws: ``PostgreSQLError/Code/outOfResources`` if the process has no descriptor left.
    init(_ socket: Int32) throws(PostgreSQLError) {
        let descriptor = fcntl(socket, F_DUPFD_CLOEXEC, 0)
        // Dispatch would end the process.
        if descriptor < 0 {
            let reason = String(cString: strerror(errno))
            throw PostgreSQLError(
                .outOfResources, message: "the process can't watch another connection: \(reason)"
            )
        }
        self.descriptor = descriptor
        let reading = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
        let writing = DispatchSource.makeWriteSource(fileDescriptor: descriptor, queue: queue)
        sources = Sources(reading: reading, writing: writing)
        for _ in 0..<2 { open.enter() }
        reading.setCancelHandler { [open] in open.leave() }
        writing.setCancelHandler { [open] in open.leave() }
        reading.setEventHandler { [weak self] in self?.happened(.reading) }
        writing.setEventHandler { [weak self] in self?.happened(.writing) }
    }

    /// One waits at a time.
    func wait(for events: Events, until deadline: ContinuousClock.Instant?) async -> Wake {
        await withCheckedContinuation { continuation in
            state.withLock { state in
                if state.isInterrupted { return continuation.resume(returning: .timedOut) }
                state.waiter = continuation
                state.deadline = deadline
                let added = events.subtracting(state.armed)
                state.armed.formUnion(events)
                if added.contains(.reading) { sources.reading.resume() }
                if added.contains(.writing) { sources.writing.resume() }
            }
        }
    }

    /// Ends the present wait at this time, if not earlier.
    func wait(noLongerThan end: ContinuousClock.Instant) {
        state.withLock { $0.deadline = min($0.deadline ?? end, end) }
    }

    /// Ends the present wait and all that follow, as if their time were over.
    func interrupt() {
        let waiter = state.withLock { state in
            state.isInterrupted = true
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume(returning: .timedOut)
    }

    /// Ends the wait if its time is over, or if the socket is ready: on Linux Dispatch may not tell that the other end was
    /// closed.
    func expire(at now: ContinuousClock.Instant) {
        let (waiter, wake) = state.withLock { state -> (CheckedContinuation<Wake, Never>?, Wake) in
            guard state.waiter != nil, !state.isClosed else { return (nil, .ready) }
            let isOver = state.deadline.map { $0 <= now } ?? false
            guard isOver || isReadable else { return (nil, .ready) }
            defer { state.waiter = nil }
            return (state.waiter, isOver ? .timedOut : .ready)
        }
        waiter?.resume(returning: wake)
    }

    var isReadable: Bool {
        var socket = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&socket, 1, 0) > 0
    }

    /// Lets go of the socket and then calls `done`; nobody may wait any more.
    func close(_ done: @escaping @Sendable () -> Void) {
        state.withLock { state in
            if state.isClosed { return }
            state.isClosed = true
            sources.reading.cancel()
            sources.writing.cancel()
            // The handler of a suspended source would never be called.
            if !state.armed.contains(.reading) { sources.reading.resume() }
            if !state.armed.contains(.writing) { sources.writing.resume() }
            state.armed = [.reading, .writing]
            open.notify(queue: queue) { [descriptor] in
                _ = Foundation.close(descriptor)
                done()
            }
        }
    }

    private func happened(_ event: Events) {
        let waiter = state.withLock { state -> CheckedContinuation<Wake, Never>? in
            if state.isClosed { return nil }
            state.armed.remove(event)
            if event == .reading { sources.reading.suspend() } else { sources.writing.suspend() }
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume(returning: .ready)
    }
}

/// `@unchecked`, for any thread may use what Dispatch makes, though it does not say so on Linux.
private struct Sources: @unchecked Sendable {
    let reading: any DispatchSourceRead
    let writing: any DispatchSourceWrite
}
