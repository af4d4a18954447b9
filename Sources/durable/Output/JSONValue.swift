/// A value of an object that `--json` prints. What is not there is null: the keys are always the same.
enum JSONValue: Encodable {
    case null
    case boolean(Bool)
    case number(Int)
    case text(String)
    case array([JSONValue])
    case object([String: JSONValue])

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .boolean(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        case .array(let values): try container.encode(values)
        case .object(let members): try container.encode(members)
        }
    }

    init(_ text: String?) { self = text.map(JSONValue.text) ?? .null }

    /// ISO 8601 in UTC.
    init(time: Int64?) { self.init(time.map { Time(unixMilliseconds: $0).iso8601 }) }
}
