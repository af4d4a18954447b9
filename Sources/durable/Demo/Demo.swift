import ArgumentParser
import DurableExecutionStorage
import Foundation
import TypedSQL

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Digests the files of a folder with durable executions: kill it at any time, and start it again.",
        discussion: """
            For example:

              durable demo
              durable demo ~/Pictures --json

            Each file below the folder becomes one execution, which computes its SHA-256, its bytes and its lines as counted by \
            `wc -l`. Hidden files are included; symbolic links are not followed; the demo's own database is left out. A start \
            after a kill continues; after a run has printed its totals, the next start begins a new one. Several demos can \
            work on one database at the same time.

            The digest at the end is the output of these lines in the folder:

              find . -type f -printf '%P\\0' | xargs -0 sha256sum -- |
                LC_ALL=C sort | sha256sum

            Files that can't be read, or no longer exist, end as failed executions and are listed with the reason; they are \
            not part of the totals. In that list %, control characters and bytes that are not UTF-8 appear as % and two \
            hexadecimal digits.

            With --json nothing else is printed, and the one object has the keys files, bytes, lines, executions, retries, \
            resumed (executions that had ended before this start), failed, seconds and digest.

            Exit codes: 0 every execution has ended, failed ones included; 2 failure (the reason is on standard \
            error), 64 wrong usage, 130 or 143 it was interrupted and can be continued.
            """
    )

    @Argument(help: "The folder. (default: Sources)")
    var folder: String?

    @Option(
        help: ArgumentHelp(
            """
            The SQLite database with the progress, created if it does not exist, or the URL of a PostgreSQL database. (default: an \
            SQLite database for each folder, in .build if there is one, otherwise in your folder for caches)
            """,
            valueName: "path-or-url"
        )
    )
    var database: String?

    @OptionGroup var schema: SchemaOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let location = try DemoLocation(folder: folder, database: database, schema: schema.schema)
        do {
            try await Interruption.watching { [output] in
                try await location.database.withDatabase(isReadOnly: false, DemoUse(location: location, output: output))
            }
        } catch let interruption as Interruption {
            say("stopped; go on with: \(location.command)", to: output.json ? .standardError : .standardOutput)
            throw ExitCode(interruption.exitStatus)
        }
    }
}

/// Writes the line immediately, without a buffer.
func say(_ line: String, to file: FileHandle) {
    try? file.write(contentsOf: Data("\(line)\n".utf8))
}
