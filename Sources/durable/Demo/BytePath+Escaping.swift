extension BytePath {
    /// The path as a text in one line: `%`, control characters, and what is not UTF-8 stand there as `%` and two hexadecimal
    /// digits a byte. Different paths have different texts.
    var escaped: String {
        let isText = String(validating: bytes, as: UTF8.self) != nil
        var escaped: [UInt8] = []
        escaped.reserveCapacity(bytes.count)
        for byte in bytes {
            if byte == percent || byte < 0x20 || byte == 0x7F || (byte >= 0x80 && !isText) {
                escaped += [percent, hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 0xF)]]
            } else {
                escaped.append(byte)
            }
        }
        return String(decoding: escaped, as: UTF8.self)
    }

    /// The path with this ``escaped`` text; `nil` where there is none.
    init?(escaped: String) {
        var bytes: [UInt8] = []
        var rest = Array(escaped.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == percent else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(hexDigits.firstIndex(of:)),
                let low = rest.popFirst().flatMap(hexDigits.firstIndex(of:))
            else { return nil }
            bytes.append(UInt8(high << 4 | low))
        }
        self.init(bytes)
    }
}

private let percent = UInt8(ascii: "%")
private let hexDigits = Array("0123456789ABCDEF".utf8)
