import ArgumentParser

@main
struct Durable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "durable",
        abstract: "Manages a database of durable executions.",
        discussion: """
            For example:

              durable migrate apply --database tasks.db
              durable enqueue remind 42 --database tasks.db
              durable list --database tasks.db --status failed

            The environment variables DURABLE_DATABASE and DURABLE_TABLE stand for --database and --table. An execution id \
            can be shortened to a beginning that is unique in the table.

            \(ExitStatus.discussion)
            """,
        version: Version.current,
        subcommands: [
            Migrate.self, Enqueue.self, List.self, Show.self, Tree.self, Stats.self, Cancel.self, Retry.self, Wake.self,
            Prune.self,
            Demo.self,
        ]
    )

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            // The argument parser prints its own errors; a request for help is one of them.
            if error is ExitCode || exitCode(for: error) != .failure { exit(withError: error) }
            let failure = CommandFailure(error)
            failure.print()
            exit(withError: failure.status.code)
        }
    }
}
