/// A storage that can tell before its first use that it can't keep executions.
public protocol VerifiableTaskExecutionsStorage: TaskExecutionsStorage {
    /// Returns if executions can be kept here, or if that can't be found out at present.
    ///
    /// ``DurableExecutor/start()`` calls it once.
    ///
    /// - Throws: What is wrong and what to do about it, such as a table that is missing or of another version.
    func verify() async throws
}
