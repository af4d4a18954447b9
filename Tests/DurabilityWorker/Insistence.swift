import PostgreSQLDriver

/// Does something again and again while the server can't be reached, as a user would: where nobody knows whether it was
/// done, it is done once more.
func insisting<Result>(_ body: () async throws -> Result) async throws -> Result {
    while true {
        do {
            return try await body()
        } catch let error as PostgreSQLError where error.isRetryable || error.code == .outcomeUnknown {
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}
