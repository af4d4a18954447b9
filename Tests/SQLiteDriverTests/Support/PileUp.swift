import Dispatch
import SQLiteDriver

extension SQLiteDatabase {
    /// Lets writes pile up behind one that waits, so that they share a commit.
    func pileUp(_ writes: @escaping @Sendable (inout DiscardingTaskGroup) -> Void) async throws {
        let gate = DispatchSemaphore(value: 0)
        let isHeld = AsyncStream<Void>.makeStream()
        async let holder: Void = transaction { _ in
            isHeld.continuation.finish()
            gate.wait()
            // It may run again.
            gate.signal()
        }
        for await _ in isHeld.stream {}
        await withDiscardingTaskGroup { group in
            writes(&group)
            group.addTask {
                for _ in 0..<200 { await Task.yield() }
                gate.signal()
            }
        }
        try await holder
    }
}
