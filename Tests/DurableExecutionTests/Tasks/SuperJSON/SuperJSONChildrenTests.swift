import DurableExecution
import DurableExecutionTesting
import Foundation
import Testing

/// What children return stands inside the payloads of their parents.
@Suite struct SuperJSONChildrenTests {
    private struct Reading: Codable, Sendable, Hashable {
        var day = Date(timeIntervalSince1970: 86_400)
        var large = Int64.max
        var ratio = Double.infinity
        var names: Set<String> = ["b", "a"]
    }

    private let storage = InMemoryTaskExecutionsStorage()

    private func executor() throws -> DurableExecutor {
        var configuration = DurableExecutor.Configuration()
        configuration.codec = SuperJSONTaskPayloadCodec()
        return try DurableExecutor(storage: storage, configuration: configuration)
    }

    @Test func theOutputOfAParentKeepsTheTypesOfItsChildren() async throws {
        let executor = try executor()
        let leaf = try executor.register(DurableTask("leaf") { (_: Int, _) in Reading() })
        let parent = try executor.register(
            .parent("parent") { (_: Int, _) in
                FanOut(Reading(), children: [leaf.child(1)])
            }
        )
        try await executor.start()
        let handle = try await executor.enqueue(parent, 0)
        let result = try await handle.result()
        #expect(result.output == Reading())
        #expect(try result.outputs(of: leaf) == [Reading()])
        let text = try #require(try await handle.snapshot().output)
        for place in ["children.0.output", "output"] {
            #expect(text.contains(#""\#(place).day":["Date"]"#))
            #expect(text.contains(#""\#(place).large":["bigint"]"#))
            #expect(text.contains(#""\#(place).names":["set"]"#))
            #expect(text.contains(#""\#(place).ratio":["number"]"#))
        }
        await executor.shutdown()
    }

    @Test func aFinalizeTaskGetsTheTypesOfTheChildren() async throws {
        let executor = try executor()
        let leaf = try executor.register(DurableTask("leaf") { (_: Int, _) in Reading() })
        let finalize = try executor.register(
            DurableTask("finalize") { (result: ParentResult<Reading>, _) in
                try [result.output] + result.outputs(of: leaf)
            }
        )
        let parent = try executor.register(
            .parent("parent", finalize: finalize) { (_: Int, _) in
                FanOut(Reading(), children: [leaf.child(1)])
            }
        )
        try await executor.start()
        #expect(try await executor.enqueue(parent, 0).result() == [Reading(), Reading()])
        await executor.shutdown()
    }

    /// superjson writes classes with their names, which nobody here can know.
    @Test func anAnnotationWithAnArgumentIsLeftOut() async throws {
        let executor = try executor()
        let asleep = try executor.register(.sleeping("asleep", output: [String: String].self, timeout: .seconds(60)))
        let parent = try executor.register(
            .parent("parent") { (_: Int, _) in
                FanOut(children: [asleep.child(SleepingTaskID("a"))])
            }
        )
        try await executor.start()
        let handle = try await executor.enqueue(parent, 0)
        while await storage.get(sleepingTaskUniqueIDs: ["a"]) == [nil] { await Task.yield() }
        let text = #"{"json":{"name":"x"},"meta":{"values":[["class","Person"]]}}"#
        try await storage.wake(sleepingTaskUniqueID: "a", with: .success(text))
        executor.checkForWork()
        _ = try await handle.result()
        let output = try #require(try await handle.snapshot().output)
        #expect(output.contains(#""output":{"name":"x"}"#))
        #expect(!output.contains("class"))
        await executor.shutdown()
    }
}
