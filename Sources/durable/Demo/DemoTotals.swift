import DurableExecution

/// What the executions of a run add up to.
struct DemoTotals: Sendable {
    struct Failure: Sendable {
        let path: String
        let reason: String
    }

    /// Those with a digest.
    private(set) var files = 0
    private(set) var bytes: Int64 = 0
    private(set) var lines: Int64 = 0
    private(set) var executions = 0
    private(set) var retries = 0
    private(set) var failed = 0
    /// The first of them.
    private(set) var failures: [Failure] = []
    private var checksums: [[UInt8]] = []

    static let listedFailures = 10

    mutating func add(path: String, _ execution: TaskExecution) throws {
        executions += 1
        // A row may say anything.
        retries &+= execution.retryAttempts
        guard execution.status == .completed, let output = execution.output, let file = BytePath(escaped: path) else {
            failed += 1
            if failures.count < Self.listedFailures {
                let reason = execution.error?.message ?? "ended as \(execution.status)"
                failures.append(Failure(path: path, reason: reason))
            }
            return
        }
        let digest = try Self.codec.decode(FileDigest.self, from: output)
        files += 1
        bytes += digest.bytes
        lines += digest.lines
        checksums.append(Self.checksum(digest.sha256, file))
    }

    /// The digest of the sorted lines that `sha256sum` prints for the files.
    var digest: String {
        var hash = SHA256()
        for line in checksums.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            line.withUnsafeBytes { hash.update($0) }
        }
        return hash.finalize().hexadecimal
    }

    /// A name with a character that would break the line is escaped, and a backslash before the line says so.
    private static func checksum(_ sha256: String, _ path: BytePath) -> [UInt8] {
        var name: [UInt8] = []
        var isEscaped = false
        for byte in path.bytes {
            if let letter = escapes[byte] {
                isEscaped = true
                name += [backslash, letter]
            } else {
                name.append(byte)
            }
        }
        return (isEscaped ? [backslash] : []) + Array("\(sha256)  ".utf8) + name + [UInt8(ascii: "\n")]
    }

    private static let codec = JSONTaskPayloadCodec()
    private static let backslash = UInt8(ascii: "\\")
    private static let escapes = [
        backslash: backslash, UInt8(ascii: "\n"): UInt8(ascii: "n"), UInt8(ascii: "\r"): UInt8(ascii: "r"),
    ]
}
