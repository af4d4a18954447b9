/// A migration, and when it was applied to a database.
public struct MigrationStatus: Sendable, Hashable {
    /// The id of the migration.
    public let id: String
    /// Unix milliseconds; `nil` if it was not applied.
    public let appliedAt: Int64?
    /// Whether this version of the library knows it.
    public let isKnown: Bool
}

/// What a migration did, a line each; nothing where there was nothing to do.
public struct MigrationReport: Sendable, Hashable {
    public internal(set) var actions: [String] = []
}
