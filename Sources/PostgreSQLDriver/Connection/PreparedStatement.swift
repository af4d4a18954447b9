internal import CPostgreSQL

/// A statement that the server has prepared on one connection.
final class PreparedStatement {
    /// `nil` for one that is not prepared but sent as a whole.
    let name: String?
    var parameterTypes: [Oid] = []
    /// Whether the driver knows the binary form of all its columns.
    var isBinary = false
    /// When it was used last, in the cache's count of uses.
    var lastUse = 0

    init(name: String?) { self.name = name }
}
