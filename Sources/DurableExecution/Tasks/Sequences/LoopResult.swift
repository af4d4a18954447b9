/// How a looping task ended; both ends complete its execution.
///
/// Stored as `{"isSuccess": true, "output": …}` or `{"isSuccess": false}`, as the reference does.
public enum LoopResult<Output: Codable & Sendable>: Sendable {
    /// An iteration said that it was done.
    case success(Output)
    /// The attempts were used up.
    case exhausted

    /// The output of the last iteration; `nil` where the attempts were used up.
    public var output: Output? {
        if case .success(let output) = self { output } else { nil }
    }
}

extension LoopResult: Equatable where Output: Equatable {}

extension LoopResult: Codable {
    private enum CodingKeys: String, CodingKey {
        case isSuccess, output
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let isSuccess = try container.decode(Bool.self, forKey: .isSuccess)
        self = isSuccess ? .success(try container.decode(Output.self, forKey: .output)) : .exhausted
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .success(let output):
            try container.encode(true, forKey: .isSuccess)
            try container.encode(output, forKey: .output)
        case .exhausted:
            try container.encode(false, forKey: .isSuccess)
        }
    }
}
