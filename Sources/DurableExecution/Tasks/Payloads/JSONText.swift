/// Takes JSON apart without decoding it: each value stays the text that it was.
///
/// It keeps the open brackets in an array, so that no nesting is too deep for the stack.
struct JSONText {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var offset = 0

    /// Whether the text is one JSON value.
    static func isValid(_ text: String) -> Bool {
        read(text) { json in json.skipValue() ? true : nil } ?? false
    }

    /// The members of an object, each value as it is written; `nil` if the text is not one object.
    static func members(of text: String) -> [String: String]? {
        read(text) { json in
            var members: [String: String] = [:]
            guard json.accept("{") else { return nil }
            if json.accept("}") { return members }
            repeat {
                guard let key = json.value(), let name = string(in: key), json.accept(":"), let value = json.value()
                else { return nil }
                members[name] = value
            } while json.accept(",")
            return json.accept("}") ? members : nil
        }
    }

    /// The elements of an array, each as it is written; `nil` if the text is not one array.
    static func elements(of text: String) -> [String]? {
        read(text) { json in
            var elements: [String] = []
            guard json.accept("[") else { return nil }
            if json.accept("]") { return elements }
            repeat {
                guard let element = json.value() else { return nil }
                elements.append(element)
            } while json.accept(",")
            return json.accept("]") ? elements : nil
        }
    }

    /// The content of a JSON string; `nil` if the text is none, or has characters that are written as escapes.
    static func string(in text: String) -> String? {
        guard text.utf8.count >= 2, text.utf8.first == UInt8(ascii: "\""), !text.utf8.contains(UInt8(ascii: "\\"))
        else { return nil }
        return String(text.dropFirst().dropLast())
    }

    /// What `body` makes of the whole text.
    private static func read<Result>(_ text: String, _ body: (inout JSONText) -> Result?) -> Result? {
        var text = text
        return text.withUTF8 { bytes in
            var json = JSONText(bytes: bytes)
            guard let result = body(&json) else { return nil }
            json.skipSpace()
            return json.offset == bytes.count ? result : nil
        }
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// The next value as it is written; `nil` if there is none.
    private mutating func value() -> String? {
        skipSpace()
        let start = offset
        guard skipValue() else { return nil }
        return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<offset]), as: UTF8.self)
    }

    private mutating func skipValue() -> Bool {
        var ends: [UInt8] = []
        repeat {
            skipSpace()
            guard offset < bytes.count else { return false }
            switch bytes[offset] {
            case UInt8(ascii: "{"):
                offset += 1
                if !accept("}") {
                    ends.append(UInt8(ascii: "}"))
                    guard skipKey() else { return false }
                    continue
                }
            case UInt8(ascii: "["):
                offset += 1
                if !accept("]") {
                    ends.append(UInt8(ascii: "]"))
                    continue
                }
            case UInt8(ascii: "\""): guard skipString() else { return false }
            case UInt8(ascii: "t"): guard skipWord("true") else { return false }
            case UInt8(ascii: "f"): guard skipWord("false") else { return false }
            case UInt8(ascii: "n"): guard skipWord("null") else { return false }
            default: guard skipNumber() else { return false }
            }
            while let end = ends.last {
                if accept(",") {
                    if end == UInt8(ascii: "}") { guard skipKey() else { return false } }
                    break
                }
                guard acceptByte(end) else { return false }
                ends.removeLast()
            }
        } while !ends.isEmpty
        return true
    }

    private mutating func skipKey() -> Bool {
        skipSpace()
        return skipString() && accept(":")
    }

    private mutating func skipString() -> Bool {
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else { return false }
        offset += 1
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            if byte == UInt8(ascii: "\"") { return true }
            if byte < 0x20 { return false }
            if byte == UInt8(ascii: "\\"), !skipEscape() { return false }
        }
        return false
    }

    private mutating func skipEscape() -> Bool {
        guard offset < bytes.count else { return false }
        let kind = bytes[offset]
        offset += 1
        switch kind {
        case UInt8(ascii: "u"):
            guard offset + 4 <= bytes.count else { return false }
            for digit in bytes[offset..<offset + 4] where Character(Unicode.Scalar(digit)).hexDigitValue == nil {
                return false
            }
            offset += 4
            return true
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return true
        default: return false
        }
    }

    private mutating func skipNumber() -> Bool {
        if peek(is: "-") { offset += 1 }
        if peek(is: "0") { offset += 1 } else { guard skipDigits() else { return false } }
        if peek(is: ".") {
            offset += 1
            guard skipDigits() else { return false }
        }
        if peek(is: "e") || peek(is: "E") {
            offset += 1
            if peek(is: "+") || peek(is: "-") { offset += 1 }
            guard skipDigits() else { return false }
        }
        return true
    }

    private mutating func skipDigits() -> Bool {
        let start = offset
        while offset < bytes.count, UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[offset] { offset += 1 }
        return offset > start
    }

    private mutating func skipWord(_ word: StaticString) -> Bool {
        let end = offset + word.utf8CodeUnitCount
        guard end <= bytes.count else { return false }
        for index in 0..<word.utf8CodeUnitCount where bytes[offset + index] != word.utf8Start[index] { return false }
        offset = end
        return true
    }

    private mutating func skipSpace() {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x0A, 0x0D, 0x09: offset += 1
            default: return
            }
        }
    }

    private func peek(is scalar: Unicode.Scalar) -> Bool {
        offset < bytes.count && bytes[offset] == UInt8(ascii: scalar)
    }

    private mutating func accept(_ scalar: Unicode.Scalar) -> Bool { acceptByte(UInt8(ascii: scalar)) }

    private mutating func acceptByte(_ byte: UInt8) -> Bool {
        skipSpace()
        guard offset < bytes.count, bytes[offset] == byte else { return false }
        offset += 1
        return true
    }
}
