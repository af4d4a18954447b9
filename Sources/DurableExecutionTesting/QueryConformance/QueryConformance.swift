public import DurableExecution

/// What a storage has to do that can be asked what it holds and that can forget what is over, as checks that its author
/// runs like those of ``StorageConformance``.
///
/// ```swift
/// @Test(arguments: QueryConformance.checks)
/// func answers(_ check: QueryConformance.Check) async throws {
///     try await check.run { MyStorage() }
/// }
/// ```
public enum QueryConformance {
    /// What the suite needs from a storage.
    public typealias Storage = QueryableTaskExecutionsStorage & PrunableTaskExecutionsStorage

    /// One thing that a storage has to do.
    public struct Check: Sendable, Identifiable, CustomStringConvertible {
        /// A sentence, unique among the checks.
        public let name: String
        private let body: @Sendable (any Storage) async throws -> Void

        init(_ name: String, _ body: @escaping @Sendable (any Storage) async throws -> Void) {
            self.name = name
            self.body = body
        }

        public var id: String { name }
        public var description: String { name }

        /// Runs the check on a new storage.
        ///
        /// - Parameter makeStorage: Makes an empty storage; called once.
        /// - Throws: ``ConformanceFailure`` if the storage does something else than it has to, or throws an error;
        ///   `CancellationError` if the task was cancelled; and what `makeStorage` throws.
        public func run(_ makeStorage: @Sendable () async throws -> any Storage) async throws {
            let storage = try await makeStorage()
            try await runCheck(name) { try await body(storage) }
        }
    }

    /// All checks.
    public static var checks: [Check] { listChecks + countsChecks + treeChecks + retentionChecks }
}
