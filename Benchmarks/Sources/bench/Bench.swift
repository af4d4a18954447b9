internal import ArgumentParser

/// The benchmarks' command line.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measures the storage against a floor in C on the same table, in turns in one run.",
        discussion: """
            Single times drift from run to run by a factor of two on a shared machine; the ratio to the floor does not.
            Build with -c release.
            """,
        subcommands: [
            LifecycleCommand.self, ConcurrentCommand.self, ExecutorCommand.self, LatencyCommand.self, IdleCommand.self,
            LatencyWorker.self,
        ]
    )
}
