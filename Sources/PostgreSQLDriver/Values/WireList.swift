internal import CPostgreSQL
internal import TypedSQL

/// An array of one dimension in the binary form that the server takes, written value by value.
struct WireList {
    /// The type of its values.
    let type: Oid
    /// Where it begins among the bytes.
    let start: Int

    func appendHead(count: Int, to bytes: inout [UInt8]) {
        // One dimension, no NULL so far, the type, how many values, counted from 1.
        for number in [1, 0, Int32(bitPattern: type), Int32(clamping: count), 1] { append(number, to: &bytes) }
    }

    func append(_ value: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        append(Int32(clamping: value.count), to: &bytes)
        bytes.append(contentsOf: value)
    }

    func appendNull(to bytes: inout [UInt8]) {
        append(-1, to: &bytes)
        // The last byte of the head's second number: there is a NULL.
        bytes[start + 7] = 1
    }

    private func append(_ number: Int32, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }
}

extension WireType {
    /// The type of the values of a list.
    static func listed(_ type: ColumnType) -> Oid {
        switch type {
        // The rest goes as text, and the statement says of what it is.
        case .text, .timestamp, .uuid, .numeric, .bytes, .jsonb: text
        case .integer: integer
        case .bigint: bigint
        case .real: doublePrecision
        case .boolean: boolean
        case .json: json
        }
    }
}
