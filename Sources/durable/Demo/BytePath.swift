import Foundation

/// A path as the file system has it: bytes, which need not be a text.
struct BytePath: Sendable, Hashable {
    var bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    init(_ path: String) { bytes = Array(path.utf8) }

    func appending(_ relative: BytePath) -> BytePath {
        if bytes.isEmpty || bytes.last == UInt8(ascii: "/") { return BytePath(bytes + relative.bytes) }
        return BytePath(bytes + [UInt8(ascii: "/")] + relative.bytes)
    }

    func withCString<Result>(_ body: (UnsafePointer<CChar>) throws -> Result) rethrows -> Result {
        let characters = bytes.map { CChar(bitPattern: $0) } + [0]
        return try characters.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return try "".withCString(body) }
            return try body(start)
        }
    }

    /// The path without links, `.` and `..`; `nil` where there is no such file.
    var resolved: BytePath? {
        guard let found = withCString({ realpath($0, nil) }) else { return nil }
        defer { free(found) }
        return BytePath(cString: found)
    }

    init(cString: UnsafePointer<CChar>) {
        bytes = Array(UnsafeRawBufferPointer(start: cString, count: strlen(cString)))
    }
}
