/// Why keys can't be used.
public enum TaskPayloadKeyError: Error, Sendable, Hashable, CustomStringConvertible {
    case invalidId
    case invalidSize(bits: Int)
    /// Two keys have the same id.
    case repeatedId(String)

    public var description: String {
        switch self {
        case .invalidId: "a key's id has to be 1 to 64 letters, digits, hyphens and underscores"
        case .invalidSize(let bits): "a key has to have 256 bits and this one has \(bits)"
        case .repeatedId(let id): "two keys have the id “\(id)”; give each an id of its own"
        }
    }
}
