public import DurableExecution

extension ExecutorConformance {
    /// One scenario.
    public struct Check: Sendable, Identifiable, CustomStringConvertible {
        /// A sentence, unique among the checks.
        public let name: String
        private let body: @Sendable (ExecutorScenario) async throws -> Void

        init(_ name: String, _ body: @escaping @Sendable (ExecutorScenario) async throws -> Void) {
            self.name = name
            self.body = body
        }

        public var id: String { name }
        public var description: String { name }

        /// Runs the scenario on a new storage.
        ///
        /// - Parameter makeStorage: Makes an empty storage; called once.
        /// - Throws: ``ConformanceFailure`` if something else happens than has to, or an error is thrown;
        ///   `CancellationError` if the task was cancelled; and what `makeStorage` throws.
        public func run(_ makeStorage: @Sendable () async throws -> any TaskExecutionsStorage) async throws {
            let scenario = ExecutorScenario(storage: try await makeStorage())
            let failure: (any Error)?
            do {
                try await body(scenario)
                failure = nil
            } catch {
                failure = error
            }
            await scenario.shutDown()
            switch failure {
            case nil: return
            case let violation as Violation: throw ConformanceFailure(check: name, violation)
            case let error as CancellationError where Task.isCancelled: throw error
            case let error?:
                let violation = Violation(
                    subject: "the scenario", expected: "no error", found: String(reflecting: error)
                )
                throw ConformanceFailure(check: name, violation, underlyingError: error)
            }
        }
    }
}
