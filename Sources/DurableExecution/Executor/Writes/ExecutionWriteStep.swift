import Synchronization

/// Writes the ends of runs, the renewals of their leases and the moves of parents: everything that waits, with one call.
final class ExecutionWriteStep: LoopStep {
    let name = "writes"
    private let core: ExecutorCore
    private let limit = Atomic(maxLimit)

    init(core: ExecutorCore) {
        self.core = core
    }

    func round() async throws -> NextRound {
        let limit = limit.load(ordering: .relaxed)
        let writes = core.writes.beginRound(atMost: limit)
        guard !writes.isEmpty else { return .atSignal }
        defer {
            core.writes.endRound()
            if core.writes.isDone { core.signals.drained.send() }
        }
        do {
            let wereStored = try await core.storage.update(writes.map(\.request))
            for (write, wasStored) in zip(writes, wereStored) { core.written(write, wasStored: wasStored) }
            await core.lookUpRefused(zip(writes, wereStored).compactMap { $1 ? nil : $0 })
        } catch let error as TaskExecutionExistsError {
            try await core.resolve(error, in: writes)
        } catch {
            // A single write that the storage can't take must not hold up all the others for ever.
            if writes.count == 1 { core.writes.append(writes) } else { core.writes.putBack(writes) }
            self.limit.store(max(1, writes.count / 2), ordering: .relaxed)
            throw error
        }
        self.limit.store(min(Self.maxLimit, limit * 2), ordering: .relaxed)
        return core.writes.count == 0 ? .atSignal : .atOnce
    }

    private static let maxLimit = 1000
}
