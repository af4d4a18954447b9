public import TypedSQL

extension SQLiteDatabase: SQLChangeSource {
    /// Looks at SQLite's change counter of the file, without touching a table, as often as
    /// ``SQLiteConfiguration/changeInterval`` says.
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
        var last = try await changeCounter()
        report()
        while true {
            try await Task.sleep(for: configuration.changeInterval)
            let counter = try await changeCounter()
            if counter != last { report() }
            last = counter
        }
    }

    /// Asked on the connection that writes, it counts the commits of all others.
    private func changeCounter() async throws -> Int {
        try await single { try $0.integer("pragma data_version") }
    }
}
