import DurableExecutionStorage
import SQLiteDriver
import Testing
import TypedSQL

/// Ends of runs that the bodies store themselves, in the transactions of their own data.
@Suite struct CompletionTests {
    private struct Notes: Table {
        let tableName = "notes"
        let text = text("text").notNull()
    }

    private struct Mishap: Error {}

    private let notes = Notes()
    private let retry = RetryPolicy(maxRetries: 3)
    private let storage: SQLTaskExecutionsStorage<SQLiteDatabase>
    private let executor: DurableExecutor

    init() async throws {
        storage = SQLTaskExecutionsStorage(try await SQLiteDatabase.inMemory())
        try await storage.migrate()
        try await storage.database.transaction { [notes] in _ = try await $0.run(notes.createTable) }
        var configuration = DurableExecutor.Configuration()
        // Nothing here may be found by looking.
        configuration.pollInterval = .seconds(3600)
        configuration.leaseDuration = .seconds(3600)
        executor = try DurableExecutor(storage: storage, configuration: configuration)
    }

    /// Writes a note and ends the run with it.
    private func note(
        _ text: String, _ context: TaskContext, then: @escaping @Sendable () throws -> Void = {}
    ) async throws -> String {
        try await storage.database.transaction { [storage, notes] connection in
            try await connection.run(insert(notes).values { $0.text = text })
            let output = try await storage.on(connection).complete(context, with: text)
            try then()
            return output
        }
    }

    private func written() async throws -> [String] {
        try await storage.database.read { [notes] in try await $0.all(select(notes.text).from(notes)) }
    }

    @Test func theOutputAndTheRowAreThereAndTheWaiterIsTold() async throws {
        let task = try executor.register(
            DurableTask("task") { (text: String, context) in try await note(text, context) })
        try await executor.start()
        #expect(try await executor.enqueue(task, "a").result() == "a")
        #expect(try await written() == ["a"])
        await executor.shutdown()
    }

    @Test func whatTheBodyDoesAfterwardsDoesNotChangeTheEnd() async throws {
        let task = try executor.register(
            DurableTask("task", options: TaskOptions(retry: retry)) { (text: String, context) -> String in
                _ = try await note(text, context)
                throw Mishap()
            }
        )
        try await executor.start()
        let end = try await executor.enqueue(task, "a").wait()
        #expect(end.output == "a")
        #expect(end.retryAttempts == 0)
        #expect(try await written() == ["a"])
        await executor.shutdown()
    }

    @Test func aTransactionThatThrowsLeavesNeitherAndTheBodyRunsAgain() async throws {
        let task = try executor.register(
            DurableTask("task", options: TaskOptions(retry: retry)) { (text: String, context) in
                try await note("\(text)\(context.attempt)", context) { if context.attempt < 2 { throw Mishap() } }
            }
        )
        try await executor.start()
        let end = try await executor.enqueue(task, "a").wait()
        #expect(end.output == "a2")
        #expect(end.retryAttempts == 2)
        #expect(try await written() == ["a2"])
        await executor.shutdown()
    }

    @Test func aBodyWhoseTransactionWasUndoneEndsWithWhatItReturns() async throws {
        let task = try executor.register(
            DurableTask("task") { (text: String, context) in
                _ = try? await note(text, context) { throw Mishap() }
                return "nothing"
            }
        )
        try await executor.start()
        #expect(try await executor.enqueue(task, "a").result() == "nothing")
        #expect(try await written() == [])
        await executor.shutdown()
    }

    @Test func aRunThatWasTakenFromItsExecutorWritesNothing() async throws {
        let task = try executor.register(
            DurableTask("task") { [storage] (text: String, context) in
                // Another executor claims the execution while this one believes that it is its own.
                var takeover = TaskExecutionUpdate(updatedAt: 0)
                takeover.executorID = .set("ex_other")
                let request = TaskExecutionUpdateRequest(executionID: context.executionID, update: takeover)
                _ = try await storage.update([request])
                await #expect {
                    try await note(text, context)
                } throws: { error in
                    (error as? DurableExecutionError)?.code == .runLost
                }
                takeover.executorID = .set(context.executorID)
                let back = TaskExecutionUpdateRequest(executionID: context.executionID, update: takeover)
                _ = try await storage.update([back])
                return "returned"
            }
        )
        try await executor.start()
        #expect(try await executor.enqueue(task, "a").result() == "returned")
        #expect(try await written() == [])
        await executor.shutdown()
    }

    @Test func aCancelledRunWritesNothing() async throws {
        let handles = AsyncStream.makeStream(of: TaskExecutionHandle<String>.self)
        let refusals = AsyncStream.makeStream(of: DurableExecutionError?.self)
        let task = try executor.register(
            DurableTask("task") { (text: String, context) -> String in
                var iterator = handles.stream.makeAsyncIterator()
                try await iterator.next()?.cancel()
                do {
                    return try await note(text, context)
                } catch {
                    refusals.continuation.yield(error as? DurableExecutionError)
                    throw error
                }
            }
        )
        try await executor.start()
        let handle = try await executor.enqueue(task, "a")
        handles.continuation.yield(handle)
        var iterator = refusals.stream.makeAsyncIterator()
        #expect(await iterator.next()??.code == .runLost)
        #expect(try await handle.wait().status == .cancelled)
        #expect(try await written() == [])
        await executor.shutdown()
    }

    @Test func childrenThatEndThemselvesAreCountedOnceAndTheFinalizeMayDoSoToo() async throws {
        let child = try executor.register(
            DurableTask("child") { (text: String, context) in try await note(text, context) })
        let parent: DurableTask<Int, String> = try executor.register(
            .parent("parent") { count, _ in
                FanOut(children: (0..<count).map { child.child("\($0)") })
            } finalize: { (result: ParentResult<NoValue>, context) in
                try await note(try result.outputs(of: child).joined(separator: "+"), context)
            }
        )
        try await executor.start()
        let handle = try await executor.enqueue(parent, 4)
        #expect(try await handle.result() == "0+1+2+3")
        #expect(try await written().sorted() == ["0", "0+1+2+3", "1", "2", "3"])
        #expect(try await handle.snapshot().activeChildrenCount == 0)
        await executor.shutdown()
    }

    @Test func theBodyOfAParentCanNotEndIt() async throws {
        let parent: DurableTask<String, String> = try executor.register(
            .parent("parent") { text, context in
                _ = try await note(text, context)
                return FanOut(children: [])
            } finalize: { (_: ParentResult<NoValue>, _) in
                "finalized"
            }
        )
        try await executor.start()
        let end = try await executor.enqueue(parent, "a").wait()
        #expect(end.status == .failed)
        #expect(end.error?.message.contains("return the children") == true)
        #expect(try await written() == [])
        await executor.shutdown()
    }

    @Test func anOutputOfAnotherTypeIsRefused() async throws {
        let task = try executor.register(
            DurableTask("task") { [storage] (text: String, context) -> String in
                try await storage.database.transaction { try await storage.on($0).complete(context, with: 5) }
                return text
            }
        )
        try await executor.start()
        let end = try await executor.enqueue(task, "a").wait()
        #expect(end.status == .failed)
        #expect(end.error?.message.contains("is of the type String, and Int was given") == true)
        await executor.shutdown()
    }
}
