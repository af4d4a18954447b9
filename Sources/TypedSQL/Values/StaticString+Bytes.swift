// Strings are equal when they look the same; names and stored texts are equal when their bytes are.
extension StaticString {
    @inlinable
    func hasSameBytes(as bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        withUTF8Buffer { $0.count == bytes.count && $0.elementsEqual(bytes) }
    }

    func hasSameBytes(as other: StaticString) -> Bool { other.withUTF8Buffer { hasSameBytes(as: $0) } }
}
