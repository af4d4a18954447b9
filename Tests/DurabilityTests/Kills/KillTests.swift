import DurableExecutionStorage
import SQLiteDriver
import Testing

/// Real processes, killed with -9.
@Suite(.serialized) struct KillTests {
    /// 20 kills in the short form, at least 500 in the long one, over all settings.
    static let killsPerSetting = Nightly.count(5, nightly: 125)

    private static let settings = KillSetting.allCases.flatMap { setting in [1, 4].map { (setting, $0) } }

    @Test(arguments: settings)
    func nothingAcknowledgedIsLostAndEverythingEnds(_ setting: KillSetting, _ processes: Int) async throws {
        var remaining = Self.killsPerSetting
        var kills = 0
        var losses: [String] = []
        // A new file now and then, so that a kill can also come between the first statements of a file.
        while remaining > 0 {
            let rounds = min(remaining, 25)
            remaining -= rounds
            try await TemporaryFolder.with { folder in
                let harness = KillHarness(setting, in: folder)
                try await harness.killAtRandom(rounds, processes: processes)
                losses += try await Self.losses(after: harness)
                kills += harness.kills
            }
        }
        #expect(losses == [])
        let name = "kills, \(setting), \(processes == 1 ? "1 process" : "\(processes) processes")"
        try Figure(figure: name, value: kills, losses: losses.count).record()
    }

    static func losses(after harness: KillHarness) async throws -> [String] {
        let database = try await harness.folder.database()
        let storage = SQLTaskExecutionsStorage(database)
        let promises = try harness.promises()
        #expect(!promises.enqueued.isEmpty)
        let damage = try await KillLosses(storage, promises).damage()
        try harness.finish()
        let losses = try await harness.failures + damage + KillLosses(storage, promises).all()
        await database.close()
        return losses
    }
}
