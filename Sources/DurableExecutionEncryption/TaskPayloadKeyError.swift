/// Why keys can't be used.
public enum TaskPayloadKeyError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The id of a key is empty or too long.
    case invalidID
    /// A key has not one of the sizes of AES.
    case invalidSize(bits: Int)
    /// Two keys have the same id.
    case repeatedID(String)

    public var description: String {
        switch self {
        case .invalidID: "a key's id has to be 1 to 64 letters, digits, hyphens and underscores"
        case .invalidSize(let bits): "a key has to have 256 bits and this one has \(bits)"
        case .repeatedID(let id): "two keys have the id “\(id)”; give each an id of its own"
        }
    }
}
