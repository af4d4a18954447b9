/// What an iteration of a looping task returns: whether there is to be another one.
///
/// Stored as `{"isDone": true, "output": …}` or `{"isDone": false}`, as the reference does.
public enum LoopIteration<Output: Codable & Sendable>: Sendable {
    /// The loop ends with this output.
    case done(Output)
    /// Another iteration shall follow.
    case again
}

extension LoopIteration: Equatable where Output: Equatable {}

extension LoopIteration: Codable {
    private enum CodingKeys: String, CodingKey {
        case isDone, output
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let isDone = try container.decode(Bool.self, forKey: .isDone)
        self = isDone ? .done(try container.decode(Output.self, forKey: .output)) : .again
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .done(let output):
            try container.encode(true, forKey: .isDone)
            try container.encode(output, forKey: .output)
        case .again:
            try container.encode(false, forKey: .isDone)
        }
    }
}
