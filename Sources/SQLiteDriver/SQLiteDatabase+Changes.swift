public import TypedSQL

extension SQLiteDatabase: SQLChangeSource {
    /// Looks at SQLite's change counter of the file, without touching a table: soon after the kernel has told that somebody
    /// wrote into the database's log, or, where it does not tell that, as often as ``SQLiteConfiguration/changePollInterval`` says.
    public func changesByOthers() -> AsyncStream<Void> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { changes in
            if path == Self.inMemoryPath || configuration.isReadOnly {
                changes.finish()
                return
            }
            let watch = Task { [self] in
                // A closed database, and the end of the stream, end the watch with an error.
                try? await watchCounter { changes.yield() }
                changes.finish()
            }
            changes.onTermination = { _ in watch.cancel() }
        }
    }

    private func watchCounter(_ report: () -> Void) async throws {
        let writes = LogWrites(path: path, interval: configuration.changePollInterval)
        var last = try await changeCounter()
        report()
        for await _ in writes.moments {
            writes.listen()
            let counter = try await changeCounter()
            if counter != last { report() }
            last = counter
            // This process writes into the log as well, and may do so all the time.
            try await Task.sleep(for: min(.milliseconds(2), configuration.changePollInterval))
        }
    }

    /// Asked on the connection that writes, it counts the commits of all others.
    private func changeCounter() async throws -> Int {
        try await single { try $0.integer("pragma data_version") }
    }
}
