import TypedSQL

extension SQLiteDatabase {
    /// Checks SQLite's change counter of the file, without touching a table: when the kernel reports a write into the
    /// database's WAL, and again, after pauses that grow, until the commit has become visible; if the kernel does not report
    /// it, as often as ``SQLiteConfiguration/changePollInterval`` says.
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
        guard let logPath else { return }
        let writes = LogWrites(path: logPath, interval: configuration.changePollInterval)
        var last = try await changeCounter()
        report()
        for await _ in writes.moments {
            writes.listen()
            let counter = try await changeCounter()
            if counter != last { report() } else { writes.checkAgain() }
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
