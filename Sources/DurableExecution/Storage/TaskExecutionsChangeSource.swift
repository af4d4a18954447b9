/// A storage that notices what other processes write, so that an executor need not ask the table.
public protocol TaskExecutionsChangeSource: TaskExecutionsStorage {
    /// An element soon after others have written something; changes that come while nobody looks are one element. Ends when
    /// the storage is closed, and at once where there are no others.
    func changesByOthers() -> AsyncStream<Void>
}
