import DurableExecution
import Foundation

/// A document that was read.
struct Document: Codable, Sendable {
    /// Relative to the folder.
    var path: String
    var text: String

    static let largestBytes = 1_048_576

    /// - Throws: ``DocumentFailure`` where it can't be read or is too large. Bytes that are not UTF-8 are replaced.
    init(path: String, in folder: String) throws(DocumentFailure) {
        guard let file = FileHandle(forReadingAtPath: folder + "/" + path) else {
            throw DocumentFailure("can't be opened", isRetryable: false)
        }
        let bytes: Data
        do {
            bytes = try file.read(upToCount: Self.largestBytes + 1) ?? Data()
        } catch {
            throw DocumentFailure("can't be read: \(error.localizedDescription)")
        }
        guard bytes.count <= Self.largestBytes else {
            throw DocumentFailure("has more than \(Self.largestBytes) bytes", isRetryable: false)
        }
        self.path = path
        text = String(decoding: bytes, as: UTF8.self)
    }
}
