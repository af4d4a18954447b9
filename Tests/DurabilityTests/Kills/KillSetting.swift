/// Where processes are killed. Another database is another case, with a location that the worker understands.
enum KillSetting: String, CaseIterable, CustomStringConvertible {
    case sqliteNormal = "sqlite-normal"
    case sqliteFull = "sqlite-full"

    var description: String {
        switch self {
        case .sqliteNormal: "SQLite NORMAL"
        case .sqliteFull: "SQLite FULL"
        }
    }

    /// As an argument of the worker.
    func location(in folder: TemporaryFolder) -> String { rawValue + ":" + folder.path("test.db") }
}
