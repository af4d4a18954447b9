internal import Logging
internal import Synchronization
internal import TypedSQL

/// The one connection of a database on which it hears of changes, as long as somebody wants to know.
final class ChangeListener: Sendable {
    typealias Subscriber = AsyncStream<Void>.Continuation

    private struct State {
        var subscribers: [Int: Subscriber] = [:]
        var lastID = 0
        var task: Task<Void, Never>?
        var isClosed = false
    }

    private let string: ConnectionString
    private let configuration: PostgreSQLConfiguration
    private let watches: SocketWatches
    private let logger: Logger?
    private let state = Mutex(State())

    init(
        _ string: ConnectionString, _ configuration: PostgreSQLConfiguration, _ watches: SocketWatches,
        _ logger: Logger?
    ) {
        self.string = string
        self.configuration = configuration
        self.watches = watches
        self.logger = logger
    }

    func changes() -> AsyncStream<Void> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { subscriber in
            state.withLock { state in
                if state.isClosed { return subscriber.finish() }
                state.lastID += 1
                let id = state.lastID
                subscriber.onTermination = { [weak self] _ in self?.remove(id) }
                state.subscribers[id] = subscriber
                if state.task == nil { state.task = Task { [self] in await listen() } }
            }
        }
    }

    func close() async {
        let (subscribers, task) = state.withLock { state in
            state.isClosed = true
            return (Array(state.subscribers.values), state.task)
        }
        for subscriber in subscribers { subscriber.finish() }
        task?.cancel()
        await task?.value
    }

    private func remove(_ id: Int) { state.withLock { _ = $0.subscribers.removeValue(forKey: id) } }

    private func tellAll() {
        for subscriber in state.withLock({ Array($0.subscribers.values) }) { subscriber.yield() }
    }

    /// Whether to go on; otherwise the next subscriber begins anew.
    private var isWanted: Bool {
        state.withLock { state in
            if !state.isClosed, !state.subscribers.isEmpty { return true }
            state.task = nil
            return false
        }
    }

    private func listen() async {
        var isSwallowed = false
        // Grows, for a database that has no LISTEN refuses it each time.
        var rest = Duration.seconds(1)
        while isWanted {
            do {
                let owned = try await open()
                if try await hearsOthers(owned.connection) {
                    rest = .seconds(1)
                    if isSwallowed { logger?.notice("the server's notifications arrive again") }
                    isSwallowed = false
                    tellAll()
                    try await hear(on: owned.connection)
                } else {
                    if !isSwallowed {
                        logger?.warning(
                            "the server's notifications do not arrive, perhaps because of a pooler; changes of others are found by polling"
                        )
                    }
                    isSwallowed = true
                    tellAll()
                    await pause(configuration.healthCheckInterval)
                }
            } catch {
                if !isWanted { return }
                logger?.info(
                    "the connection for notifications broke; meanwhile changes of others are found by polling",
                    metadata: ["error": "\(error)"]
                )
                await pause(rest)
                rest = min(rest * 2, max(rest, configuration.healthCheckInterval))
            }
        }
    }

    private func open() async throws -> OwnedConnection {
        try await PostgreSQLConnection.open(
            string, configuration, watches, until: .now + configuration.connectionTimeout
        )
    }

    /// Whether a notification arrives. A pooler may let the connection itself hear what it tells, and nothing else: so there
    /// another one tells it.
    private func hearsOthers(_ connection: PostgreSQLConnection) async throws -> Bool {
        try await connection.run(ChangeChannel.listen)
        let isPooled = connection.settingsOfTransactions != nil
        let other = isPooled ? try await open().connection : connection
        try await other.run(ChangeChannel.notify)
        if try await connection.hearsNotification(until: .now + .seconds(2)) { return true }
        // What listens now may be lent to others.
        try await connection.run(ChangeChannel.unlisten)
        return false
    }

    private func hear(on connection: PostgreSQLConnection) async throws {
        var lastSign = ContinuousClock.now
        while isWanted {
            if try await connection.hearsNotification(until: .now + .seconds(1)) {
                lastSign = .now
                tellAll()
            } else if ContinuousClock.now - lastSign > configuration.healthCheckInterval {
                try await connection.run("select 1")
                lastSign = .now
            }
        }
    }

    /// Ends early where nobody listens any more.
    private func pause(_ duration: Duration) async {
        let end = ContinuousClock.now + duration
        while isWanted, !Task.isCancelled, ContinuousClock.now < end {
            try? await Task.sleep(until: min(end, .now + .seconds(1)))
        }
    }
}
