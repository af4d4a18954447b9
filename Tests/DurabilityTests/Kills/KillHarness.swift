import DurableExecutionStorage
import Foundation
import Testing
import TypedSQL

@testable import DurabilityWorker

/// Workers on one database that are killed and started again.
final class KillHarness {
    private let location: String
    private let folder: TemporaryFolder
    private var acknowledgements: [String] = []
    private(set) var kills = 0
    /// What a worker did that it was not to do.
    private(set) var failures: [String] = []

    /// - Parameter location: The database, as the worker understands it.
    init(at location: String, in folder: TemporaryFolder) {
        self.location = location
        self.folder = folder
    }

    /// A worker that tells what it was told in a file of its own.
    ///
    /// - Parameter options: Those behind the file.
    func start(_ command: String = "work", _ options: [String] = []) throws -> Worker {
        let file = folder.path("acknowledged-\(acknowledgements.count)")
        acknowledgements.append(file)
        return try Worker([command, location, file] + options)
    }

    /// Kills random ones of so many processes at random moments, this often, and then all.
    func killAtRandom(_ rounds: Int, processes: Int) async throws {
        var workers = try (0..<processes).map { _ in try start() }
        for round in 1...max(1, rounds) {
            try await Task.sleep(for: .milliseconds(randomMoment()))
            if round == rounds { try await waitForAcknowledgement() }
            let index = Int.random(in: 0..<processes)
            note(workers[index])
            // Those that are left in the last round need no successor.
            if round < rounds { workers[index] = try start() } else { workers.remove(at: index) }
        }
        for worker in workers { note(worker) }
    }

    /// Without one there would be nothing to lose.
    private func waitForAcknowledgement() async throws {
        for _ in 0..<1_000 {
            if try !promises().enqueued.isEmpty { return }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// Some die while they open the database, most at work.
    private func randomMoment() -> Int {
        Bool.random() ? Int.random(in: 0...60) : Int.random(in: 60...400)
    }

    private func note(_ worker: Worker) {
        if worker.kill() { kills += 1 } else { failures.append("a worker ended before it was killed") }
    }

    /// Lets one process die at a named point, while others may be at work.
    func kill(at point: String, besides others: Int) throws {
        let others = try (0..<others).map { _ in try start() }
        let worker = try start("work", ["1", "500", point])
        try worker.finish()
        if worker.wasKilled { kills += 1 } else { failures.append("a worker did not die at \(point)") }
        for other in others { note(other) }
    }

    /// Waits for workers that end by themselves.
    func finish(_ workers: [Worker], within seconds: Int = 120) throws {
        for worker in workers {
            try worker.finish(within: seconds)
            if !worker.hasSucceeded { failures.append("a worker could not finish") }
        }
    }

    /// Runs what is left to its end, and says what is wrong then, or was before.
    ///
    /// - Parameter mayHaveTakenOverTheLiving: Whether executors that lived may have lost what they ran.
    func losses(mayHaveTakenOverTheLiving: Bool = false) async throws -> [String] {
        let promises = try promises()
        #expect(!promises.enqueued.isEmpty)
        let damage = try await inspecting { try await Self.damage($0, promises) }
        try finish([Worker(["finish", location])])
        return try await failures + damage
            + inspecting { try await Self.losses($0, promises, mayHaveTakenOverTheLiving) }
    }

    private func promises() throws -> Promises {
        var promises = Promises()
        for file in acknowledgements { try promises.read(file) }
        return promises
    }

    func inspecting<Result>(_ body: (any SQLDatabase) async throws -> Result) async throws -> Result {
        try await DatabaseLocation(location).withDatabase(body)
    }

    private static func damage(_ database: some SQLDatabase, _ promises: Promises) async throws -> [String] {
        try await Losses(in: database, promises).damage()
    }

    private static func losses(
        _ database: some SQLDatabase, _ promises: Promises, _ mayHaveTakenOverTheLiving: Bool
    ) async throws -> [String] {
        try await Losses(in: database, promises, mayHaveTakenOverTheLiving: mayHaveTakenOverTheLiving).all()
    }
}
