import Testing

/// Real processes, killed with -9.
@Suite(.serialized) struct KillTests {
    /// 24 kills in the short form, 504 in the long one, over all settings.
    static let killsPerSetting = Nightly.count(4, nightly: 84)

    private static let settings = KillSetting.allCases.flatMap { setting in [1, 4].map { (setting, $0) } }

    @Test(arguments: settings)
    func nothingAcknowledgedIsLostAndEverythingEnds(_ setting: KillSetting, _ processes: Int) async throws {
        var remaining = Self.killsPerSetting
        var kills = 0
        var losses: [String] = []
        // A new database now and then, so that a kill can also come between the first statements of one.
        while remaining > 0 {
            let rounds = min(remaining, 25)
            remaining -= rounds
            Progress.report("kills, \(setting), \(processes) at a time", kills, of: Self.killsPerSetting)
            try await TemporaryFolder.with { folder in
                let harness = try await KillHarness(at: setting.location(in: folder), in: folder)
                try await harness.killAtRandom(rounds, processes: processes)
                losses += try await harness.losses()
                kills += harness.kills
            }
        }
        #expect(losses == [])
        let name = "kills, \(setting), \(processes == 1 ? "1 process" : "\(processes) processes")"
        try Figure(figure: name, value: kills, losses: losses.count).record()
    }
}
