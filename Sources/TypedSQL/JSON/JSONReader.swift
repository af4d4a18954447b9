/// Reads JSON from the front, straight from a database's bytes.
///
/// A small document is read in a tenth of the time that a general decoder takes, and with bounded depth: what is nested more
/// deeply than ``maxDepth`` is an error, not a crash.
public struct JSONReader: ~Copyable {
    /// The deepest nesting that is read.
    public static let maxDepth = 512

    private let bytes: UnsafeBufferPointer<UInt8>
    private var offset = 0
    /// How many objects and arrays are open where the reader stands.
    private var depth = 0

    /// The bytes have to stay valid as long as the reader is used.
    public init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// Reads the members of an object; `member` has to read the value of each, or to skip it.
    public mutating func object(
        _ member: (String, inout JSONReader) throws(JSONError) -> Void
    ) throws(JSONError) {
        try expect("{")
        if accept("}") { return }
        try checkDepth(adding: 1)
        depth += 1
        repeat {
            let key = try string()
            try expect(":")
            try member(key, &self)
        } while accept(",")
        try expect("}")
        depth -= 1
    }

    /// Reads the elements of an array; `element` has to read each, or to skip it.
    public mutating func array(_ element: (inout JSONReader) throws(JSONError) -> Void) throws(JSONError) {
        try expect("[")
        if accept("]") { return }
        try checkDepth(adding: 1)
        depth += 1
        repeat { try element(&self) } while accept(",")
        try expect("]")
        depth -= 1
    }

    /// Reads a string.
    public mutating func string() throws(JSONError) -> String {
        try expect("\"")
        let start = offset
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "\""), bytes[offset] != UInt8(ascii: "\\") {
            if bytes[offset] < 0x20 { throw error("a character of a string") }
            offset += 1
        }
        guard offset < bytes.count else { throw error("the end of a string") }
        if bytes[offset] == UInt8(ascii: "\"") {
            defer { offset += 1 }
            return try text(bytes[start..<offset])
        }
        return try escapedString(start: start)
    }

    /// Reads a number.
    public mutating func number() throws(JSONError) -> Double {
        let digits = try numberBytes()
        guard let number = Double(String(decoding: digits, as: UTF8.self)), number.isFinite else {
            throw error("a number")
        }
        return number
    }

    /// A number without a fraction, whichever way it is written.
    public mutating func integer() throws(JSONError) -> Int64 {
        let start = offset
        let digits = try numberBytes()
        if let integer = Int64(String(decoding: digits, as: UTF8.self)) { return integer }
        offset = start
        guard let integer = Int64(exactly: try number()) else { throw error("an integer") }
        return integer
    }

    /// A number, rounded up to an integer.
    public mutating func integerRoundedUp() throws(JSONError) -> Int64 {
        let start = offset
        // A large integer is not exact as a number with a fraction.
        if let integer = Int64(String(decoding: try numberBytes(), as: UTF8.self)) { return integer }
        offset = start
        guard let integer = Int64(exactly: try number().rounded(.up)) else { throw error("an integer") }
        return integer
    }

    /// Reads `true` or `false`.
    public mutating func boolean() throws(JSONError) -> Bool {
        if acceptWord("true") { return true }
        if acceptWord("false") { return false }
        throw error("true or false")
    }

    /// Whether `null` comes next; if so, it is read.
    public mutating func null() -> Bool { acceptWord("null") }

    /// Skips whatever value comes next.
    public mutating func skip() throws(JSONError) {
        var ends: [Unicode.Scalar] = []
        repeat {
            if accept("{") {
                if !accept("}") {
                    try checkDepth(adding: ends.count + 1)
                    ends.append("}")
                    try skipKey()
                    continue
                }
            } else if accept("[") {
                if !accept("]") {
                    try checkDepth(adding: ends.count + 1)
                    ends.append("]")
                    continue
                }
            } else {
                try skipScalar()
            }
            while let end = ends.last {
                if accept(",") {
                    if end == "}" { try skipKey() }
                    break
                }
                try expect(end)
                ends.removeLast()
            }
        } while !ends.isEmpty
    }

    /// What `read` reads, or nil where it can't: the value is skipped then. Throws if it can't be skipped either.
    public mutating func ifReadable<Value>(
        _ read: (inout JSONReader) throws(JSONError) -> Value
    ) throws(JSONError) -> Value? {
        let start = (offset, depth)
        do {
            return try read(&self)
        } catch {
            (offset, depth) = start
            try skip()
            return nil
        }
    }

    /// Makes sure that nothing follows.
    public mutating func end() throws(JSONError) {
        skipSpace()
        if offset < bytes.count { throw error("the end") }
    }

    /// The error that something else was expected at the place where the reader stands.
    public func error(_ expected: String) -> JSONError { JSONError(offset: offset, expected: expected) }
}

