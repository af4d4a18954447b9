internal import Synchronization

/// Makes sure, once, that the table is what the code expects.
final class SchemaCheck: Sendable {
    private let isNeeded: Mutex<Bool>

    init(isNeeded: Bool) { self.isNeeded = Mutex(isNeeded) }

    /// - Throws: ``TaskExecutionsSchemaError``; then the next call checks again.
    func verify<Database>(_ storage: SQLTaskExecutionsStorage<Database>) async throws {
        if !isNeeded.withLock({ $0 }) { return }
        try await storage.verifySchema()
        isNeeded.withLock { $0 = false }
    }
}
