import DurableExecutionStorage
import Foundation
import Testing
import TypedSQL

@Suite struct EnqueueTests {
    @Test func anExecutionIsStoredWithItsOptions() async throws {
        let database = try await ExecutionsDatabase([])
        let enqueued = try await database.run(
            "enqueue", "remind", #"{"order":42}"#, "--delay", "1h", "--timeout", "30s", "--max-retries", "3")
        #expect(enqueued.exitCode == 0)
        let id = try #require(enqueued.lines.first)
        let execution = try #require(try await database.execution(id))
        #expect(execution.taskID == "remind" && execution.input == #"{"order":42}"#)
        #expect(execution.status == .ready && execution.timeoutMs == 30_000)
        #expect(execution.startAt - execution.createdAt == 3_600_000)
    }

    @Test func aTaskIDThatNoTaskCanHaveIsRefused() async throws {
        let database = try await ExecutionsDatabase([])
        #expect(try await database.run("enqueue", "no task", "1").exitCode == 2)
        #expect(try await database.run("list").output == "there are no such executions\n")
    }
}
