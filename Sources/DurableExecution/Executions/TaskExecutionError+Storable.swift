extension TaskExecutionError {
    /// The error as every storage can take it: U+0000 in the message is written as `\\0`, and a very long message is cut.
    var storable: TaskExecutionError {
        let isLong = message.utf8.count > Self.maxMessageBytes
        guard isLong || message.utf8.contains(0) else { return self }
        var error = self
        if isLong { error.message = message.cut(toBytes: Self.maxMessageBytes) + "…" }
        if error.message.utf8.contains(0) {
            error.message = String(error.message.unicodeScalars.lazy.map { $0 == "\0" ? "\\0" : String($0) }.joined())
        }
        return error
    }

    /// More than this of a message is not stored.
    static let maxMessageBytes = 32_768
}

extension String {
    /// The scalars of the beginning that fit into so many bytes.
    func cut(toBytes count: Int) -> String {
        guard utf8.count > count else { return self }
        var end = utf8.index(utf8.startIndex, offsetBy: count)
        while end.samePosition(in: unicodeScalars) == nil { end = utf8.index(before: end) }
        return String(self[..<end])
    }

    /// The same in ASCII, with `\u{…}` for each other character and for those that control a terminal.
    var inASCII: String {
        if utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return self }
        return String(
            unicodeScalars.lazy.map { scalar in
                (0x20..<0x7F).contains(scalar.value) || scalar == "\n"
                    ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
            }.joined())
    }
}
