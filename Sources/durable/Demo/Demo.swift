import ArgumentParser
import DurableExecutionStorage
import Foundation
import PostgreSQLDriver
import SQLiteDriver

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
            try await Interruption.watching { [output] in try await Self.run(at: location, output) }
        } catch let interruption as Interruption {
            say("stopped; go on with: \(location.command)", to: output.json ? .standardError : .standardOutput)
            throw ExitCode(interruption.exitStatus)
        }
    }

    private static func run(at location: DemoLocation, _ output: OutputOptions) async throws {
        switch location.database {
        case .file(let path):
            let database = try await SQLiteDatabase(path: path)
            try await closing({ await database.close() }) { try await run(at: location, on: database, output) }
        case .server(let url, let schema):
            let database = try PostgreSQLDatabase(url, schema: schema)
            try await closing({ await database.close() }) { try await run(at: location, on: database, output) }
        }
    }

    private static func run(
        at location: DemoLocation, on database: some SQLDatabase, _ output: OutputOptions
    ) async throws {
        let run = try DemoRun(location, try await DemoStore(database, name: location.database.shown))
        try await closing({ await run.executor.shutdown() }) { try await perform(run, output) }
    }

    private static func perform(_ run: DemoRun<some SQLDatabase>, _ output: OutputOptions) async throws {
        let clock = ContinuousClock()
        let began = clock.now
        let start = try await run.store.begin(run.location.folder)
        if !output.json { for line in introduction(run.location, start) { say(line, to: .standardOutput) } }
        var display = ProgressDisplay(isSilent: output.json)
        defer { display.end() }
        try await run.executor.start()
        if !start.isScanned { try await run.scan(start.runId) { display.show($0, isScanning: true) } }
        try await run.finish { display.show($0, isScanning: false) }
        let seconds = (clock.now - began) / .seconds(1)
        display.end()
        await run.executor.shutdown()

        let report = DemoReport(
            try await run.store.totals(of: start.runId), resumed: start.progress.finished, seconds: seconds,
            database: run.location.database.shown
        )
        try output.print(report, lines: report.lines)
        fflush(nil)
        // Only now: whoever is killed before tells the totals at the next start.
        try await run.store.markReported(start.runId)
    }

    private static func introduction(_ location: DemoLocation, _ start: DemoStart) -> [String] {
        let done = "\(start.progress.finished) of \(start.progress.total) files found so far are done"
        return [
            "folder:   \(location.folder.escaped)",
            "database: \(location.database.shown)",
            start.isResumed ? "going on:  \(done)" : "kill it at any moment, and start it again: it goes on",
        ]
    }
}

/// Written at once, whatever becomes of the process.
private func say(_ line: String, to file: FileHandle) {
    try? file.write(contentsOf: Data("\(line)\n".utf8))
}
