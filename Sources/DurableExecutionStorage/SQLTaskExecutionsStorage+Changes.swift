extension SQLTaskExecutionsStorage {
    public func changesByOthers() -> AsyncStream<Void> { database.changesByOthers() }
}
