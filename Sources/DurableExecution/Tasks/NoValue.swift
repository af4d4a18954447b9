/// The input of a task that needs none, or the output of one that has none to give; stored as `null`.
public struct NoValue: Codable, Sendable, Hashable {
    /// The one value there is.
    public init() {}

    public init(from decoder: any Decoder) throws {}

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encodeNil()
    }
}
