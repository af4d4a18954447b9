import DurableExecution
import DurableExecutionTesting
import Testing

/// The examples of the README.
@Suite struct ExampleTests {
    private struct Photo: Codable, Sendable {
        var name: String
    }

    private struct Order: Codable, Sendable {
        var id: String
        var amount: Int
    }

    private enum Decision: String, Codable, Sendable {
        case approved, refused
    }

    let fixture = ExecutorFixture()

    @Test func tasksRunInParallelAndThenAFinalizeMakesTheOutput() async throws {
        let executor = try fixture.executor()
        let thumbnail = try executor.register(
            DurableTask("thumbnail", options: TaskOptions(retry: RetryPolicy(maxRetries: 3))) {
                (photo: Photo, context) in
                "small \(photo.name)"
            }
        )
        let album = try executor.register(
            .parent("album") { (photos: [Photo], context) in
                FanOut(children: photos.map { thumbnail.child($0) })
            } finalize: { (album, context) in
                try album.outputs(of: thumbnail)
            }
        )
        try await executor.start()
        let thumbnails = try await executor.enqueue(album, [Photo(name: "a"), Photo(name: "b")]).result()
        #expect(thumbnails == ["small a", "small b"])
        await executor.shutdown()
    }

    @Test func childrenOfDifferentTasksKeepTheirTypes() async throws {
        let executor = try fixture.executor()
        let charge = try executor.register(DurableTask("charge") { (order: Order, context) in order.amount })
        let reserve = try executor.register(DurableTask("reserve") { (order: Order, context) in ["shelf 1"] })
        let confirm = try executor.register(
            DurableTask("confirm") { (order: ParentResult<Order>, context) in
                let paid = try order.children[0].output(of: charge)
                let shelves = try order.children[1].output(of: reserve)
                return "\(order.output.id): \(paid) from \(shelves.joined())"
            }
        )
        let checkout = try executor.register(
            .parent("checkout", finalize: confirm) { (order: Order, context) in
                FanOut(order, children: [charge.child(order), reserve.child(order, timeout: .seconds(10))])
            }
        )
        try await executor.start()
        let text = try await executor.enqueue(checkout, Order(id: "17", amount: 3)).result()
        #expect(text == "17: 3 from shelf 1")
        await executor.shutdown()
    }

    @Test func tasksRunOneAfterTheOther() async throws {
        let executor = try fixture.executor()
        let upload = try executor.register(DurableTask("upload") { (photo: Photo, context) in "url of \(photo.name)" })
        let shorten = try executor.register(DurableTask("shorten") { (url: String, context) in url.count })
        let announce = try executor.register(DurableTask("announce") { (length: Int, context) in length > 3 })
        let publish = try executor.register(.sequential("publish", upload.then(shorten).then(announce)))
        try await executor.start()
        #expect(try await executor.enqueue(publish, Photo(name: "a")).result())
        await executor.shutdown()
    }

    @Test func aTaskIsRepeatedUntilItIsDone() async throws {
        let executor = try fixture.executor()
        let check = try executor.register(
            DurableTask("check") { (job: String, context) -> LoopIteration<String> in
                context.indexInParent == 2 ? .done("\(job) is ready") : .again
            }
        )
        let poll = try executor.register(
            .looping("poll", repeating: check, maxIterations: 100) { attempt in
                attempt == 0 ? .zero : .seconds(5)
            }
        )
        try await executor.start()
        let handle = try await executor.enqueue(poll, "render")
        try await fixture.drive { try await handle.snapshot().isFinished }
        #expect(try await handle.result().output == "render is ready")
        await executor.shutdown()
    }

    @Test func aWorkflowWaitsForAWebhook() async throws {
        let executor = try fixture.executor()
        let approval = try executor.register(.sleeping("approval", output: Decision.self, timeout: .seconds(86_400)))
        let order = try executor.register(
            .parent("order") { (order: Order, context) in
                FanOut(order, children: [approval.child(SleepingTaskID("order \(order.id)"))])
            } finalize: { (order, context) in
                try order.outputs(of: approval) == [.approved] ? "ship \(order.output.id)" : "refund"
            }
        )
        try await executor.start()
        let handle = try await executor.enqueue(order, Order(id: "17", amount: 3))
        while try await handle.snapshot().status != .waitingForChildren { await Task.yield() }

        // In the process that takes the webhook:
        try await executor.wake(approval, "order 17", output: .approved)
        #expect(try await handle.result() == "ship 17")
        await executor.shutdown()
    }
}
