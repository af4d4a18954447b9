internal import CPostgreSQL
internal import TypedSQL

/// What a row's handle points at: a result of libpq and the row in it.
struct RowCursor {
    let result: OpaquePointer
    /// The types of the columns.
    let types: UnsafeBufferPointer<Oid>
    /// Whether all columns are in binary; otherwise all are text.
    let isBinary: Bool
    var row: Int32 = 0
    /// Where a number is written that somebody wants to see as text.
    let scratch: UnsafeMutablePointer<UInt8>

    static let scratchSize = 32

    /// `nil` for NULL.
    fileprivate func value(_ column: Int32) -> UnsafeRawBufferPointer? {
        let count = PQgetlength(result, row, column)
        if count == 0, PQgetisnull(result, row, column) != 0 { return nil }
        return UnsafeRawBufferPointer(start: PQgetvalue(result, row, column), count: Int(count))
    }

    private func load<Value: FixedWidthInteger>(_ bytes: UnsafeRawBufferPointer, as: Value.Type) -> Value? {
        bytes.count == MemoryLayout<Value>.size ? Value(bigEndian: bytes.loadUnaligned(as: Value.self)) : nil
    }

    private func string(_ bytes: UnsafeRawBufferPointer) -> String { String(decoding: bytes, as: UTF8.self) }

    private func type(_ column: Int32) -> Oid {
        types.indices.contains(Int(column)) ? types[Int(column)] : WireType.unknown
    }

    /// `nil` for what is no integer.
    fileprivate func integer(_ bytes: UnsafeRawBufferPointer, _ column: Int32) -> Int64? {
        let type = type(column)
        if isBinary {
            return switch type {
            case WireType.bigint: load(bytes, as: Int64.self)
            case WireType.integer: load(bytes, as: Int32.self).map(Int64.init)
            case WireType.smallint: load(bytes, as: Int16.self).map(Int64.init)
            case WireType.boolean: bytes.first == 0 ? 0 : 1
            default: nil
            }
        }
        return switch type {
        case WireType.bigint, WireType.integer, WireType.smallint, WireType.numeric: Int64(string(bytes))
        case WireType.boolean: string(bytes) == "t" ? 1 : 0
        default: nil
        }
    }

    /// `nil` for what is no number.
    fileprivate func real(_ bytes: UnsafeRawBufferPointer, _ column: Int32) -> Double? {
        switch type(column) {
        case WireType.doublePrecision where isBinary: load(bytes, as: UInt64.self).map(Double.init(bitPattern:))
        case WireType.real where isBinary:
            load(bytes, as: UInt32.self).map { Double(Float(bitPattern: $0)) }
        case WireType.doublePrecision, WireType.real, WireType.numeric: Double(string(bytes))
        case WireType.boolean: nil
        default: integer(bytes, column).map(Double.init)
        }
    }

    fileprivate func text(_ column: Int32, _ count: UnsafeMutablePointer<Int>) -> UnsafePointer<UInt8>? {
        guard let bytes = value(column) else { return nil }
        let type = type(column)
        if !isBinary || WireType.isText(type) {
            count.pointee = bytes.count
            return bytes.assumingMemoryBound(to: UInt8.self).baseAddress
        }
        var text = ""
        if type == WireType.boolean {
            text = integer(bytes, column) == 0 ? "false" : "true"
        } else {
            text = integer(bytes, column).map { String($0) } ?? real(bytes, column).map { String($0) } ?? ""
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
            guard let bytes = cursor.pointee.value(column) else { return isNull }
            guard let integer = cursor.pointee.integer(bytes, column) else { return isOther }
            value.pointee = integer
            return isValue
        },
        real: { handle, column, value in
            let cursor = UnsafeMutablePointer<RowCursor>(handle)
            guard let bytes = cursor.pointee.value(column) else { return isNull }
            guard let real = cursor.pointee.real(bytes, column) else { return isOther }
            value.pointee = real
            return isValue
        },
        text: { handle, column, count in UnsafeMutablePointer<RowCursor>(handle).pointee.text(column, count) },
        name: { handle, column in UnsafePointer(PQfname(UnsafeMutablePointer<RowCursor>(handle).pointee.result, column))
        }
    )
}
