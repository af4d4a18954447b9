import Foundation

/// Which folder a demo reads, and where it remembers what is done.
struct DemoLocation: Sendable {
    /// Absolute.
    let folder: BytePath
    let database: DatabaseAddress

    init(folder: String?, database: String?, schema: String? = nil) throws {
        self.folder = try Self.folder(folder)
        self.database = try DatabaseAddress(database ?? Self.defaultDatabase(for: self.folder), schema: schema)
    }

    private static func folder(_ given: String?) throws -> BytePath {
        let path = given ?? "Sources"
        let (found, code) = BytePath(path).withCString { (opendir($0), errno) }
        guard let found else {
            if given == nil {
                throw CommandFailure(
                    "there is no folder “\(path)” here: give one, as in `durable demo FOLDER`", status: .usage
                )
            }
            let reason = String(cString: strerror(code))
            throw CommandFailure("“\(path)” can't be listed (\(reason)): give a folder that you may read")
        }
        closedir(found)
        guard let resolved = BytePath(path).resolved else {
            throw CommandFailure("“\(path)” is gone: give a folder that exists")
        }
        return resolved
    }

    /// The same for each start over the same folder, so that a start finds what the one before left.
    private static func defaultDatabase(for folder: BytePath) throws -> String {
        let name = "durable-demo-\(SHA256.hash(folder.bytes).prefix(8).hexadecimal).db"
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: ".build", isDirectory: &isFolder), isFolder.boolValue {
            return ".build/\(name)"
        }
        let caches = try FileManager.default.url(
            for: .cachesDirectory, in: .userDomainMask, appropriateFor: nil, create: true
        )
        let ours = caches.appending(path: "durable-execution", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: ours, withIntermediateDirectories: true)
        return ours.appending(path: name).path(percentEncoded: false)
    }

    /// The database and the files that SQLite keeps next to it. None of them may be read, not even closed again: that would
    /// give up SQLite's locks.
    var databaseFiles: Set<BytePath> {
        guard case .file(let path) = database, let path = BytePath(path).resolved else { return [] }
        return Set(["", "-wal", "-shm", "-journal"].map { BytePath(path.bytes + Array($0.utf8)) })
    }

    /// What to type to go on.
    var command: String {
        // A folder whose name is no text was not given in one either.
        let folder = String(decoding: folder.bytes, as: UTF8.self)
        let command = "durable demo \(quoted(folder)) --database \(quoted(database.shown))"
        guard case .server(_, let schema?) = database else { return command }
        return command + " --schema \(quoted(schema))"
    }

    private func quoted(_ argument: String) -> String {
        let plain = argument.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "_"): true
            case UInt8(ascii: "-"): true
            default: false
            }
        }
        return plain && !argument.isEmpty ? argument : "'" + argument.replacing("'", with: #"'\''"#) + "'"
    }
}
