extension PostgreSQLDatabase {
    /// Returns `false`: the server's autovacuum makes the space of deleted rows available again.
    public func shrink() -> Bool { false }

    /// Hears by LISTEN and NOTIFY of what is changed through this driver, in this process or another; whoever changes
    /// something in another way may run `NOTIFY durable_changes`.
    ///
    /// What this process itself has changed counts too: a row that one of its transactions had locked was passed over by
    /// those who look for work, and can be had now.
    public func changesByOthers() -> AsyncStream<Void> { listener.changes() }
}
