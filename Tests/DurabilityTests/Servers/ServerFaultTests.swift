import DurableExecutionStorage
import Foundation
import PostgreSQLTestServer
import Testing
import TypedSQL

@testable import DurabilityWorker

/// Four processes with sixteen executors each on one server, to which something happens in the middle of their work.
@Suite(.serialized) struct ServerFaultTests {
    private static let rounds = Nightly.count(1, nightly: 10)

    @Test func nothingIsLostWhateverHappensToTheServer() async throws {
        let server = try await TestServer(options: ["-c", "fsync=off"])
        let location = try await server.connectionStringOfNewSchema()
        try await TemporaryFolder.with { folder in
            let harness = KillHarness(at: location, in: folder)
            let workers = try (0..<4).map { _ in try harness.start("work", ["16", "1000"]) }
            var slowest: [ServerFault: Duration] = [:]
            for round in 0..<Self.rounds {
                for fault in ServerFault.allCases.shuffled() {
                    Progress.report("faults of the server", 4 * round, of: 4 * Self.rounds)
                    try await waitForProgress(in: harness)
                    // Longer than a lease, and once so long that connections are given up.
                    let duration = Duration.milliseconds(round == 1 ? 12_000 : Int.random(in: 500...3_000))
                    try await fault.happen(to: server, for: Nightly.isOn ? duration : .milliseconds(500))
                    let recovery = try await waitForProgress(in: harness)
                    slowest[fault] = max(recovery, slowest[fault] ?? .zero)
                }
            }
            for worker in workers { worker.askToEnd() }
            try harness.finish(workers, within: 300)
            let losses = try await harness.losses(mayHaveTakenOverTheLiving: true)
            #expect(losses == [])
            for (fault, recovery) in slowest {
                let name = "longest time to the next result after \(fault), ms"
                try Figure(figure: name, value: Int(recovery / .milliseconds(1)), losses: losses.count).record()
            }
            try await LoadTests.record(harness, "a server with \(4 * Self.rounds) faults", losses: losses.count)
        }
        await server.end()
    }

    /// Waits until something has finished that had not finished before; says how long it took.
    @discardableResult
    private func waitForProgress(in harness: KillHarness) async throws -> Duration {
        let start = ContinuousClock.now
        let time = Int64(Date().timeIntervalSince1970 * 1_000)
        try await harness.inspecting { try await Self.waitForFinish(after: time, in: $0) }
        return ContinuousClock.now - start
    }

    /// Minutes without a result are a standstill, which ends the test.
    private static func waitForFinish(after time: Int64, in database: some SQLDatabase) async throws {
        let table = TaskExecutionsTable()
        let newer = select(table.id).from(table).where(gt(table.finishedAt, time)).limit(1)
        let limit = ContinuousClock.now + .seconds(180)
        while true {
            if ContinuousClock.now > limit { throw Standstill() }
            let found = try await insisting {
                try await database.read { connection in
                    if try await connection.description(ofTable: table.tableName) == nil { return nil as Int64? }
                    return try await connection.first(newer)
                }
            }
            if found != nil { return }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    struct Standstill: Error {}
}
