import DurableExecutionStorage
import Foundation
import TypedSQL

/// The demo's job on a database.
struct DemoUse: DatabaseUse {
    let location: DemoLocation
    let output: OutputOptions

    func callAsFunction(_ database: some SQLDatabase) async throws {
        let run = try DemoRun(location, try await DemoStore(database, name: location.database.shown))
        try await closing({ await run.executor.shutdown() }) { try await perform(run) }
    }

    private func perform(_ run: DemoRun<some SQLDatabase>) async throws {
        let clock = ContinuousClock()
        let began = clock.now
        let start = try await run.store.begin(run.location.folder)
        if !output.json { for line in introduction(start) { say(line, to: .standardOutput) } }
        var display = ProgressDisplay(isSilent: output.json)
        defer { display.end() }
        try await run.executor.start()
        if !start.isScanned { try await run.scan(start.runID) { display.show($0, isScanning: true) } }
        try await run.finish { display.show($0, isScanning: false) }
        let seconds = (clock.now - began) / .seconds(1)
        display.end()
        await run.executor.shutdown()

        let report = DemoReport(
            try await run.store.totals(of: start.runID), resumed: start.progress.finished, seconds: seconds,
            database: location.database.shown
        )
        try output.print(report, lines: report.lines)
        fflush(nil)
        // Only now: after a kill before this point, the next start prints the totals.
        try await run.store.markReported(start.runID)
    }

    private func introduction(_ start: DemoStart) -> [String] {
        let done = "\(start.progress.finished) of \(start.progress.total) files found so far are done"
        return [
            "folder:   \(location.folder.escaped)",
            "database: \(location.database.shown)",
            start.isResumed ? "going on:  \(done)" : "kill it at any moment, and start it again: it goes on",
        ]
    }
}
