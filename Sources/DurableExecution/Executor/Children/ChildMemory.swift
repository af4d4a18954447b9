import Synchronization

/// Keeps account of the children that are in memory, so that large families are loaded in portions and one after the other.
final class ChildMemory: Sendable {
    private struct State {
        var held = 0
        var bytesPerChild = 4_096
        var parents = Int.max
    }

    /// How many bytes of children are held at the same time, unless one family has more.
    private static let budget = 67_108_864
    /// How many bytes one read brings, about.
    private static let portion = 4_194_304

    private let state = Mutex(State())

    /// Whether another family may be loaded.
    var hasRoom: Bool { state.withLock { $0.held < Self.budget } }

    /// How many parents are taken on at once, at most.
    var parents: Int { state.withLock { $0.parents } }

    /// How many children one read may bring, after what earlier ones have brought.
    var rowsPerRead: Int { state.withLock { min(max(Self.portion / $0.bytesPerChild, 8), 1_000) } }

    /// Notes what a read has brought; the next one follows the largest of late.
    func loaded(_ children: [TaskExecution]) {
        if children.isEmpty { return }
        let bytes = children.reduce(0) { $0 + $1.payloadBytes + 1_024 } / children.count
        state.withLock { $0.bytesPerChild = max(bytes, $0.bytesPerChild * 7 / 8, 1) }
    }

    /// Notes how many of the parents that were taken on could go on.
    func tookOn(_ taken: Int, wentOn: Int) {
        state.withLock { $0.parents = wentOn < taken ? max(1, wentOn) : max($0.parents, 1).multipliedClamped(2) }
    }

    func hold(_ bytes: Int) { state.withLock { $0.held += bytes } }

    /// - Returns: Whether there is room again.
    func release(_ bytes: Int) -> Bool {
        state.withLock { state in
            let wasFull = state.held >= Self.budget
            state.held -= bytes
            return wasFull && state.held < Self.budget
        }
    }
}

extension TaskExecution {
    /// What its payloads take in memory, about.
    var payloadBytes: Int { input.utf8.count + (output?.utf8.count ?? 0) + (runOutput?.utf8.count ?? 0) }

    /// What its parent needs of it.
    var withoutInput: TaskExecution {
        var child = self
        child.input = ""
        child.runOutput = nil
        child.children = nil
        return child
    }
}

extension Int {
    fileprivate func multipliedClamped(_ factor: Int) -> Int {
        let (product, overflow) = multipliedReportingOverflow(by: factor)
        return overflow ? .max : product
    }
}
