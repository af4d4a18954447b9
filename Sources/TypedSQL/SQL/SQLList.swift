/// The values of an `IN`, sent as one binding.
public struct SQLList: Sendable {
    /// What the elements are: it decides how the database unpacks them.
    public enum Element: Sendable {
        /// Integers.
        case integer
        /// In JSON each is the integer that has the same bits.
        case real
        /// Texts.
        case text
        /// Texts of which one contains the character U+0000, where SQLite ends a string of JSON: there that is U+0001 and an “A”,
        /// and U+0001 is U+0001 and a “B”.
        case escapedText
    }

    /// The type of the elements.
    public let element: Element
    /// The elements.
    public let values: [SQLValue]
    /// The type of the values, of which some go as texts.
    let type: ColumnType
}

extension SQLList.Element {
    var type: ColumnType {
        switch self {
        case .integer: .bigint
        case .real: .real
        case .text, .escapedText: .text
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

    /// The values as the JSON array that stands for the list.
    var json: String {
        switch element {
        case .integer, .text: Self.json(values) { $0 }
        case .real: Self.json(values) { .integer($0.bits) }
        case .escapedText: Self.json(values) { $0.escaped }
        }
    }

    /// Packs the values, each kind into a list; what belongs into no list comes back in `rest`.
    static func packing(_ values: [SQLValue], of type: ColumnType) -> (lists: [SQLList], rest: [SQLValue]) {
        var integers: [SQLValue] = []
        var reals: [SQLValue] = []
        var texts: [SQLValue] = []
        var hasNUL = false
        var rest: [SQLValue] = []
        for value in values {
            switch value {
            case .integer: integers.append(value)
            case .real: reals.append(value)
            case .text(let text), .json(let text):
                texts.append(value)
                hasNUL = hasNUL || text.containsNUL
            default: rest.append(value)
            }
        }
        let lists = [
            (Element.integer, integers), (.real, reals), (hasNUL ? .escapedText : .text, texts),
        ]
        return (lists.filter { !$1.isEmpty }.map { SQLList(element: $0, values: $1, type: type) }, rest)
    }
}

extension SQLValue {
    /// Of a number with a fraction; both zeros are the same.
    fileprivate var bits: Int64 {
        guard case .real(let value) = self, value != 0 else { return 0 }
        return Int64(bitPattern: value.bitPattern)
    }

    fileprivate var escaped: SQLValue {
        switch self {
        case .text(let text), .json(let text):
            .text(text.replacing("\u{1}", with: "\u{1}B").replacing("\0", with: "\u{1}A"))
        default: self
        }
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
