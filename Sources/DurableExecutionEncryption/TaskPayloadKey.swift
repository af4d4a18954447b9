public import Crypto

/// A key for payloads and the id that is stored beside what it encrypted.
public struct TaskPayloadKey: Sendable {
    /// 1 to 64 letters, digits, hyphens and underscores. It is stored in the open.
    public let id: String

    let key: SymmetricKey

    /// - Parameters:
    ///   - id: 1 to 64 bytes of letters, digits and some punctuation.
    ///   - key: 256 bits.
    /// - Throws: ``TaskPayloadKeyError`` where the id or the size of the key is not valid.
    public init(id: String, _ key: SymmetricKey) throws(TaskPayloadKeyError) {
        guard 1...64 ~= id.utf8.count, id.utf8.allSatisfy(isAllowed) else { throw .invalidID }
        guard key.bitCount == 256 else { throw .invalidSize(bits: key.bitCount) }
        self.id = id
        self.key = key
    }
}

private func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        true
    default: false
    }
}
