import DurableExecutionTesting
import InMemoryTracing
import Testing
import Tracing

@testable import DurableExecution

/// The spans of an executor.
@Suite struct TracingTests {
    let tracer = InMemoryTracer()
    let fixture = ExecutorFixture()

    private func executor() throws -> DurableExecutor {
        var configuration = DurableExecutor.Configuration()
        configuration.pollInterval = .seconds(3600)
        return try DurableExecutor(
            storage: fixture.storage, configuration: configuration, clock: fixture.clock, tracer: tracer
        )
    }

    private func spans(_ name: String) -> [FinishedInMemorySpan] {
        tracer.finishedSpans.filter { $0.operationName == name }
    }

    private func attribute(_ name: String, of span: FinishedInMemorySpan) -> SpanAttribute? {
        span.attributes.get("durable_execution." + name)
    }

    private func enqueuing<T>(_ body: (InMemorySpan) async throws -> T) async throws -> (T, InMemorySpanContext) {
        try await tracer.withSpan("enqueuing") { span in (try await body(span), span.spanContext) }
    }

    @Test func aRunHasASpanOfItsOwnLinkedToTheOneThatEnqueuedIt() async throws {
        let executor = try executor()
        let task = try executor.register(DurableTask("a") { (number: Int, _) in number })
        try await executor.start()
        let (handle, enqueuer) = try await enqueuing { _ in try await executor.enqueue(task, 7) }
        _ = try await handle.result()
        await executor.shutdown()

        let span = try #require(spans("a").first)
        #expect(span.links.map { $0.context.inMemorySpanContext?.spanID } == [enqueuer.spanID])
        #expect(span.links.map { $0.context.inMemorySpanContext?.traceID } == [enqueuer.traceID])
        #expect(span.traceID != enqueuer.traceID)
        #expect(span.parentSpanID == nil)
        #expect(span.kind == .consumer)
        #expect(attribute("execution.id", of: span) == .string(handle.executionID))
        #expect(attribute("task.id", of: span) == .string("a"))
        #expect(span.errors.isEmpty)
    }

    @Test func aSpanThatTheBodyMakesBelongsToTheRun() async throws {
        let executor = try executor()
        let task = try executor.register(
            DurableTask("a") { [tracer] (number: Int, _) in tracer.withSpan("inner") { _ in number } })
        try await executor.start()
        _ = try await executor.enqueue(task, 7).result()
        await executor.shutdown()
        #expect(try #require(spans("inner").first).parentSpanID == #require(spans("a").first).spanID)
    }

    @Test func eachRunOfARetriedExecutionHasASpanThatSaysWhyItFailed() async throws {
        let executor = try executor()
        let task = try executor.register(
            DurableTask("a", options: TaskOptions(retry: RetryPolicy(maxRetries: 1))) {
                (secret: String, context) -> Int in
                if context.attempt == 0 { throw TaskExecutionError(kind: .notFound, message: "no such thing") }
                return 1
            }
        )
        try await executor.start()
        let (handle, enqueuer) = try await enqueuing { _ in try await executor.enqueue(task, "payload 17") }
        _ = try await handle.result()
        await executor.shutdown()

        let runs = spans("a")
        #expect(runs.map { attribute("attempt", of: $0) } == [.int64(0), .int64(1)])
        #expect(runs.allSatisfy { $0.links.map(\.context.inMemorySpanContext?.spanID) == [enqueuer.spanID] })
        #expect(runs[0].status == SpanStatus(code: .error, message: "not_found"))
        #expect(runs[0].errors.compactMap { ($0.error as? TaskExecutionError)?.message } == ["no such thing"])
        #expect(runs[1].status == nil)
        #expect(!runs.contains { "\($0)".contains("payload 17") })
    }

    @Test func theSpanOfABodyThatWasCancelledSaysWhy() async throws {
        let executor = try executor()
        let begun = Counter()
        let task = try executor.register(
            DurableTask("a") { (number: Int, _) in
                begun.add()
                try await untilCancelled()
                return number
            }
        )
        try await executor.start()
        let handle = try await executor.enqueue(task, 7)
        await begun.reaches(1)
        try await handle.cancel()
        await executor.shutdown()
        #expect(spans("a").map(\.status) == [SpanStatus(code: .error, message: "cancelled")])
    }

    @Test func childrenAreLinkedToTheRunOfTheirParentAndItsFinalizeToBoth() async throws {
        let executor = try executor()
        let leaf = try executor.register(DurableTask("leaf") { (number: Int, _) in number })
        let parent = try executor.register(
            .parent("parent") { (count: Int, _) in
                FanOut(children: (0..<count).map { leaf.child($0) })
            } finalize: { (result, _) in
                result.children.count
            }
        )
        try await executor.start()
        let (handle, enqueuer) = try await enqueuing { _ in try await executor.enqueue(parent, 2) }
        _ = try await handle.result()
        await executor.shutdown()

        let run = try #require(spans("parent").first)
        let links = spans("leaf").map { $0.links.map(\.context.inMemorySpanContext?.spanID) }
        #expect(links == [[run.spanID], [run.spanID]])
        let finalize = try #require(spans("parent finalize").first)
        #expect(finalize.links.map(\.context.inMemorySpanContext?.spanID) == [enqueuer.spanID, run.spanID])
    }

    @Test func eachStepOfASequenceIsLinkedToTheRunThatBeganIt() async throws {
        let executor = try executor()
        let first = try executor.register(DurableTask("first") { (number: Int, _) in number })
        let second = try executor.register(DurableTask("second") { (number: Int, _) in number })
        let chain = try executor.register(.sequential("chain", first.then(second)))
        try await executor.start()
        _ = try await executor.enqueue(chain, 2).result()
        await executor.shutdown()
        let run = try #require(spans("chain").first)
        for name in ["first", "second"] {
            #expect(try #require(spans(name).first).links.map(\.context.inMemorySpanContext?.spanID) == [run.spanID])
        }
    }

    @Test func nothingIsStoredOutsideOfASpanOrWithoutATracer() async throws {
        let traced = try executor()
        let task = try traced.register(DurableTask("a") { (number: Int, _) in number })
        let outside = try await traced.enqueue(task, 1)
        #expect(try await outside.snapshot().traceContext.isEmpty)

        let untraced = try fixture.executor()
        #expect(untraced.core.tracing == nil)
        try untraced.register(task)
        let (inside, _) = try await enqueuing { _ in try await untraced.enqueue(task, 1) }
        #expect(try await inside.snapshot().traceContext.isEmpty)
    }
}
