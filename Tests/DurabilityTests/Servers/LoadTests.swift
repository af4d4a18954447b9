import DurableExecutionStorage
import PostgreSQLTestServer
import Testing
import TypedSQL

/// Four processes with sixteen executors each on one database.
@Suite(.serialized) struct LoadTests {
    private static let executions = Nightly.count(2_000, nightly: 20_000)

    @Test func eachOfManyExecutionsIsRunExactlyOnce() async throws {
        let location = try await TestServer.shared.value.connectionStringOfNewSchema()
        try await TemporaryFolder.with { folder in
            let harness = KillHarness(at: location, in: folder)
            let start = ContinuousClock.now
            let workers = try (0..<4).map { _ in
                try harness.start("load", ["16", "60000", "\(Self.executions / 4)"])
            }
            try harness.finish(workers, within: 600)
            let time = ContinuousClock.now - start
            let losses = try await harness.losses()
            #expect(losses == [])
            let counts = try await harness.inspecting { try await RunCounts(in: $0) }
            #expect(counts.executions == Self.executions)
            #expect(counts.runs == Self.executions)
            // A process that a busy machine starts late may find nothing left to do.
            #expect(counts.processes >= 2)
            let name = "milliseconds for \(Self.executions) executions by 4 processes with 16 executors"
            try Figure(figure: name, value: Int(time / .milliseconds(1)), losses: losses.count).record()
            try await Self.record(harness, "4 processes with 16 executors", losses: losses.count)
        }
    }

    static func record(_ harness: KillHarness, _ name: String, losses: Int) async throws {
        let counts = try await harness.inspecting { try await RunCounts(in: $0) }
        try Figure(figure: "executions on \(name)", value: counts.executions, losses: losses).record()
        try Figure(figure: "bodies run again on \(name)", value: counts.runs - counts.ran, losses: losses).record()
    }
}

/// How much was run.
struct RunCounts {
    let executions: Int
    let runs: Int
    /// The executions that have runs.
    let ran: Int
    let processes: Int

    init(in database: some SQLDatabase) async throws {
        let counts: SQL = """
            select (select count(*) from task_executions), count(*), count(distinct execution_id), count(distinct process)
            from runs
            """
        let numbers = try await database.read { connection in
            var numbers: [Int] = []
            try await connection.run(counts.rendered(for: connection.dialect), bind: { _ in }) { row in
                for _ in 0..<4 { numbers.append(try row.next()) }
            }
            return numbers
        }
        executions = numbers[0]
        runs = numbers[1]
        ran = numbers[2]
        processes = numbers[3]
    }
}