extension JSONReader {
    private mutating func skipSpace() {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x09, 0x0A, 0x0D: offset += 1
            default: return
            }
        }
    }

    private mutating func accept(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: character) else { return false }
        offset += 1
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(JSONError) {
        if !accept(character) { throw error("“\(character)”") }
    }

    private mutating func acceptWord(_ word: StaticString) -> Bool {
        skipSpace()
        let end = offset + word.utf8CodeUnitCount
        guard end <= bytes.count, word.hasSameBytes(as: UnsafeBufferPointer(rebasing: bytes[offset..<end])) else {
            return false
        }
        offset = end
        return true
    }

    private func checkDepth(adding levels: Int) throws(JSONError) {
        if depth + levels > Self.maxDepth {
            throw error("a value nested at most \(Self.maxDepth) deep")
        }
    }

    private mutating func skipKey() throws(JSONError) {
        _ = try string()
        try expect(":")
    }

    private mutating func skipScalar() throws(JSONError) {
        skipSpace()
        guard offset < bytes.count else { throw error("a value") }
        switch bytes[offset] {
        case UInt8(ascii: "\""): _ = try string()
        case UInt8(ascii: "t"), UInt8(ascii: "f"): _ = try boolean()
        case UInt8(ascii: "n"): if !null() { throw error("a value") }
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): _ = try numberBytes()
        default: throw error("a value")
        }
    }

    /// The bytes of a number in the grammar of JSON, which is narrower than what Swift reads as one.
    private mutating func numberBytes() throws(JSONError) -> Slice<UnsafeBufferPointer<UInt8>> {
        skipSpace()
        let start = offset
        _ = acceptByte(UInt8(ascii: "-"))
        if !acceptByte(UInt8(ascii: "0")) { try digits() }
        if acceptByte(UInt8(ascii: ".")) { try digits() }
        if acceptByte(UInt8(ascii: "e")) || acceptByte(UInt8(ascii: "E")) {
            if !acceptByte(UInt8(ascii: "-")) { _ = acceptByte(UInt8(ascii: "+")) }
            try digits()
        }
        return bytes[start..<offset]
    }

    private mutating func acceptByte(_ byte: UInt8) -> Bool {
        guard offset < bytes.count, bytes[offset] == byte else { return false }
        offset += 1
        return true
    }

    /// At least one digit.
    private mutating func digits() throws(JSONError) {
        let start = offset
        while offset < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[offset]) { offset += 1 }
        if offset == start { throw error("a digit") }
    }

    private func text(_ slice: Slice<UnsafeBufferPointer<UInt8>>) throws(JSONError) -> String {
        let bytes = UnsafeBufferPointer(rebasing: slice)
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.hasSameBytes(as: bytes) else { throw error("UTF-8 text") }
        return text
    }

    /// Goes on with a string in which the first escape was found.
    private mutating func escapedString(start: Int) throws(JSONError) -> String {
        var content = Array(bytes[start..<offset])
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: content, as: UTF8.self) else { throw error("UTF-8 text") }
                return text
            case UInt8(ascii: "\\"): content += String(try escape()).utf8
            case 0..<0x20: throw error("a character of a string")
            default: content.append(byte)
            }
        }
        throw error("the end of a string")
    }

    private mutating func escape() throws(JSONError) -> Character {
        guard offset < bytes.count else { throw error("an escape") }
        let byte = bytes[offset]
        offset += 1
        switch byte {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default: throw error("an escape")
        }
    }

    /// A scalar, from one or from two UTF-16 units; half a pair, which JavaScript allows, reads as U+FFFD.
    private mutating func unicodeEscape() throws(JSONError) -> Character {
        let first = try hexadecimalUnit()
        if let scalar = Unicode.Scalar(UInt32(first)) { return Character(scalar) }
        guard UTF16.isLeadSurrogate(first), offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "\\"),
            bytes[offset + 1] == UInt8(ascii: "u")
        else { return "\u{FFFD}" }
        let rewind = offset
        offset += 2
        let second = try hexadecimalUnit()
        guard UTF16.isTrailSurrogate(second) else {
            offset = rewind
            return "\u{FFFD}"
        }
        let value = 0x10000 + ((UInt32(first) - 0xD800) << 10) + (UInt32(second) - 0xDC00)
        return Unicode.Scalar(value).map(Character.init) ?? "\u{FFFD}"
    }

    private mutating func hexadecimalUnit() throws(JSONError) -> UInt16 {
        guard offset + 4 <= bytes.count else { throw error("four hexadecimal digits") }
        var unit: UInt16 = 0
        for byte in bytes[offset..<offset + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw error("four hexadecimal digits")
            }
            unit = unit << 4 | UInt16(digit)
        }
        offset += 4
        return unit
    }
}
