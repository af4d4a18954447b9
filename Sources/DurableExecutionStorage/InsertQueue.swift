internal import DurableExecution
internal import Synchronization
internal import TypedSQL

/// The inserts of a storage whose database lets one caller write at a time: those that come while one is under way are carried
/// out together after it, with as few statements as if one caller had asked for them all.
///
/// Each is atomic in itself: where they can't be stored together, each is tried apart and gets an answer of its own.
final class InsertQueue: Sendable {
    typealias Insert = ([TaskExecution]) async throws -> Void

    private struct Waiting {
        let executions: [TaskExecution]
        let continuation: CheckedContinuation<Turn, Never>
    }

    private enum Turn {
        /// To insert one's own, and those of all that wait.
        case first
        /// Somebody else has inserted them, or tried to.
        case done(Result<Void, any Error>)
        case apart
    }

    private struct State {
        var isUnderWay = false
        /// The oldest first.
        var waiting: [Waiting] = []
        /// Whether others waited the last time; those it was done for are likely to come again.
        var othersCome = false
    }

    /// Larger ones have full statements of their own; more together would let the first wait too long for the last.
    private static let largestInsert = 100
    private static let largestGroup = 512

    private let state = Mutex(State())

    /// Callers that wait for the insert that is under way.
    var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// - Parameter insert: Stores all executions, or throws and stores none.
    func perform(_ executions: [TaskExecution], _ insert: Insert) async throws {
        // A body that calls a database is not to wait here for somebody who waits for that body.
        if executions.count > Self.largestInsert || OpenBody.isAnyOpen { return try await insert(executions) }
        if let othersCome = begin() {
            // Else it would go on alone for as long as it does not suspend, while the others are ready to run.
            if othersCome { await Task.yield() }
        } else {
            switch await turn(for: executions) {
            case .first: break
            case .done(let result): return try result.get()
            case .apart: return try await insert(executions)
            }
        }
        defer { passOn() }
        let others = takeWaiting(besides: executions.count)
        if others.isEmpty { return try await insert(executions) }
        do {
            try await insert(others.reduce(into: executions) { $0 += $1.executions })
            for other in others { other.continuation.resume(returning: .done(.success(()))) }
        } catch let error as any SQLDatabaseError where error.isRetryable {
            for other in others { other.continuation.resume(returning: .done(.failure(error))) }
            throw error
        } catch {
            for other in others { other.continuation.resume(returning: .apart) }
            try await insert(executions)
        }
    }

    /// - Returns: Whether others are likely to come; `nil` where an insert is under way.
    private func begin() -> Bool? {
        state.withLock { state in
            if state.isUnderWay { return nil }
            state.isUnderWay = true
            return state.othersCome
        }
    }

    private func turn(for executions: [TaskExecution]) async -> Turn {
        await withCheckedContinuation { continuation in
            let isFirst = state.withLock { state in
                if state.isUnderWay {
                    state.waiting.append(Waiting(executions: executions, continuation: continuation))
                    return false
                }
                state.isUnderWay = true
                return true
            }
            if isFirst { continuation.resume(returning: .first) }
        }
    }

    private func takeWaiting(besides count: Int) -> [Waiting] {
        state.withLock { state in
            state.othersCome = !state.waiting.isEmpty
            // A copy of nothing would share the memory into which others append.
            if state.waiting.isEmpty { return [] }
            var count = count
            let others = state.waiting.prefix { waiting in
                count += waiting.executions.count
                return count <= Self.largestGroup
            }
            state.waiting.removeFirst(others.count)
            return Array(others)
        }
    }

    private func passOn() {
        let next = state.withLock { state -> Waiting? in
            state.isUnderWay = !state.waiting.isEmpty
            return state.waiting.isEmpty ? nil : state.waiting.removeFirst()
        }
        next?.continuation.resume(returning: .first)
    }
}
