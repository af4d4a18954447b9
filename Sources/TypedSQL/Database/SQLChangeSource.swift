/// A database that notices what others write into it.
public protocol SQLChangeSource: SQLDatabase {
    /// An element once the watch has begun, for what may have come before, and then one soon after others have written
    /// something; changes that come while nobody looks are one element. Ends when the database is closed, and at once where
    /// there are no others.
    func changesByOthers() -> AsyncStream<Void>
}
