/// What an executor has to do on every storage, as scenarios that the author of a storage runs.
///
/// ```swift
/// @Test(arguments: ExecutorConformance.checks)
/// func runs(_ check: ExecutorConformance.Check) async throws {
///     try await check.run { MyStorage(testMode: true) }
/// }
/// ```
///
/// No scenario waits for real time: each has a clock that is moved by hand.
public enum ExecutorConformance {
    /// All scenarios.
    public static var checks: [Check] {
        plainTaskChecks + parentTaskChecks + sequenceChecks + sleepingTaskChecks + cancellationChecks + recoveryChecks
    }
}
