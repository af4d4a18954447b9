/// Any JSON, for payloads that are put into others, together with what superjson notes beside the JSON.
///
/// The coder of superjson takes it over with its annotations; to any other it is the plain JSON.
struct JSONValue: Sendable, Hashable {
    enum Content: Sendable, Hashable {
        case null
        case boolean(Bool)
        /// As it is written.
        case number(String)
        case text(String)
        case array([JSONValue])
        case object([String: JSONValue])
    }

    /// Which JavaScript value the JSON stands for.
    enum Annotation: String, Sendable {
        case undefined
        case bigint
        case date = "Date"
        /// A number that JSON lacks.
        case number
        case url = "URL"
        case regexp
        case error = "Error"
        case set
        case map
        case typedArray = "typed-array"
        case instance = "class"
        case symbol
        case custom

        /// Whether superjson writes it as one word; the others come with an argument, which is not kept.
        var isWord: Bool {
            switch self {
            case .typedArray, .instance, .symbol, .custom: false
            default: true
            }
        }
    }

    /// How deeply values may be nested; the text has its meta, which may be twice as deep, beside them.
    static let maxDepth = 128
    static let maxTextDepth = 2 * maxDepth + 8

    var content: Content
    var annotation: Annotation?

    init(_ content: Content, _ annotation: Annotation? = nil) {
        self.content = content
        self.annotation = annotation
    }

    /// How many levels there are below this one.
    var depth: Int {
        switch content {
        case .array(let elements): 1 + (elements.lazy.map(\.depth).max() ?? 0)
        case .object(let members): 1 + (members.values.lazy.map(\.depth).max() ?? 0)
        case .null, .boolean, .number, .text: 0
        }
    }

    static let null = JSONValue(.null)
    static let undefined = JSONValue(.null, .undefined)
}

extension JSONValue: Codable {
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self.init(.boolean(value))
        } else if let value = try? container.decode(Int64.self) {
            self.init(.number("\(value)"))
        } else if let value = try? container.decode(UInt64.self) {
            self.init(.number("\(value)"))
        } else if let value = try? container.decode(Double.self) {
            self.init(.number("\(value)"))
        } else if let value = try? container.decode(String.self) {
            self.init(.text(value))
        } else if let value = try? container.decode([JSONValue].self) {
            self.init(.array(value))
        } else {
            self.init(.object(try container.decode([String: JSONValue].self)))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch content {
        case .null: try container.encodeNil()
        case .boolean(let value): try container.encode(value)
        case .number(let text):
            if let value = Int64(text) {
                try container.encode(value)
            } else if let value = UInt64(text) {
                try container.encode(value)
            } else {
                try container.encode(Double(text) ?? .nan)
            }
        case .text(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }
}
