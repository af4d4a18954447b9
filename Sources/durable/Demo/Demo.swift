import ArgumentParser
import DurableExecutionStorage
import Foundation

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Digests the files of a folder with durable executions: kill it at any moment, and start it again.",
        discussion: """
            For example:

              durable demo
              durable demo ~/Pictures --json

            Each file below the folder becomes one execution, which computes its SHA-256, its bytes and its lines as `wc -l` \
            counts them. Hidden files are included; symbolic links are not followed; the demo's own database is left out. A \
            start after a kill goes on with what is left; after a run has told its totals, the next start begins a new one. \
            Several demos may work on one database at the same time.

            The digest at the end is what these lines print in the folder:

              find . -type f -printf '%P\\0' | xargs -0 sha256sum -- |
                LC_ALL=C sort | sha256sum

            Files that can't be read, or are gone by then, end as failed executions and are listed with the reason; they are \
            no part of the totals. In that list %, control characters and bytes that are not UTF-8 appear as % and two \
            hexadecimal digits.

            With --json nothing else is printed, and the one object has the keys files, bytes, lines, executions, retries, \
            resumed (executions that had ended before this start), failed, seconds and digest.

            Exit codes: 0 every execution has ended, failed ones included; 2 it could not be done (the reason is on standard \
            error), 64 the command line is wrong, 130 or 143 it was interrupted and can go on.
            """
    )

    @Argument(help: "The folder. (default: Sources)")
    var folder: String?

    @Option(
        help: ArgumentHelp(
            """
            The SQLite database in which to remember what is done, which is made where it does not exist, or the URL of a \
            PostgreSQL database. (default: an SQLite database for each folder, in .build if there is one, or else in your \
            folder for caches)
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

/// Written at once, whatever becomes of the process.
func say(_ line: String, to file: FileHandle) {
    try? file.write(contentsOf: Data("\(line)\n".utf8))
}
