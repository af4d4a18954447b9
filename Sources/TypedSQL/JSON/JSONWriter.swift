/// Writes JSON piece by piece; the caller minds that the pieces make a document.
public struct JSONWriter: Sendable {
    private var bytes: [UInt8] = []
    private var needsComma = false

    /// Creates an empty document.
    public init() {}

    /// The document so far.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Whether nothing was written.
    public var isEmpty: Bool { bytes.isEmpty }

    /// Writes an object.
    public mutating func object(_ members: (inout JSONWriter) -> Void) { enclose("{", "}", members) }

    /// Writes an array.
    public mutating func array(_ elements: (inout JSONWriter) -> Void) { enclose("[", "]", elements) }

    /// One member of an object.
    public mutating func member(_ key: StaticString, _ value: (inout JSONWriter) -> Void) {
        separate()
        key.withUTF8Buffer { append(quoted: $0) }
        bytes.append(UInt8(ascii: ":"))
        value(&self)
        needsComma = true
    }

    /// One member of an object whose keys are not known to the code.
    public mutating func member(named key: String, _ value: (inout JSONWriter) -> Void) {
        separate()
        write(key)
        bytes.append(UInt8(ascii: ":"))
        value(&self)
        needsComma = true
    }

    /// One element of an array.
    public mutating func element(_ value: (inout JSONWriter) -> Void) {
        separate()
        value(&self)
        needsComma = true
    }

    /// Writes a value.
    public mutating func write(_ value: some BinaryInteger) { bytes += String(value).utf8 }

    /// Numbers are written as JavaScript does: one without a fraction without a decimal point, and an infinity or NaN, which
    /// JSON does not have, as `null`.
    public mutating func write(_ value: Double) {
        if !value.isFinite { return writeNull() }
        if let integer = Int64(exactly: value) { write(integer) } else { bytes += String(value).utf8 }
    }

    /// Writes `null`.
    public mutating func writeNull() { bytes += "null".utf8 }

    /// Writes a value.
    public mutating func write(_ value: Bool) { bytes += (value ? "true" : "false").utf8 }

    /// Writes a value.
    public mutating func write(_ value: String) {
        var value = value
        value.withUTF8 { append(quoted: $0) }
    }

    private mutating func append(quoted text: UnsafeBufferPointer<UInt8>) {
        bytes.append(UInt8(ascii: "\""))
        if text.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
            bytes.append(contentsOf: text)
        } else {
            for byte in text { append(escaped: byte) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func append(escaped byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(byte)
        case 0..<0x20:
            let digits = Array("0123456789abcdef".utf8)
            bytes += "\\u00".utf8
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        default:
            bytes.append(byte)
        }
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = false
    }

    private mutating func enclose(
        _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ content: (inout JSONWriter) -> Void
    ) {
        bytes.append(UInt8(ascii: open))
        needsComma = false
        content(&self)
        bytes.append(UInt8(ascii: close))
        needsComma = true
    }
}
