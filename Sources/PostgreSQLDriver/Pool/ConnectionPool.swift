internal import Synchronization
internal import TypedSQL

/// The connections of a database: opened when they are needed, up to a number, and then handed from call to call.
final class ConnectionPool: Sendable {
    private let string: ConnectionString
    private let configuration: PostgreSQLConfiguration
    private let state = Mutex(PoolState())
    /// Which of several servers is tried first.
    private let firstHost = Atomic(0)
    let watches: SocketWatches

    init(_ string: ConnectionString, _ configuration: PostgreSQLConfiguration) {
        self.string = string
        self.configuration = configuration
        watches = SocketWatches()
        watches.start { [weak self] now in self?.expireWaiters(at: now) }
    }

    /// Runs the body with a connection of its own.
    func withConnection<Result>(_ body: (PostgreSQLConnection) async throws -> Result) async throws
        -> Result
    {
        let owned = try await acquire()
        defer { release(owned) }
        return try await body(owned.connection)
    }

    /// Has all calls that begin from here on connect again, perhaps to another server.
    func giveUpAll() { _ = state.withLock { $0.giveUpAll() } }

    /// Refuses further calls, and waits until the connections of those that have begun are closed.
    func close() async {
        await withCheckedContinuation { continuation in
            let (refused, isDone) = state.withLock { $0.close(continuation) }
            for waiter in refused { waiter.resume(returning: .closed) }
            if isDone { continuation.resume() }
        }
    }

    private func acquire() async throws -> OwnedConnection {
        let deadline = ContinuousClock.now + configuration.connectionTimeout
        while true {
            let turn = try await nextTurn(until: deadline)
            switch turn {
            case .connection(let owned):
                if await isUsable(owned) { return owned }
                // Its place is free for a new one, which is ours.
                fallthrough
            case .mayOpen:
                do {
                    return try await open(until: deadline)
                } catch {
                    giveUpPlace()
                    throw error
                }
            case .closed: throw PostgreSQLError(.closed, message: "the database was closed before")
            case .timedOut:
                throw PostgreSQLError(
                    .busy,
                    message: """
                        all \(configuration.maxConnections) connections were in use for longer than \
                        \(configuration.connectionTimeout)
                        """
                )
            }
        }
    }

    private func nextTurn(until deadline: ContinuousClock.Instant) async throws -> PoolTurn {
        if let owned = state.withLock({ $0.takeIdle() }) { return .connection(owned) }
        let id = state.withLock { $0.newWaiter() }
        let wasCancelled = Task.isCancelled
        return try await withTaskCancellationHandler {
            let turn: PoolTurn? = await withCheckedContinuation { continuation in
                let turn = state.withLock {
                    $0.take(id, configuration.maxConnections, continuation, until: deadline)
                }
                if let turn { continuation.resume(returning: turn) }
            }
            guard let turn else { throw CancellationError() }
            return turn
        } onCancel: {
            // What begins in a cancelled task runs as usual.
            if wasCancelled { return }
            state.withLock { $0.cancel(id) }?.resume(returning: nil)
        }
    }

    private func isUsable(_ owned: OwnedConnection) async -> Bool {
        let connection = owned.connection
        let isFresh = ContinuousClock.now - owned.idleSince < configuration.healthCheckInterval
        if isFresh, connection.isQuiet { return true }
        let isAnswering = connection.isAnswering
        if !connection.isOpen { return false }
        if isFresh, isAnswering { return true }
        do {
            try await connection.run("select 1")
            return connection.isReusable
        } catch {
            return false
        }
    }

    /// Tries until it succeeds, the time is over, or the server says that there is no point.
    private func open(until deadline: ContinuousClock.Instant) async throws -> OwnedConnection {
        var pause = Duration.milliseconds(10)
        // Says more than that the last try was cut off.
        var reason: PostgreSQLError?
        while true {
            let generation = state.withLock { $0.generation }
            let firstHost = firstHost.load(ordering: .relaxed)
            do {
                // One server that does not answer leaves time for the others.
                let share = ContinuousClock.now + configuration.connectionTimeout / string.serverCount
                var owned = try await PostgreSQLConnection.open(
                    string, configuration, watches, firstHost: firstHost, until: min(deadline, share)
                )
                owned.generation = generation
                return owned
            } catch let error as PostgreSQLError {
                let isPassing =
                    error.code == .cannotConnect || error.code == .connectionLost
                    || error.code == .outcomeUnknown
                if !isPassing { throw error }
                self.firstHost.store((firstHost + 1) % string.serverCount, ordering: .relaxed)
                if ContinuousClock.now >= deadline { throw reason ?? error }
                reason = error
                let next = pause * Double.random(in: 0.5...1)
                if ContinuousClock.now + next >= deadline { throw error }
                try await Task.sleep(for: next)
                pause = min(pause * 2, .seconds(1))
            }
        }
    }

    private func release(_ owned: OwnedConnection) {
        if !owned.connection.isReusable { return giveUpPlace() }
        owned.connection.dropNotifications()
        var owned = owned
        owned.idleSince = .now
        resume(state.withLock { $0.release(owned) })
    }

    private func giveUpPlace() { resume(state.withLock { $0.giveUpPlace() }) }

    private func resume(_ handover: PoolState.Handover) {
        switch handover {
        case .nobody: break
        case .waiter(let waiter, let turn): waiter.resume(returning: turn)
        case .closers(let closers): for closer in closers { closer.resume() }
        }
    }

    private func expireWaiters(at now: ContinuousClock.Instant) {
        for waiter in state.withLock({ $0.expireWaiters(at: now) }) {
            waiter.resume(returning: .timedOut)
        }
    }
}
