import SQLiteDriver

extension SQLiteError: AdvisedError {
    var advice: String {
        let file = path.map { "“\($0)”" } ?? "the database"
        return switch code {
        case .invalidPath: "\(message): give another with --database"
        case .missingFile: "there is no database \(file): make it with `durable migrate apply`, or correct the path"
        case .missingFolder: "the folder of \(file) does not exist: make it, or correct the path"
        case .isAFolder: "\(file) is a folder: give the path of a database file in it"
        case .notADatabase: "\(file) is not an SQLite database: give the path of one; the file was left alone"
        case .corrupt: "the database \(file) is damaged: restore it from a backup (\(message))"
        case .permissionDenied: "\(message) (\(file)): run as a user who may, or change the permissions"
        case .busy: "\(file): \(message): try again, or stop the other process"
        case .timedOut: "\(file): \(message): give more time with --time-limit, if the file is one that you trust"
        case .diskFull: "there is no space left for \(file): make some, and try again"
        case .readOnly:
            "SQLite has to write next to \(file), also in order to read it: change the permissions of the file and its folder"
        default: "\(file): \(message.split(whereSeparator: \.isNewline).joined(separator: " "))"
        }
    }
}
