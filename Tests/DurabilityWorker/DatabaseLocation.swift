import SQLiteDriver

/// Which database, as an argument: `sqlite-normal:<path>` or `sqlite-full:<path>`.
enum DatabaseLocation {
    case sqlite(path: String, SQLiteConfiguration)

    init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        var configuration = SQLiteConfiguration()
        switch parts[0] {
        case "sqlite-normal": configuration.synchronous = .normal
        case "sqlite-full": configuration.synchronous = .full
        default: return nil
        }
        self = .sqlite(path: parts[1], configuration)
    }
}
