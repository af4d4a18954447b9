extension String {
    /// Without what would move a terminal's cursor, change its colors or the order of its text, or begin a new line: the
    /// text is not trusted. All output of the command passes through here, or through ``printableJSON``.
    var printable: String {
        escapingControls { text, scalar in text += "\\u{\(String(scalar.value, radix: 16))}" }
    }

    /// The same for a JSON document in one line, in whose strings JSON itself escapes only some of it.
    var printableJSON: String {
        escapingControls { text, scalar in
            for unit in String(scalar).utf16 {
                let digits = String(unit, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
    }

    private func escapingControls(_ escape: (inout String, Unicode.Scalar) -> Void) -> String {
        if !unicodeScalars.contains(where: \.isControl) { return self }
        return unicodeScalars.reduce(into: "") { text, scalar in
            if scalar.isControl { escape(&text, scalar) } else { text.unicodeScalars.append(scalar) }
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
