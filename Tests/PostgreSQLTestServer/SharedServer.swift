/// A server that tests share, started at its first use.
public struct SharedServer: Sendable {
    private let installation: Installation
    private let start: Start

    public init(
        _ installation: Installation, options: [String] = ["-c", "fsync=off", "-c", "deadlock_timeout=50ms"]
    ) {
        self.installation = installation
        start = Start(installation, options)
    }

    /// Skips the current test if what the server needs is not installed.
    public var value: TestServer {
        get async throws {
            try installation.skipTestIfMissing()
            return try await start.server
        }
    }
}

private actor Start {
    private let installation: Installation
    private let options: [String]
    private var task: Task<TestServer, any Error>?

    init(_ installation: Installation, _ options: [String]) {
        self.installation = installation
        self.options = options
    }

    var server: TestServer {
        get async throws {
            let task =
                task
                ?? Task { [installation, options] in
                    let server = try await TestServer(installedWith: options)
                    if installation == .pooler { try await server.tell(.poolTransactions) }
                    return server
                }
            self.task = task
            return try await task.value
        }
    }
}
