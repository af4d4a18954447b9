import Foundation

/// What the user of an executor was told, a line each, in a file that outlives the process.
struct Acknowledgements: Sendable {
    private let descriptor: Int32

    init(_ path: String) throws {
        descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        if descriptor < 0 { throw WorkerError("\(path) can't be written") }
    }

    /// Returns once the system has the line: a kill does not undo it.
    func add(_ words: String...) {
        let line = Array((words.joined(separator: " ") + "\n").utf8)
        _ = line.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    }
}
