/// A database that can give the space of deleted rows back to the system, piece by piece.
public protocol SQLShrinkableDatabase: SQLDatabase {
    /// Gives back one small piece, unless little is free, which new rows will soon need.
    ///
    /// - Returns: Whether there is more to give back.
    func shrink() async throws -> Bool
}
