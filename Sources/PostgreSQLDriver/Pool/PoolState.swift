/// What a call that asks for a connection is told.
enum PoolTurn: Sendable {
    case connection(OwnedConnection)
    /// It may open one; its place is taken.
    case mayOpen
    case timedOut
    case closed
}

/// Who has which place of a pool, and who waits for one.
struct PoolState {
    typealias Waiter = CheckedContinuation<PoolTurn?, Never>

    /// Who goes on when a place becomes free.
    enum Handover {
        case nobody
        case waiter(Waiter, PoolTurn)
        case closers([CheckedContinuation<Void, Never>])
    }

    private struct Waiting {
        let id: Int
        let waiter: Waiter
        let deadline: ContinuousClock.Instant
    }

    /// The one used last is used next, so that the others can be found idle.
    private var idle: [OwnedConnection] = []
    /// Open connections, and those that are about to be.
    private var places = 0
    private var waiting: [Waiting] = []
    private var ids = 0
    private var isClosed = false
    /// Counts how often all connections were given up.
    private(set) var generation = 0
    private var closers: [CheckedContinuation<Void, Never>] = []

    mutating func newWaiter() -> Int {
        ids += 1
        return ids
    }

    /// `nil` where none lies idle.
    mutating func takeIdle() -> OwnedConnection? { idle.popLast() }

    /// `nil` for one who has to wait.
    mutating func take(
        _ id: Int, _ maximum: Int, _ waiter: Waiter, until deadline: ContinuousClock.Instant
    ) -> PoolTurn? {
        if isClosed { return .closed }
        if let connection = idle.popLast() { return .connection(connection) }
        if places < max(1, maximum) {
            places += 1
            return .mayOpen
        }
        waiting.append(Waiting(id: id, waiter: waiter, deadline: deadline))
        return nil
    }

    /// Who no longer waits; `nil` where he does not wait yet, which then ends by itself, or no more.
    mutating func cancel(_ id: Int) -> Waiter? {
        waiting.firstIndex { $0.id == id }.map { waiting.remove(at: $0).waiter }
    }

    mutating func release(_ connection: OwnedConnection) -> Handover {
        if isClosed || connection.generation != generation { return giveUpPlace() }
        if waiting.isEmpty {
            idle.append(connection)
            return .nobody
        }
        return .waiter(waiting.removeFirst().waiter, .connection(connection))
    }

    /// Gives up all connections; those that are in use, when they come back.
    ///
    /// - Returns: Those that nobody uses.
    mutating func giveUpAll() -> [OwnedConnection] {
        generation += 1
        places -= idle.count
        defer { idle = [] }
        return idle
    }

    mutating func giveUpPlace() -> Handover {
        if !waiting.isEmpty { return .waiter(waiting.removeFirst().waiter, .mayOpen) }
        places -= 1
        if !isClosed || places > 0 { return .nobody }
        defer { closers = [] }
        return .closers(closers)
    }

    mutating func expireWaiters(at now: ContinuousClock.Instant) -> [Waiter] {
        let expired = waiting.filter { $0.deadline <= now }
        if expired.isEmpty { return [] }
        waiting.removeAll { $0.deadline <= now }
        return expired.map(\.waiter)
    }

    /// Who waited in vain, and whether there is nothing to wait for.
    mutating func close(_ closer: CheckedContinuation<Void, Never>) -> (
        refused: [Waiter], isDone: Bool
    ) {
        isClosed = true
        places -= idle.count
        idle = []
        let refused = waiting.map(\.waiter)
        waiting = []
        if places == 0 { return (refused, true) }
        closers.append(closer)
        return (refused, false)
    }
}
