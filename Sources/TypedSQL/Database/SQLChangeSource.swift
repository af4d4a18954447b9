/// A database that notices what others write into it.
public protocol SQLChangeSource: SQLDatabase {
    /// An element soon after other processes, or other openings of the database, have written something; changes that
    /// come while nobody looks are one element. Ends when the database is closed, and at once where there are no others.
    func changesByOthers() -> AsyncStream<Void>
}
