/// The text of a statement for one dialect, with the hash under which a connection keeps the compiled statement.
public struct RenderedSQL: Sendable, Hashable, CustomStringConvertible {
    /// UTF-8.
    public let text: [UInt8]
    private let hash: UInt64

    init(text: [UInt8]) {
        self.text = text
        self.hash = Self.hash(text)
    }

    public var description: String { String(decoding: text, as: UTF8.self) }

    public func hash(into hasher: inout Hasher) { hasher.combine(hash) }

    public static func == (left: RenderedSQL, right: RenderedSQL) -> Bool {
        left.hash == right.hash && left.text == right.text
    }

    /// Eight bytes at a time: a statement of 2,000 bytes is looked up in a fraction of a microsecond.
    private static func hash(_ text: [UInt8]) -> UInt64 {
        text.withUnsafeBytes { bytes in
            var hash = UInt64(bytes.count) &* 0x9E37_79B9_7F4A_7C15
            var offset = 0
            while offset + 8 <= bytes.count {
                hash = (hash ^ bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) &* 0xFF51_AFD7_ED55_8CCD
                hash ^= hash >> 32
                offset += 8
            }
            while offset < bytes.count {
                hash = (hash ^ UInt64(bytes[offset])) &* 0x0000_0100_0000_01B3
                offset += 1
            }
            return hash
        }
    }
}
