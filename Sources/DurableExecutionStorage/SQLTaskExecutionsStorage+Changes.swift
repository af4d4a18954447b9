internal import TypedSQL

extension SQLTaskExecutionsStorage {
    public func changesByOthers() -> AsyncStream<Void> { database.changesByOthers() }
}
