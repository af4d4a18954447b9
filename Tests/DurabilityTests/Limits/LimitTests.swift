import DurableExecutionStorage
import SQLiteDriver
import Testing
import TypedSQL

/// Values at a limit, one below it and one above it, and what no limit of a user's is meant for.
@Suite struct LimitTests {
    private func withExecutor(
        _ change: (inout DurableExecutor.Configuration) -> Void = { _ in },
        _ body: (DurableExecutor, SQLTaskExecutionsStorage<SQLiteDatabase>) async throws -> Void
    ) async throws {
        let storage = SQLTaskExecutionsStorage(try await SQLiteDatabase.inMemory())
        try await storage.migrate()
        var configuration = DurableExecutor.Configuration()
        change(&configuration)
        let executor = try DurableExecutor(storage: storage, configuration: configuration)
        try await executor.start()
        try await body(executor, storage)
        await executor.shutdown()
        await storage.database.close()
    }

    /// Its JSON has two bytes more.
    private static func text(ofEncodedBytes count: Int) -> String { String(repeating: "x", count: count - 2) }

    @Test(arguments: [-1, 0, 1]) func anInputMayHaveAsManyBytesAsAreAllowed(_ excess: Int) async throws {
        try await withExecutor { executor, storage in
            let measure = try executor.register(DurableTask("measure") { (text: String, _) in text.utf8.count })
            let bytes = DurableExecutor.Configuration().maxInputBytes + excess
            if excess > 0 {
                let error = await #expect(throws: DurableExecutionError.self) {
                    try await executor.enqueue(measure, Self.text(ofEncodedBytes: bytes))
                }
                #expect(error?.code == .payloadTooLarge)
                #expect(try await storage.rows() == [])
            } else {
                let handle = try await executor.enqueue(measure, Self.text(ofEncodedBytes: bytes))
                #expect(try await handle.result() == bytes - 2)
                #expect(try await handle.snapshot().input.utf8.count == bytes)
            }
        }
    }

    @Test(arguments: [-1, 0, 1]) func anOutputMayHaveAsManyBytesAsAreAllowed(_ excess: Int) async throws {
        try await withExecutor { executor, _ in
            let make = try executor.register(
                DurableTask("make") { (bytes: Int, _) in Self.text(ofEncodedBytes: bytes) })
            let bytes = DurableExecutor.Configuration().maxOutputBytes + excess
            let handle = try await executor.enqueue(make, bytes)
            let end = try await handle.wait()
            #expect(end.status == (excess > 0 ? .failed : .completed))
            #expect(try await handle.snapshot().output?.utf8.count == (excess > 0 ? nil : bytes))
            #expect(excess < 1 || end.error?.message.contains("\(bytes) bytes") == true)
        }
    }

    @Test(arguments: [0, 1, 255, 256]) func anIDMayHaveUpTo255Characters(_ length: Int) async throws {
        let isAllowed = 1...255 ~= length
        let id = String(repeating: "a", count: length)
        try await withExecutor { executor, storage in
            if isAllowed {
                let task = try executor.register(DurableTask(id) { (number: Int, _) in number })
                #expect(try await executor.enqueue(task, 1).result() == 1)
            } else {
                #expect(throws: DurableExecutionError.self) {
                    try executor.register(DurableTask(id) { (number: Int, _) in number })
                }
            }
            let sleeping = try executor.register(.sleeping("sleeping", output: Int.self, timeout: .seconds(60)))
            // Of two bytes a character.
            let sleepingID = SleepingTaskID(String(repeating: "é", count: length))
            if isAllowed {
                let handle = try await executor.enqueue(sleeping, sleepingID)
                #expect(try await executor.wake(sleeping, sleepingID, output: 2))
                #expect(try await handle.result() == 2)
            } else {
                await #expect(throws: DurableExecutionError.self) { try await executor.enqueue(sleeping, sleepingID) }
            }
            // A storage takes the ids that others made as they are.
            if length > 0 {
                let row = TaskExecution(taskID: id, executionID: id + "é", timeoutMs: 1, input: "", now: .max)
                try await storage.insert([row])
                #expect(try await storage.get([TaskExecutionLookup(executionID: id + "é")]) == [row])
            }
        }
    }

    private struct Tree: Codable {
        var children: [Tree] = []
    }

    private static let codecs: [any TaskPayloadCodec] = [JSONTaskPayloadCodec(), SuperJSONTaskPayloadCodec()]

    /// Both read it in a thread of the executor's, whose stack is not large.
    @Test(arguments: 0..<2, [#"{"children":["#, "[", #"{"json":"#, #"{"json":1,"meta":{"values":["#])
    func aPayloadThatIsNestedVeryDeeplyFailsItsExecutionAlone(_ codec: Int, _ opening: String) async throws {
        try await withExecutor({ $0.codec = Self.codecs[codec] }) { executor, storage in
            let task = try executor.register(DurableTask("count") { (tree: Tree, _) in tree.children.count })
            let rows = [opening, "[" + opening].enumerated().map { number, opening in
                TaskExecution(
                    taskID: "count", executionID: "te_\(number)", timeoutMs: 1_000,
                    input: String(repeating: opening, count: 100_000), now: 0
                )
            }
            try await storage.insert(rows)
            for row in rows {
                let end = try await executor.handle(for: task, executionID: row.executionID).wait()
                #expect(end.status == .failed)
                #expect(end.error?.message.contains("can't be decoded") == true)
            }
            #expect(try await executor.enqueue(task, Tree(children: [Tree()])).result() == 1)
        }
    }
}
