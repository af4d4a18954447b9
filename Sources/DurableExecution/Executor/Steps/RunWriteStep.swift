import Synchronization

/// Writes the ends of runs and the renewals of their leases: everything that waits, with one call.
final class RunWriteStep: LoopStep {
    let name = "run_writes"
    private let core: ExecutorCore
    private let limit = Atomic(maxLimit)

    init(core: ExecutorCore) {
        self.core = core
    }

    func round() async throws -> NextRound {
        let limit = limit.load(ordering: .relaxed)
        let writes = core.writes.removeFirst(limit)
        guard !writes.isEmpty else { return .atSignal }
        let wereStored: [Bool]
        do {
            wereStored = try await core.storage.update(writes.map(\.request))
        } catch {
            // A single write that the storage can't take must not hold up all the others for ever.
            if writes.count == 1 { core.writes.append(writes) } else { core.writes.putBack(writes) }
            self.limit.store(max(1, writes.count / 2), ordering: .relaxed)
            throw error
        }
        self.limit.store(min(Self.maxLimit, limit * 2), ordering: .relaxed)
        for (write, wasStored) in zip(writes, wereStored) { written(write, wasStored: wasStored) }
        return core.writes.count == 0 ? .atSignal : .atOnce
    }

    private func written(_ write: RunWrite, wasStored: Bool) {
        switch (write.purpose, write.run) {
        case (.end, let run?):
            core.ended(run, write.request.update, wasStored: wasStored)
        case (.end, nil):
            if wasStored { core.signals.closePreparation.send() }
        case (.renewal, let run?):
            if wasStored { run.renewed(at: write.request.update.updatedAt) } else { core.lose(run) }
        case (.renewal, nil):
            break
        }
    }

    private static let maxLimit = 1000
}
