import DurableExecutionStorage
import Foundation
import InMemoryTracing
import SQLiteDriver
import Testing
import Tracing
import TypedSQL

@Suite struct TraceContextTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func storage() async throws -> SQLTaskExecutionsStorage<SQLiteDatabase> {
        let storage = SQLTaskExecutionsStorage(try await SQLiteDatabase(path: folder.file("tasks.db")))
        try await storage.migrate()
        return storage
    }

    @Test func aRunIsLinkedToASpanThatEnqueuedItThroughAnotherConnection() async throws {
        let tracer = InMemoryTracer()
        let double = DurableTask("double") { (number: Int, _) in 2 * number }
        let enqueuer = try DurableExecutor(storage: try await storage(), tracer: tracer)
        try enqueuer.register(double)
        let (executionID, span) = try await tracer.withSpan("enqueuing") { span in
            (try await enqueuer.enqueue(double, 21).executionID, span.spanContext)
        }

        let worker = try DurableExecutor(storage: try await storage(), tracer: tracer)
        try worker.register(double)
        try await worker.start()
        #expect(try await worker.handle(for: double, executionID: executionID).result() == 42)
        await worker.shutdown()
        let run = try #require(tracer.finishedSpans.first { $0.operationName == "double" })
        #expect(run.links.map { $0.context.inMemorySpanContext?.spanID } == [span.spanID])
        #expect(run.links.map { $0.context.inMemorySpanContext?.traceID } == [span.traceID])
    }

    @Test func itIsAKeyOfItsOwnBesideTheRetryOptionsOfTheReference() async throws {
        let storage = try await storage()
        var execution = TaskExecution(taskID: "a", executionID: "te_1", timeoutMs: 1, input: "1", now: 0)
        execution.retryPolicy.maxRetries = 3
        execution.traceContext = ["traceparent": "00-a-b-01"]
        try await storage.insert([execution])
        let tasks = storage.table
        let text = try await storage.database.read { connection in
            try await connection.first(select(tasks.retryPolicy).from(tasks))?.jsonText
        }
        #expect(text == #"{"maxAttempts":3,"traceContext":{"traceparent":"00-a-b-01"}}"#)
        #expect(try await storage.get([TaskExecutionLookup(executionID: "te_1")]) == [execution])
    }
}
