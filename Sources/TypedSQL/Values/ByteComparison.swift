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
    /// Eight bytes at a time.
    @inlinable
    func hasSameBytes(as other: UnsafeBufferPointer<UInt8>) -> Bool {
        guard count == other.count else { return false }
        let left = UnsafeRawBufferPointer(self)
        let right = UnsafeRawBufferPointer(other)
        var offset = 0
        while offset + 8 <= count {
            if left.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                != right.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            {
                return false
            }
            offset += 8
        }
        while offset < count {
            if left[offset] != right[offset] { return false }
            offset += 1
        }
        return true
    }
}
