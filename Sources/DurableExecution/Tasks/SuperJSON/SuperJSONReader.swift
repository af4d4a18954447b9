/// Reads JSON as it stands, with bounded depth.
struct SuperJSONReader {
    private let bytes: [UInt8]
    private var offset = 0
    private var depth = 0

    static func value(of text: String) throws(TaskPayloadError) -> JSONValue {
        var reader = SuperJSONReader(bytes: Array(text.utf8))
        let value = try reader.value()
        reader.skipSpace()
        guard reader.offset == reader.bytes.count else { throw notJSON }
        return value
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private static let notJSON = TaskPayloadError("is not valid JSON")

    private mutating func value() throws(TaskPayloadError) -> JSONValue {
        skipSpace()
        switch peek() {
        case "{": return try nested { reader throws(TaskPayloadError) in .object(try reader.members()) }
        case "[": return try nested { reader throws(TaskPayloadError) in .array(try reader.elements()) }
        case "\"": return JSONValue(.text(try string()))
        case "-", "0"..."9": return JSONValue(.number(try number()))
        case "t": return try word("true", .boolean(true))
        case "f": return try word("false", .boolean(false))
        case "n": return try word("null", .null)
        default: throw Self.notJSON
        }
    }

    private mutating func nested(
        _ read: (inout SuperJSONReader) throws(TaskPayloadError) -> JSONValue.Content
    ) throws(TaskPayloadError) -> JSONValue {
        guard depth < JSONValue.maxTextDepth else { throw .nestedTooDeeply }
        depth += 1
        offset += 1
        let content = try read(&self)
        depth -= 1
        return JSONValue(content)
    }

    private mutating func members() throws(TaskPayloadError) -> [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        if accept("}") { return members }
        repeat {
            skipSpace()
            let key = try string()
            guard accept(":") else { throw Self.notJSON }
            members[key] = try value()
        } while accept(",")
        guard accept("}") else { throw Self.notJSON }
        return members
    }

    private mutating func elements() throws(TaskPayloadError) -> [JSONValue] {
        var elements: [JSONValue] = []
        if accept("]") { return elements }
        repeat { elements.append(try value()) } while accept(",")
        guard accept("]") else { throw Self.notJSON }
        return elements
    }

    private mutating func word(
        _ word: StaticString, _ content: JSONValue.Content
    ) throws(TaskPayloadError) -> JSONValue {
        guard bytes[offset...].starts(with: Array("\(word)".utf8)) else { throw Self.notJSON }
        offset += word.utf8CodeUnitCount
        return JSONValue(content)
    }

    private mutating func number() throws(TaskPayloadError) -> String {
        let start = offset
        take("-")
        if !take("0") { try digits() }
        if take(".") { try digits() }
        if take("e") || take("E") {
            if !take("-") { take("+") }
            try digits()
        }
        return String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    private mutating func digits() throws(TaskPayloadError) {
        let start = offset
        while case "0"..."9" = peek() { offset += 1 }
        guard offset > start else { throw Self.notJSON }
    }

    private mutating func string() throws(TaskPayloadError) -> String {
        guard take("\"") else { throw Self.notJSON }
        var text: [UInt8] = []
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text.append(contentsOf: Array(String(try escaped()).utf8))
            case 0..<0x20: throw Self.notJSON
            default: text.append(byte)
            }
        }
        throw Self.notJSON
    }

    private mutating func escaped() throws(TaskPayloadError) -> Unicode.Scalar {
        let character = peek()
        offset += 1
        switch character {
        case "\"", "\\", "/": return character
        case "b": return "\u{8}"
        case "f": return "\u{C}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "u": return try escapedUnit()
        default: throw Self.notJSON
        }
    }

    /// JavaScript can hold half of a surrogate pair; Swift can't, and gets a replacement character.
    private mutating func escapedUnit() throws(TaskPayloadError) -> Unicode.Scalar {
        let unit = try hexadecimal()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        let afterFirst = offset
        if unit < 0xDC00, take("\\"), take("u") {
            let second = try hexadecimal()
            if 0xDC00...0xDFFF ~= second {
                return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
            }
        }
        offset = afterFirst
        return "\u{FFFD}"
    }

    private mutating func hexadecimal() throws(TaskPayloadError) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = Character(peek()).hexDigitValue, peek().isASCII else { throw Self.notJSON }
            unit = unit << 4 + UInt32(digit)
            offset += 1
        }
        return unit
    }

    /// The byte that comes next; a zero at the end.
    private func peek() -> Unicode.Scalar {
        offset < bytes.count ? Unicode.Scalar(bytes[offset]) : "\0"
    }

    @discardableResult
    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek() == scalar, offset < bytes.count else { return false }
        offset += 1
        return true
    }

    private mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
        skipSpace()
        return take(scalar)
    }

    private mutating func skipSpace() {
        while [" ", "\n", "\r", "\t"].contains(peek()) { offset += 1 }
    }
}

extension TaskPayloadError {
    static let nestedTooDeeply = TaskPayloadError(
        "is nested more than \(JSONValue.maxDepth) levels deep"
    )
}
