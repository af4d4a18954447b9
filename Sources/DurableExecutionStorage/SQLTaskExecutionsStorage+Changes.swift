extension SQLTaskExecutionsStorage: TaskExecutionsChangeSource where Database: SQLChangeSource {
    public func changesByOthers() -> AsyncStream<Void> { database.changesByOthers() }
}
