import ArgumentParser
import DurableExecutionStorage
import Foundation
import SQLiteDriver
import TypedSQL

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Indexes the .txt and .md files below a folder, or goes on where a run of it was interrupted.",
        discussion: "The index is searched once the run has been approved with `document-index approve`."
    )

    @Argument(help: "The folder.")
    var folder: String

    @OptionGroup var options: DatabaseOption

    func run() async throws {
        let folder = try DocumentFolder(folder)
        let database = try await SQLiteDatabase(path: options.database)
        let store = try await IndexStore(database)
        let tasks = IndexTasks(store)
        let executor = try tasks.executor()
        let prepared = try executor.prepare(tasks.indexFolder, IndexFolder(folder: folder.path))
        let (runID, isNew) = try await store.begin(prepared.execution, folder: folder.path)
        print(isNew ? "run \(runID)" : "going on with run \(runID)")
        print("to put it into use: document-index approve --database \(options.database) \(runID)")
        // Where the output goes into a file or a pipe, whoever reads it wants to know this now.
        fflush(nil)

        try await executor.start()
        let end = try await executor.handle(for: tasks.indexFolder, executionID: runID).wait()
        if let totals = end.output { for line in totals.lines { print(line) } }
        try await store.markReported(runID)
        await executor.shutdown()
        await database.close()
        if let error = end.error { throw IndexFailure("the run ended as \(end.status): \(error.message)") }
    }
}
