import DurableExecutionStorage
import SQLiteDriver

/// Enqueues the picture, has it drawn by workers, and kills two of them.
struct Show {
    let database: String

    func run() async throws {
        let demo = try await DemoDatabase(path: database)
        // This executor is never started: it enqueues and waits, the worker runs.
        let executor = try DurableExecutor(storage: demo.storage)
        let tasks = PictureTasks()
        try tasks.register(with: executor)

        var screen = Screen()
        let handle: TaskExecutionHandle<[String]>
        if let unfinished = try await unfinishedPicture(in: demo.storage) {
            handle = executor.handle(for: tasks.picture, executionID: unfinished)
            screen.report("found a picture that an earlier demo has not finished, and continues it")
        } else {
            handle = try await executor.enqueue(tasks.picture)
            screen.report("enqueued one task, “picture”, which is a row in \(database) now")
        }

        var canvas = Canvas(root: handle.executionID)
        var worker = try WorkerProcess(database: database)
        screen.report("process \(worker.id) draws it, tile by tile")
        var kills = [0.3, 0.65].map { Int($0 * Double(Canvas.tileCount)) }
        var interrupted: Set<String> = []
        while try await !handle.snapshot().isFinished {
            try await canvas.update(from: demo.storage)
            screen.show(canvas, worker: worker.id)
            if !worker.isRunning { throw WorkerFailure() }
            if let next = kills.first, canvas.tiles.count >= next, !canvas.running.isEmpty {
                kills.removeAll { $0 <= canvas.tiles.count }
                worker.kill()
                try await canvas.update(from: demo.storage)
                interrupted.formUnion(canvas.running)
                screen.report("kill -9 \(worker.id); \(canvas.tiles.count) tiles are stored")
                worker = try WorkerProcess(database: database)
                screen.report("process \(worker.id) continues")
            }
            try await Task.sleep(for: .milliseconds(60))
        }
        try await canvas.update(from: demo.storage)
        screen.report(
            """
            done: \(canvas.executions) executions, \(canvas.retries) retries after errors; \(interrupted.count) tiles were \
            interrupted by a kill and drawn again, none is missing
            """
        )
        screen.finish(try await handle.result())
        worker.kill()
        for line in try await BandReport.lines(ofPicture: handle.executionID, in: demo.storage) { print(line) }
        await demo.database.close()
        print(
            """

            the program:  Sources/Examples/Demo/PictureTasks.swift
            its rows:     sqlite3 \(database) 'select task_id, status, output from \(DemoDatabase.tableName)'
            """
        )
    }

    /// What a demo left that was interrupted itself.
    private func unfinishedPicture(in storage: some QueryableTaskExecutionsStorage) async throws -> String? {
        var filter = TaskExecutionFilter()
        filter.taskIDs = ["picture"]
        filter.isFinished = false
        return try await storage.list(TaskExecutionQuery(filter: filter, limit: 1)).executions.first?.executionID
    }
}

struct WorkerFailure: Error, CustomStringConvertible {
    let description = "the worker ended before the picture was finished; the reason is printed above"
}
