import Testing

/// Processes that die at named points: before and after each operation of the storage, and within the writes of SQLite.
@Suite(.serialized) struct CrashPointTests {
    private static let operations = [
        "insert", "get", "children", "updateChildren", "claim", "takeParents", "close", "cancellations", "recoverRuns",
        "recoverProcessing", "recoverClosing", "endSleeping", "closePreparation", "end", "insertChildren",
    ]
    static let storagePoints = operations.flatMap { ["storage/\($0)/before", "storage/\($0)/after"] }

    /// The log is written at each commit, the database in checkpoints.
    static let sqlitePoints = ["log/write", "database/write", "database/sync", "log/sync", "database/map"].flatMap {
        call in
        ["before", "after"].map { "sqlite/\(call)/\($0)" } + (call.hasSuffix("write") ? ["sqlite/\(call)/within"] : [])
    }

    @Test(arguments: KillSetting.allCases)
    func aProcessMayDieAtEveryPoint(_ setting: KillSetting) async throws {
        for others in [0, 3] where Nightly.isOn || (others == 0) == (setting == .sqliteFull) {
            try await TemporaryFolder.with { folder in
                let harness = KillHarness(setting, in: folder)
                for point in Self.storagePoints + Self.sqlitePoints {
                    // A process maps the shared memory of the log once.
                    let skipped = point.contains("/map/") ? 0 : Int.random(in: 0...3)
                    try harness.kill(at: "\(point)/\(skipped)", besides: others)
                }
                let losses = try await KillTests.losses(after: harness)
                #expect(losses == [])
                let name = "kills at named points, \(setting), \(others + 1) processes"
                try Figure(figure: name, value: harness.kills, losses: losses.count).record()
            }
        }
    }
}
