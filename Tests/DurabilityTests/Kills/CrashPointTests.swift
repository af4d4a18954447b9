import Testing

/// Processes that die at named points: before and after each operation of the storage, and within the writes of SQLite.
@Suite(.serialized) struct CrashPointTests {
    private static let operations = [
        "insert", "get", "children", "updateChildren", "claim", "takeParents", "close", "cancellations", "recoverRuns",
        "recoverProcessing", "recoverClosing", "endSleeping", "closePreparation", "end", "insertChildren",
    ]
    static let storagePoints = operations.flatMap { ["storage/\($0)/before", "storage/\($0)/after"] }

    /// Where it is not the database's own writes that a process dies in, some will do for a short run.
    private static func points(in setting: KillSetting) -> [String] {
        let points = storagePoints + setting.crashPoints
        return Nightly.isOn || !setting.crashPoints.isEmpty ? points : Array(points.shuffled().prefix(8))
    }

    @Test(arguments: KillSetting.allCases)
    func aProcessMayDieAtEveryPoint(_ setting: KillSetting) async throws {
        for others in [0, 3] where Nightly.isOn || (others == 0) == (setting != .sqliteNormal) {
            try await TemporaryFolder.with { folder in
                let harness = try await KillHarness(at: setting.location(in: folder), in: folder)
                let points = Self.points(in: setting)
                for (index, point) in points.enumerated() {
                    Progress.report("kills at points, \(setting), beside \(others)", index, of: points.count)
                    // A process maps the shared memory of the log once.
                    let skipped = point.contains("/map/") ? 0 : Int.random(in: 0...3)
                    try harness.kill(at: "\(point)/\(skipped)", besides: others)
                }
                let losses = try await harness.losses()
                #expect(losses == [])
                let name = "kills at named points, \(setting), \(others == 0 ? "1 process" : "4 processes")"
                try Figure(figure: name, value: harness.kills, losses: losses.count).record()
            }
        }
    }
}
