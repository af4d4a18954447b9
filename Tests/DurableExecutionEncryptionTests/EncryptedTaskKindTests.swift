import Crypto
import DurableExecution
import DurableExecutionEncryption
import Foundation
import Testing

/// Payloads that go from one execution to another are encrypted for each of them.
@Suite struct EncryptedTaskKindTests {
    enum Codec: CaseIterable, Sendable {
        case superJSON, encryptedJSON, encryptedSuperJSON

        func make() throws -> any TaskPayloadCodec {
            let key = try TaskPayloadKey(id: "k1", SymmetricKey(size: .bits256))
            return switch self {
            case .superJSON: SuperJSONTaskPayloadCodec()
            case .encryptedJSON: try EncryptedTaskPayloadCodec(key: key)
            case .encryptedSuperJSON: try EncryptedTaskPayloadCodec(SuperJSONTaskPayloadCodec(), key: key)
            }
        }
    }

    private func withExecutor(_ codec: Codec, _ body: (DurableExecutor) async throws -> Void) async throws {
        var configuration = DurableExecutor.Configuration()
        configuration.codec = try codec.make()
        configuration.pollInterval = .milliseconds(10)
        let executor = try DurableExecutor(storage: InMemoryTaskExecutionsStorage(), configuration: configuration)
        try await executor.start()
        try await body(executor)
        await executor.shutdown()
    }

    private let date = Date(timeIntervalSince1970: 1.5)

    @Test(arguments: Codec.allCases)
    func sequencesPassTheirPayloadsOn(codec: Codec) async throws {
        try await withExecutor(codec) { executor in
            let first = try executor.register(DurableTask("first") { (date: Date, _) in date + 1 })
            let second = try executor.register(DurableTask("second") { (date: Date, _) in [date: Int64.max] })
            let chain = DurableTask.sequential("chain", first.then(second))
            try executor.register(chain)
            #expect(try await executor.enqueue(chain, date).result() == [date + 1: .max])
        }
    }

    @Test(arguments: Codec.allCases)
    func parentsReadTheirChildren(codec: Codec) async throws {
        try await withExecutor(codec) { executor in
            let child = try executor.register(DurableTask("child") { (date: Date, _) in date + 1 })
            let collected = DurableTask<Date, ParentResult<Date>>.parent("collected") { date, _ in
                FanOut(date, children: [child.child(date)])
            }
            let finalized = DurableTask<Date, [Date]>.parent("finalized") { (date: Date, _) in
                FanOut(date, children: [child.child(date)])
            } finalize: { (result: ParentResult<Date>, _) in
                [result.output] + (try result.outputs(of: child))
            }
            let finalize = try executor.register(
                DurableTask("finalize") { (result: ParentResult<Date>, _) in
                    [result.output] + (try result.outputs(of: child))
                }
            )
            let withTask = DurableTask<Date, [Date]>.parent("with_task", finalize: finalize) { (date: Date, _) in
                FanOut(date, children: [child.child(date)])
            }
            try executor.register(collected)
            try executor.register(finalized)
            try executor.register(withTask)
            let result = try await executor.enqueue(collected, date).result()
            #expect(result.output == date)
            #expect(try result.outputs(of: child) == [date + 1])
            #expect(try await executor.enqueue(finalized, date).result() == [date, date + 1])
            #expect(try await executor.enqueue(withTask, date).result() == [date, date + 1])
        }
    }

    @Test(arguments: Codec.allCases)
    func sleepingTasksGetTheirOutput(codec: Codec) async throws {
        try await withExecutor(codec) { executor in
            let sleeping = DurableTask<SleepingTaskID, Date>.sleeping("sleeping", timeout: .seconds(60))
            try executor.register(sleeping)
            let id = SleepingTaskID("a")
            let handle = try await executor.enqueue(sleeping, id)
            while try await handle.snapshot().status != .running { await Task.yield() }
            #expect(try await executor.wake(sleeping, id, output: date))
            #expect(try await handle.result() == date)
        }
    }
}
