import DurableExecutionStorage
import Foundation
import TypedSQL

/// Executions that end the process that runs them, among many that do not.
struct Poison<Database: SQLDatabase>: Sendable {
    /// Kills the process, as a crash or the system would, wherever a task's code is called.
    enum Place: String, CaseIterable {
        case body, decoding, validation, retry, finalize
    }

    /// Can be encoded, and ends the process that decodes it.
    private struct DeadlyInput: Codable {
        init() {}
        init(from decoder: any Decoder) throws { endProcess() }
    }

    private struct DeadlyFailure: TaskFailure {
        var isRetryable: Bool { endProcess() }
    }

    private let storage: SQLTaskExecutionsStorage<Database>
    private let executor: DurableExecutor
    private let healthy: DurableTask<Int, Int>
    private let family: DurableTask<Int, Int>
    private let body: DurableTask<Int, Int>
    private let decoding: DurableTask<DeadlyInput, Int>
    private let validation: DurableTask<Int, Int>
    private let retry: DurableTask<Int, Int>
    private let finalize: DurableTask<Int, Int>

    init(_ storage: SQLTaskExecutionsStorage<Database>, lease: Duration) throws {
        self.storage = storage
        var configuration = DurableExecutor.Configuration()
        configuration.leaseDuration = lease
        configuration.pollInterval = .milliseconds(20)
        executor = try DurableExecutor(storage: storage, configuration: configuration)
        let healthy = try executor.register(
            DurableTask("healthy") { (number: Int, _) in
                try await Task.sleep(for: .milliseconds(Int.random(in: 0...20)))
                return number
            })
        self.healthy = healthy
        family = try executor.register(
            .parent("family") { (number: Int, _) in
                FanOut(children: [healthy.child(number), healthy.child(number)])
            } finalize: { (parent, _) in
                try await Task.sleep(for: .milliseconds(Int.random(in: 0...20)))
                return try parent.outputs(of: healthy).reduce(0, +)
            })
        body = try executor.register(DurableTask("poison_body") { (_: Int, _) -> Int in endProcess() })
        decoding = try executor.register(DurableTask("poison_decoding") { (_: DeadlyInput, _) in 0 })
        validation = try executor.register(
            DurableTask("poison_validation") { (number: Int, _) in number }.validating { _ in endProcess() }
        )
        retry = try executor.register(
            DurableTask("poison_retry", options: TaskOptions(retry: RetryPolicy(maxRetries: 1))) { (_: Int, _) -> Int in
                throw DeadlyFailure()
            })
        finalize = try executor.register(
            .parent("poison_finalize") { (number: Int, _) in
                FanOut(children: [healthy.child(number)])
            } finalize: { (_, _) -> Int in
                endProcess()
            })
    }

    /// Enqueues so many executions, a tenth of them trees, with a poisonous one of each place among them.
    func fill(count: Int) async throws {
        let places = Place.allCases
        for number in 0..<count {
            let isPoison = number % (count / places.count) == count / places.count / 2
            if isPoison {
                try await enqueue(places[number / (count / places.count)])
            } else if number.isMultiple(of: 10) {
                try await executor.enqueue(family, number)
            } else {
                try await executor.enqueue(healthy, number)
            }
        }
    }

    private func enqueue(_ place: Place) async throws {
        switch place {
        case .body: try await executor.enqueue(body, 0)
        case .decoding: try await executor.enqueue(decoding, DeadlyInput())
        case .validation: try await executor.enqueue(validation, 0)
        case .retry: try await executor.enqueue(retry, 0)
        case .finalize: try await executor.enqueue(finalize, 0)
        }
    }

    /// Runs until everything has ended and is closed, or until the process is ended.
    func run() async throws {
        try await executor.start()
        while try await unfinished() > 0 { try await Task.sleep(for: .milliseconds(20)) }
        await executor.shutdown()
    }

    private func unfinished() async throws -> Int {
        let table = storage.table
        return try await storage.database.read { connection in
            try await connection.first(select(count()).from(table).where(ne(table.closeStatus, .closed))) ?? 0
        }
    }
}

private func endProcess() -> Never {
    kill(getpid(), SIGKILL)
    while true { pause() }
}
