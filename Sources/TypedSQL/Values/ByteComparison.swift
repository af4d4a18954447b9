// Strings are equal when they look the same; names and stored texts are equal when their bytes are.
extension StaticString {
    @inlinable
    func hasSameBytes(as bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        withUTF8Buffer { $0.hasSameBytes(as: bytes) }
    }

    func hasSameBytes(as other: StaticString) -> Bool { other.withUTF8Buffer { hasSameBytes(as: $0) } }
}

extension String {
    /// Whether it has been made of these bytes without repairing any: far faster than validating them first.
    @inlinable
    func hasSameBytes(as bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        utf8.withContiguousStorageIfAvailable { $0.hasSameBytes(as: bytes) } ?? utf8.elementsEqual(bytes)
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// 32 bytes at a time.
    @inlinable
    func hasSameBytes(as other: UnsafeBufferPointer<UInt8>) -> Bool {
        guard count == other.count else { return false }
        let left = UnsafeRawBufferPointer(self)
        let right = UnsafeRawBufferPointer(other)
        func difference(at offset: Int) -> UInt64 {
            left.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                ^ right.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        }
        var offset = 0
        while offset &+ 32 <= count {
            if difference(at: offset) | difference(at: offset &+ 8) | difference(at: offset &+ 16)
                | difference(at: offset &+ 24) != 0
            {
                return false
            }
            offset &+= 32
        }
        while offset &+ 8 <= count {
            if difference(at: offset) != 0 { return false }
            offset &+= 8
        }
        while offset < count {
            if left[offset] != right[offset] { return false }
            offset &+= 1
        }
        return true
    }

    /// Whether there is a zero among them, eight at a time.
    @inlinable
    func containsZero() -> Bool {
        let bytes = UnsafeRawBufferPointer(self)
        var offset = 0
        while offset &+ 8 <= count {
            let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            // Taking 1 from a byte borrows its highest bit, where that was not set, only from a zero.
            if (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 != 0 { return true }
            offset &+= 8
        }
        while offset < count {
            if bytes[offset] == 0 { return true }
            offset &+= 1
        }
        return false
    }
}

extension String {
    /// Whether it contains the character U+0000, at which some databases end a text.
    package var containsNUL: Bool {
        utf8.withContiguousStorageIfAvailable { $0.containsZero() } ?? utf8.contains(0)
    }
}
