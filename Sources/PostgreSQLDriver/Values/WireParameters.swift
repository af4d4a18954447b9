internal import CPostgreSQL
internal import TypedSQL

/// The values of one run of a statement, in the form that libpq takes.
///
/// What the server takes for the type that it is, goes in binary; all else as text, which the server converts or refuses.
struct WireParameters {
    /// The types that the server has found; empty where it was not asked, and then everything goes as text.
    private var types: [Oid] = []
    private var bytes: [UInt8] = []
    /// Where each value begins in `bytes`; negative for NULL.
    private var offsets: [Int] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []
    /// What is being bound is a value of this list.
    private var list: WireList?

    mutating func removeAll(for types: [Oid]) {
        self.types = types
        bytes.removeAll(keepingCapacity: true)
        offsets.removeAll(keepingCapacity: true)
        lengths.removeAll(keepingCapacity: true)
        formats.removeAll(keepingCapacity: true)
    }

    var count: Int { offsets.count }

    /// What the protocol allows.
    static let maximumCount = 65_535
    /// What the server takes in one message, with room for what goes around.
    static let maximumBytes = 0x3FFF_F000

    /// - Throws: ``PostgreSQLError/Code/tooBig`` for what the server would end the connection for.
    func check(_ sql: RenderedSQL) throws(PostgreSQLError) {
        if count > Self.maximumCount {
            throw PostgreSQLError(
                .tooBig,
                message:
                    "the statement has \(count) bound values; PostgreSQL takes at most \(Self.maximumCount)",
                sql: sql.description
            )
        }
        if bytes.count + sql.text.count + 8 * count > Self.maximumBytes {
            throw PostgreSQLError(
                .tooBig,
                message: "the statement and its values have more than the 1 GiB that PostgreSQL takes",
                sql: String(decoding: sql.text.prefix(500), as: UTF8.self)
            )
        }
    }

    private var type: Oid {
        list?.type ?? (offsets.count < types.count ? types[offsets.count] : WireType.unknown)
    }

    fileprivate mutating func beginList(of type: ColumnType, count: Int) {
        let list = WireList(type: WireType.listed(type), start: bytes.count)
        offsets.append(bytes.count)
        formats.append(1)
        list.appendHead(count: count, to: &bytes)
        self.list = list
    }

    fileprivate mutating func endList() {
        guard let list else { return }
        lengths.append(Int32(clamping: bytes.count - list.start))
        bytes.append(0)
        self.list = nil
    }

    fileprivate mutating func appendNull() {
        if let list { return list.appendNull(to: &bytes) }
        offsets.append(-1)
        lengths.append(0)
        formats.append(0)
    }

    fileprivate mutating func append(_ value: Bool) {
        if type == WireType.boolean {
            append(binary: value ? 1 : 0 as UInt8)
        } else {
            append(text: value ? "true" : "false")
        }
    }

    fileprivate mutating func append(_ value: Int64) {
        switch type {
        case WireType.bigint: append(binary: value)
        case WireType.integer:
            if let value = Int32(exactly: value) {
                append(binary: value)
            } else {
                append(text: String(value))
            }
        default: append(text: String(value))
        }
    }

    fileprivate mutating func append(_ value: Double) {
        if type == WireType.doublePrecision {
            append(binary: value.bitPattern)
        } else {
            append(
                text: value.isNaN
                    ? "NaN" : value.isInfinite ? (value < 0 ? "-Infinity" : "Infinity") : String(value))
        }
    }

    fileprivate mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        append(text, isBinary: list != nil || (WireType.isText(type) && !types.isEmpty))
    }

    private mutating func append(text: String) {
        var text = text
        text.withUTF8 { append($0, isBinary: false) }
    }

    private mutating func append(binary value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.bigEndian) {
            append($0.assumingMemoryBound(to: UInt8.self), isBinary: true)
        }
    }

    private mutating func append(_ value: UnsafeBufferPointer<UInt8>, isBinary: Bool) {
        if let list { return list.append(value, to: &bytes) }
        offsets.append(bytes.count)
        lengths.append(Int32(clamping: value.count))
        formats.append(isBinary ? 1 : 0)
        bytes.append(contentsOf: value)
        // libpq finds the end of a text by it.
        bytes.append(0)
    }

    /// Hands over what libpq's functions ask for.
    func withPointers<Result>(
        _ body: (
            _ values: UnsafePointer<UnsafePointer<CChar>?>?, _ lengths: UnsafePointer<Int32>?,
            _ formats: UnsafePointer<Int32>?
        ) -> Result
    ) -> Result {
        bytes.withUnsafeBytes { bytes in
            let start = bytes.assumingMemoryBound(to: CChar.self).baseAddress
            let values = offsets.map { offset in
                offset < 0 ? nil : start.map { UnsafePointer($0 + offset) }
            }
            return values.withUnsafeBufferPointer { values in
                lengths.withUnsafeBufferPointer { lengths in
                    formats.withUnsafeBufferPointer { formats in
                        body(values.baseAddress, lengths.baseAddress, formats.baseAddress)
                    }
                }
            }
        }
    }
}

extension SQLBinder.Target {
    /// The handle points at `WireParameters`.
    static let postgresql = SQLBinder.Target(
        null: { handle, _ in UnsafeMutablePointer<WireParameters>(handle).pointee.appendNull() },
        boolean: { handle, _, value in
            UnsafeMutablePointer<WireParameters>(handle).pointee.append(value)
        },
        integer: { handle, _, value in
            UnsafeMutablePointer<WireParameters>(handle).pointee.append(value)
        },
        real: { handle, _, value in UnsafeMutablePointer<WireParameters>(handle).pointee.append(value)
        },
        text: { handle, _, bytes, count, _ in
            UnsafeMutablePointer<WireParameters>(handle).pointee.append(
                UnsafeBufferPointer(start: bytes, count: count))
        },
        list: SQLBinder.ListTarget(
            begin: { handle, type, count in
                let type = ColumnType(rawValue: type) ?? .text
                UnsafeMutablePointer<WireParameters>(handle).pointee.beginList(of: type, count: count)
            },
            end: { handle in UnsafeMutablePointer<WireParameters>(handle).pointee.endList() }
        )
    )
}
