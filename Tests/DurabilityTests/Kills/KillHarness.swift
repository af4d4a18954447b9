import Foundation

/// Workers on one database that are killed and started again.
final class KillHarness {
    let setting: KillSetting
    let folder: TemporaryFolder
    private var acknowledgements: [String] = []
    private(set) var kills = 0
    /// Whether a worker ended in another way than by a kill.
    private(set) var failures: [String] = []

    init(_ setting: KillSetting, in folder: TemporaryFolder) {
        self.setting = setting
        self.folder = folder
    }

    private func start(crashingAt point: String? = nil) throws -> Worker {
        let file = folder.path("acknowledged-\(acknowledgements.count)")
        acknowledgements.append(file)
        return try Worker(["work", setting.location(in: folder), file] + (point.map { [$0] } ?? []))
    }

    /// Kills random ones of so many processes at random moments, this often, and then all.
    func killAtRandom(_ rounds: Int, processes: Int) async throws {
        var workers = try (0..<processes).map { _ in try start() }
        for round in 1...max(1, rounds) {
            try await Task.sleep(for: .milliseconds(randomMoment()))
            let index = Int.random(in: 0..<processes)
            note(workers[index])
            // Those that are left in the last round need no successor.
            if round < rounds { workers[index] = try start() } else { workers.remove(at: index) }
        }
        for worker in workers { note(worker) }
    }

    /// Some die while they open the file, most at work.
    private func randomMoment() -> Int {
        Bool.random() ? Int.random(in: 0...60) : Int.random(in: 60...400)
    }

    private func note(_ worker: Worker) {
        if worker.kill() { kills += 1 } else { failures.append("a worker ended before it was killed") }
    }

    /// Lets one process die at a named point, while others may be at work.
    func kill(at point: String, besides others: Int) throws {
        let others = try (0..<others).map { _ in try start() }
        let worker = try start(crashingAt: point)
        try worker.finish()
        if worker.wasKilled { kills += 1 } else { failures.append("a worker did not die at \(point)") }
        for other in others { note(other) }
    }

    /// Runs what is left to its end.
    func finish() throws {
        let worker = try Worker(["finish", setting.location(in: folder)])
        try worker.finish()
        if !worker.hasSucceeded { failures.append("the last worker could not finish") }
    }

    func promises() throws -> Promises {
        var promises = Promises()
        for file in acknowledgements { try promises.read(file) }
        return promises
    }
}
