import Foundation

@testable import durable

/// A folder for the demo beside the database of its run, and what other tools say about it.
struct DemoFolder {
    let temporary: TemporaryFolder
    let path: String
    let database: String

    init() throws {
        temporary = try TemporaryFolder()
        path = temporary.path("files")
        database = temporary.path("demo.db")
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    /// What `--json` prints.
    struct Report: Decodable, Equatable {
        var files: Int
        var bytes: Int64
        var lines: Int64
        var executions: Int
        var retries: Int
        var resumed: Int
        var failed: Int
        var seconds: Double
        var digest: String
    }

    var arguments: [String] { ["demo", path, "--database", database, "--json"] }

    func add(_ name: String, _ content: Data) throws {
        try add(BytePath(name), content)
    }

    func add(_ name: BytePath, _ content: Data) throws {
        let file = BytePath(path).appending(name)
        if let slash = file.bytes.lastIndex(of: UInt8(ascii: "/")) {
            let folder = String(decoding: file.bytes[..<slash], as: UTF8.self)
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        let descriptor = file.withCString { open($0, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644) }
        try FileHandle(fileDescriptor: descriptor, closeOnDealloc: true).write(contentsOf: content)
    }

    /// Small files of different sizes in several folders.
    func fill(_ count: Int) throws {
        for number in 0..<count {
            let line = "line of file \(number)\n"
            try add("\(number % 7)/\(number).txt", Data(String(repeating: line, count: number % 50).utf8))
        }
    }

    func remove(_ name: String) throws {
        try FileManager.default.removeItem(atPath: "\(path)/\(name)")
    }

    func run() async throws -> Report {
        let command = try await DurableCommand.run(arguments)
        guard command.exitCode == 0 else { throw Failed(error: command.error) }
        return try command.json(as: Report.self)
    }

    struct Failed: Error {
        let error: String
    }

    /// The totals as `find`, `sha256sum`, `sort` and `wc` see them; `nil` on a machine without these.
    func expected() throws -> (files: Int, bytes: Int64, lines: Int64, digest: String)? {
        let script = """
            cd "$0" || exit 1
            find . -type f -printf x | wc -c
            find . -type f -exec cat {} + | wc -c
            find . -type f -exec cat {} + | wc -l
            find . -type f -printf '%P\\0' | xargs -0 sha256sum -- | LC_ALL=C sort | sha256sum
            """
        let tools = ["/usr/bin/find", "/usr/bin/sha256sum", "/usr/bin/wc", "/usr/bin/xargs", "/usr/bin/sort"]
        guard tools.allSatisfy(FileManager.default.isExecutableFile(atPath:)) else { return nil }
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", script, path]
        process.standardOutput = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let words = String(decoding: output, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard words.count == 5, let files = Int(words[0]), let bytes = Int64(words[1]), let lines = Int64(words[2])
        else { return nil }
        return (files, bytes, lines, String(words[3]))
    }
}
