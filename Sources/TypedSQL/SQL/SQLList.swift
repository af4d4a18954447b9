/// The values of an `IN`, sent as one binding.
public struct SQLList: Sendable {
    /// What the elements are: it decides how the database unpacks them.
    public enum Element: Sendable {
        case integer
        case real
        case text
    }

    public let element: Element
    public let values: [SQLValue]
}

extension SQLList.Element {
    var type: ColumnType {
        switch self {
        case .integer: .bigint
        case .real: .real
        case .text: .text
        }
    }
}

extension SQLList {
    /// The values as a JSON array; none may be a text with the character U+0000 or a number that is not finite.
    @inlinable
    static func json<Element>(_ elements: [Element], _ value: (Element) -> SQLValue) -> String {
        var writer = JSONWriter()
        writer.array { array in
            for element in elements { array.element { value(element).write(to: &$0) } }
        }
        return writer.text
    }

    /// Packs the values; those that a JSON array can't carry unchanged to every database come back in `rest`.
    static func packing(_ values: [SQLValue]) -> (lists: [SQLList], rest: [SQLValue]) {
        var integers: [SQLValue] = []
        var reals: [SQLValue] = []
        var texts: [SQLValue] = []
        var rest: [SQLValue] = []
        for value in values {
            switch value {
            case .integer: integers.append(value)
            // Written in decimal, another number may come back from SQLite, which misreads some by the last bit.
            case .real(let real) where real.rounded() == real && real.magnitude <= 0x1p53: reals.append(value)
            // SQLite ends a JSON string at \u0000.
            case .text(let text) where !text.containsNUL: texts.append(value)
            case .json(let text) where !text.containsNUL: texts.append(value)
            default: rest.append(value)
            }
        }
        let lists = [(Element.integer, integers), (.real, reals), (.text, texts)].compactMap { element, values in
            values.isEmpty ? nil : SQLList(element: element, values: values)
        }
        return (lists, rest)
    }
}

extension SQLValue {
    @usableFromInline
    func write(to json: inout JSONWriter) {
        switch self {
        case .null: json.writeNull()
        case .boolean(let value): json.write(value)
        case .integer(let value): json.write(value)
        case .real(let value): json.write(value)
        case .text(let value), .json(let value): json.write(value)
        }
    }
}
