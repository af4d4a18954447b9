public import DurableExecution

extension StorageConformance {
    /// One thing that a storage has to do.
    public struct Check: Sendable, Identifiable, CustomStringConvertible {
        /// A sentence, unique among the checks.
        public let name: String
        let requiredCapabilities: Capabilities
        private let body: @Sendable (any TaskExecutionsStorage) async throws -> Void

        init(
            _ name: String,
            requires requiredCapabilities: Capabilities = [],
            _ body: @escaping @Sendable (any TaskExecutionsStorage) async throws -> Void
        ) {
            self.name = name
            self.requiredCapabilities = requiredCapabilities
            self.body = body
        }

        public var id: String { name }
        public var description: String { name }

        /// Runs the check on a new storage.
        ///
        /// - Parameter makeStorage: Makes an empty storage; called once.
        /// - Throws: ``ConformanceFailure`` if the storage does something else than it has to, or throws an error;
        ///   `CancellationError` if the task was cancelled; and what `makeStorage` throws.
        public func run(_ makeStorage: @Sendable () async throws -> any TaskExecutionsStorage) async throws {
            let storage = try await makeStorage()
            try await runCheck(name) { try await body(storage) }
        }
    }
}

/// Runs the body of a check, and makes what it found, or what was thrown at it, a ``ConformanceFailure``.
func runCheck(_ name: String, _ body: () async throws -> Void) async throws {
    do {
        try await body()
    } catch let violation as Violation {
        throw ConformanceFailure(check: name, violation)
    } catch let error as CancellationError where Task.isCancelled {
        throw error
    } catch {
        throw ConformanceFailure(
            check: name,
            Violation(subject: "an operation", expected: "no error", found: String(reflecting: error)),
            underlyingError: error
        )
    }
}
