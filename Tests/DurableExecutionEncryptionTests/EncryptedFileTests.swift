import Crypto
import DurableExecution
import DurableExecutionEncryption
import DurableExecutionStorage
import Foundation
import SQLiteDriver
import Testing
import TypedSQL

/// What an executor with encryption leaves on the disk.
@Suite struct EncryptedFileTests {
    private struct Letter: Codable, Equatable {
        var to: String
        var body: String
    }

    private let letter = Letter(to: "plaintext-of-the-address", body: "plaintext-of-the-body")

    private func run(_ codec: any TaskPayloadCodec, in folder: URL) async throws {
        let database = try await SQLiteDatabase(path: folder.appending(path: "tasks.db").path)
        let storage = SQLTaskExecutionsStorage(database)
        try await storage.migrate()
        var configuration = DurableExecutor.Configuration()
        configuration.codec = codec
        let executor = try DurableExecutor(storage: storage, configuration: configuration)
        let task = try executor.register(
            DurableTask("send_letter") { (letter: Letter, _) in
                Letter(to: letter.body, body: "plaintext-of-the-answer")
            }
        )
        try await executor.start()
        let answer = try await executor.enqueue(task, letter).result()
        #expect(answer == Letter(to: letter.body, body: "plaintext-of-the-answer"))
        // What another process finds: the row, not the result that this one has in memory.
        let handle = try await executor.enqueue(task, letter)
        _ = try await handle.wait()
        let stored = try await handle.snapshot()
        let context = TaskPayloadContext(taskID: task.id, executionID: handle.executionID, kind: .output)
        let output = try codec.open(#require(stored.output), for: context)
        #expect(try codec.decode(Letter.self, from: output) == answer)
        await executor.shutdown()
        await database.close()
    }

    private func bytes(in folder: URL) throws -> Data {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .map { try Data(contentsOf: $0) }.reduce(Data(), +)
    }

    private func withFolder(_ body: (URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "encryption-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder)
    }

    @Test func theFileShowsNoInputAndNoOutput() async throws {
        try await withFolder { folder in
            let key = try TaskPayloadKey(id: "k1", SymmetricKey(size: .bits256))
            try await run(EncryptedTaskPayloadCodec(key: key), in: folder)
            let bytes = try bytes(in: folder)
            #expect(bytes.range(of: Data("plaintext-of".utf8)) == nil)
            #expect(bytes.range(of: Data("enc2.k1.".utf8)) != nil)
            #expect(bytes.range(of: Data("send_letter".utf8)) != nil)
        }
    }

    @Test func withoutEncryptionTheSameFileShowsThem() async throws {
        try await withFolder { folder in
            try await run(JSONTaskPayloadCodec(), in: folder)
            #expect(try bytes(in: folder).range(of: Data("plaintext-of-the-answer".utf8)) != nil)
        }
    }

    @Test func anInputThatCanNotBeOpenedFailsTheExecutionWithoutARetry() async throws {
        try await withFolder { folder in
            let database = try await SQLiteDatabase(path: folder.appending(path: "tasks.db").path)
            let storage = SQLTaskExecutionsStorage(database)
            try await storage.migrate()
            let (old, new) = (SymmetricKey(size: .bits256), SymmetricKey(size: .bits256))
            let sender = try executor(TaskPayloadKey(id: "old", old), storage)
            let sent = try sender.register(
                DurableTask("a", options: TaskOptions(retry: RetryPolicy(maxRetries: 5))) { (text: String, _) in text })
            let handle = try await sender.enqueue(sent, "plaintext")

            let runner = try executor(TaskPayloadKey(id: "new", new), storage)
            let task = try runner.register(
                DurableTask("a", options: TaskOptions(retry: RetryPolicy(maxRetries: 5))) { (text: String, _) in text })
            try await runner.start()
            let end = try await runner.handle(for: task, executionID: handle.executionID).wait()
            #expect(end.status == .failed)
            #expect(end.retryAttempts == 0)
            let message = "the input of the task “a” can't be read: it is encrypted with the key “old”"
            #expect(end.error?.message.hasPrefix(message) == true)
            await runner.shutdown()
            await sender.shutdown()
            await database.close()
        }
    }

    @Test func anInputThatWasCopiedOverTheOutputDoesNotOpen() async throws {
        try await withFolder { folder in
            let database = try await SQLiteDatabase(path: folder.appending(path: "tasks.db").path)
            let storage = SQLTaskExecutionsStorage(database)
            try await storage.migrate()
            let key = try TaskPayloadKey(id: "k1", SymmetricKey(size: .bits256))
            let runner = try executor(key, storage)
            let task = try runner.register(DurableTask("a") { (number: Int, _) in number + 1 })
            try await runner.start()
            let handle = try await runner.enqueue(task, 1)
            #expect(try await handle.result() == 2)
            await runner.shutdown()
            _ = try await database.single { try await $0.run("update task_executions set output = input") }
            let reader = try executor(key, storage)
            let read = try reader.register(DurableTask("a") { (number: Int, _) in number + 1 })
            try await reader.start()
            await #expect(throws: (any Error).self) {
                try await reader.handle(for: read, executionID: handle.executionID).result()
            }
            await reader.shutdown()
            await database.close()
        }
    }

    private func executor(
        _ key: TaskPayloadKey, _ storage: SQLTaskExecutionsStorage<SQLiteDatabase>
    ) throws -> DurableExecutor {
        var configuration = DurableExecutor.Configuration()
        configuration.codec = try EncryptedTaskPayloadCodec(key: key)
        return try DurableExecutor(storage: storage, configuration: configuration)
    }
}
