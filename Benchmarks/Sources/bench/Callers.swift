/// Tasks that call something at the same time, again and again.
enum Callers {
    /// Divides the calls among the callers; each call knows its number.
    ///
    /// - Returns: How long each call took, and how long all of them together.
    static func run(
        _ callers: Int, calls: Int, _ call: @escaping @Sendable (Int) async throws -> Void
    ) async throws -> (each: [Duration], all: Duration) {
        let start = ContinuousClock.now
        let each = try await withThrowingTaskGroup(of: [Duration].self) { group in
            for caller in 0..<callers {
                group.addTask {
                    var durations: [Duration] = []
                    for number in stride(from: caller, to: calls, by: callers) {
                        let start = ContinuousClock.now
                        try await call(number)
                        durations.append(ContinuousClock.now - start)
                    }
                    return durations
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        return (each, ContinuousClock.now - start)
    }
}
