/// The pause after a transaction of deletions: as long as it took, so that writers of other processes get at least half of the
/// time. It is about other processes and their locks, and so in real time.
struct RetentionPause {
    private let start = ContinuousClock.now

    func wait() async throws {
        let duration = ContinuousClock.now - start
        try await Task.sleep(for: min(max(duration, .milliseconds(1)), .milliseconds(100)))
    }
}
