/// The values of an `IN`, sent as one JSON array.
public struct SQLList: Sendable {
    /// What the elements are: it decides how the database unpacks them.
    public enum Element: Sendable {
        case integer
        case real
        case text
    }

    public let element: Element
    /// A JSON array of the values.
    public let json: String
}

extension SQLList {
    /// The values as a JSON array; none may be a text with the character U+0000 or a number that is not finite.
    static func json(_ values: [some SQLConvertible]) -> String {
        var writer = JSONWriter()
        writer.array { array in
            for value in values { array.element { value.sqlValue.write(to: &$0) } }
        }
        return writer.text
    }

    /// Packs the values; those that a JSON array can't carry unchanged to every database come back in `rest`.
    static func packing(_ values: [SQLValue]) -> (lists: [SQLList], rest: [SQLValue]) {
        var integers = JSONWriter()
        var reals = JSONWriter()
        var texts = JSONWriter()
        var rest: [SQLValue] = []
        for value in values {
            switch value {
            case .integer(let integer): integers.element { $0.write(integer) }
            // Written in decimal, another number may come back from SQLite, which misreads some by the last bit.
            case .real(let real) where real.rounded() == real && real.magnitude <= 0x1p53:
                reals.element { $0.write(real) }
            // SQLite ends a JSON string at \u0000.
            case .text(let text) where !text.utf8.contains(0): texts.element { $0.write(text) }
            case .json(let text) where !text.utf8.contains(0): texts.element { $0.write(text) }
            default: rest.append(value)
            }
        }
        let lists = [(Element.integer, integers), (.real, reals), (.text, texts)].compactMap { element, writer in
            writer.isEmpty ? nil : SQLList(element: element, json: "[" + writer.text + "]")
        }
        return (lists, rest)
    }
}

extension SQLValue {
    fileprivate func write(to json: inout JSONWriter) {
        switch self {
        case .null: json.writeNull()
        case .boolean(let value): json.write(value)
        case .integer(let value): json.write(value)
        case .real(let value): json.write(value)
        case .text(let value), .json(let value): json.write(value)
        }
    }
}
