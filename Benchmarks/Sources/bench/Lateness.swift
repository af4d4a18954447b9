/// By how much a task of somebody else's is late while something runs: it sleeps for a millisecond, again and again.
enum Lateness {
    static func during<Result: Sendable>(
        _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> (result: Result, lateness: [Duration]) {
        let watcher = Task {
            var durations: [Duration] = []
            while !Task.isCancelled {
                let due = ContinuousClock.now + .milliseconds(1)
                try? await Task.sleep(until: due, tolerance: .zero)
                durations.append(ContinuousClock.now - due)
            }
            return durations
        }
        defer { watcher.cancel() }
        let result = try await body()
        watcher.cancel()
        return (result, await watcher.value)
    }
}
