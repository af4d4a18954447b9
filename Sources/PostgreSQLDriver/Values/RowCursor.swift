internal import CPostgreSQL
internal import TypedSQL

/// What a row's handle points at: a result of libpq and the row in it.
struct RowCursor {
    let result: OpaquePointer
    var row: Int32 = 0
    /// Where a number is written that somebody wants to see as text.
    let scratch: UnsafeMutablePointer<UInt8>

    static let scratchSize = 32

    fileprivate func isNull(_ column: Int32) -> Bool { PQgetisnull(result, row, column) != 0 }

    fileprivate func isBinary(_ column: Int32) -> Bool { PQfformat(result, column) == 1 }

    fileprivate func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column)))
    }

    private func load<Value: FixedWidthInteger>(_ column: Int32, as: Value.Type) -> Value {
        Value(bigEndian: bytes(column).loadUnaligned(as: Value.self))
    }

    private func string(_ column: Int32) -> String { String(decoding: bytes(column), as: UTF8.self) }

    /// `nil` for what is no integer.
    fileprivate func integer(_ column: Int32) -> Int64? {
        let type = PQftype(result, column)
        if isBinary(column) {
            return switch type {
            case WireType.bigint: load(column, as: Int64.self)
            case WireType.integer: Int64(load(column, as: Int32.self))
            case WireType.smallint: Int64(load(column, as: Int16.self))
            case WireType.boolean: bytes(column)[0] == 0 ? 0 : 1
            default: nil
            }
        }
        return switch type {
        case WireType.bigint, WireType.integer, WireType.smallint, WireType.numeric: Int64(string(column))
        case WireType.boolean: string(column) == "t" ? 1 : 0
        default: nil
        }
    }

    /// `nil` for what is no number.
    fileprivate func real(_ column: Int32) -> Double? {
        let type = PQftype(result, column)
        switch type {
        case WireType.doublePrecision where isBinary(column):
            return Double(bitPattern: load(column, as: UInt64.self))
        case WireType.real where isBinary(column): return Double(Float(bitPattern: load(column, as: UInt32.self)))
        case WireType.doublePrecision, WireType.real, WireType.numeric: return Double(string(column))
        case WireType.boolean: return nil
        default: return integer(column).map(Double.init)
        }
    }

    fileprivate func text(_ column: Int32, _ count: UnsafeMutablePointer<Int>) -> UnsafePointer<UInt8>? {
        if isNull(column) { return nil }
        let type = PQftype(result, column)
        if !isBinary(column) || WireType.isText(type) {
            let bytes = bytes(column)
            count.pointee = bytes.count
            return bytes.assumingMemoryBound(to: UInt8.self).baseAddress
        }
        var text = ""
        if type == WireType.boolean {
            text = integer(column) == 0 ? "false" : "true"
        } else {
            text = integer(column).map { String($0) } ?? real(column).map { String($0) } ?? ""
        }
        count.pointee = min(text.utf8.count, Self.scratchSize)
        for (index, byte) in text.utf8.prefix(Self.scratchSize).enumerated() { scratch[index] = byte }
        return UnsafePointer(scratch)
    }
}

extension SQLRow.Source {
    /// The handle points at a `RowCursor`.
    static let postgresql = SQLRow.Source(
        integer: { handle, column, value in
            let cursor = UnsafeMutablePointer<RowCursor>(handle)
            if cursor.pointee.isNull(column) { return isNull }
            guard let integer = cursor.pointee.integer(column) else { return isOther }
            value.pointee = integer
            return isValue
        },
        real: { handle, column, value in
            let cursor = UnsafeMutablePointer<RowCursor>(handle)
            if cursor.pointee.isNull(column) { return isNull }
            guard let real = cursor.pointee.real(column) else { return isOther }
            value.pointee = real
            return isValue
        },
        text: { handle, column, count in UnsafeMutablePointer<RowCursor>(handle).pointee.text(column, count) },
        name: { handle, column in UnsafePointer(PQfname(UnsafeMutablePointer<RowCursor>(handle).pointee.result, column))
        }
    )
}
