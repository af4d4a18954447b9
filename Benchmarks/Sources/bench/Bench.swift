internal import ArgumentParser

/// The benchmarks' command line.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measures the storage against a floor in C on the same table, in turns in one run, and the executor.",
        discussion: """
            Single times drift from run to run by a factor of two on a shared machine; the ratio to the floor does not.
            Build with -c release.
            """,
        subcommands: [
            LifecycleCommand.self, ConcurrentCommand.self, ExecutorCommand.self, LatencyCommand.self, IdleCommand.self,
            GrowthCommand.self, SQLCommand.self, PostgreSQLCommand.self, LatencyWorker.self, PostgreSQLWorker.self,
        ]
    )

    @Flag(help: "Run each scenario in a small form, which shows that it works and measures nothing.")
    var smoke = false

    func run() async throws {
        guard smoke else { throw CleanExit.helpRequest(self) }
        for arguments in Self.smallScenarios {
            print("bench \(arguments.joined(separator: " "))")
            var command = try Self.parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        }
    }

    private static let smallScenarios = [
        ["lifecycle", "--executions", "200", "--rounds", "1"],
        ["lifecycle", "--executions", "50", "--batch", "1", "--rounds", "1", "--indexes", "reference", "--json"],
        ["lifecycle", "--executions", "100", "--rounds", "1", "--rows", "1000"],
        ["concurrent", "--calls", "100", "--callers", "1", "8", "--slow-calls", "8"],
        ["executor", "--tasks", "100"],
        ["latency", "--tasks", "5"],
        ["idle", "--seconds", "1"],
        ["growth", "--sizes", "1000"],
        ["sql", "--repetitions", "10", "--rows", "100"],
        ["postgresql", "--executions", "200", "--processes", "1", "2", "--rounds", "1", "--latencies", "5"],
    ]
}
