import Foundation

/// What the demo finds out about a file.
struct FileDigest: Codable, Sendable, Hashable {
    /// 64 hexadecimal digits.
    var sha256: String
    var bytes: Int64
    /// As `wc -l` counts them: the newlines.
    var lines: Int64

    /// Reads a file of any size in pieces, and lets others go on after each.
    ///
    /// - Throws: ``DigestFailure`` where it can't be read; `CancellationError`.
    init(of path: BytePath) async throws {
        let file = try OpenFile(path)
        var hash = SHA256()
        var bytes: Int64 = 0
        var lines: Int64 = 0
        var buffer = [UInt8](repeating: 0, count: Self.pieceSize)
        while true {
            let count = try file.read(into: &buffer)
            if count == 0 { break }
            buffer.withUnsafeBytes { buffer in
                let piece = UnsafeRawBufferPointer(rebasing: buffer[..<count])
                hash.update(piece)
                lines += Int64(piece.count { $0 == UInt8(ascii: "\n") })
            }
            bytes += Int64(count)
            try Task.checkCancellation()
            await Task.yield()
        }
        self.init(sha256: hash.finalize().hexadecimal, bytes: bytes, lines: lines)
    }

    init(sha256: String, bytes: Int64, lines: Int64) {
        self.sha256 = sha256
        self.bytes = bytes
        self.lines = lines
    }

    private static let pieceSize = 128 * 1024
}

extension Sequence<UInt8> {
    var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 0xF)]] }, as: UTF8.self)
    }
}
