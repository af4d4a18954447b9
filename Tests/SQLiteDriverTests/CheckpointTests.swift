import CSQLite
import Testing
import TypedSQL

@testable import SQLiteDriver

/// Who writes the log back while somebody else is at it.
@Suite struct CheckpointTests {
    /// SQLite then says -1 for the pages of the log and -1 for those that were written back: equal, and yet not all of them.
    @Test func aCheckpointOfSomebodyElseIsNotTakenForAnEmptyLog() async throws {
        try await TemporaryFolder.with { folder in
            var configuration = SQLiteConfiguration()
            configuration.busyTimeout = .milliseconds(20)
            let path = folder.path("test.db")
            let connection = try SQLiteConnection.open(path: path, configuration: configuration, isReader: false)
            defer { connection.close() }
            try connection.execute("create table pages (page blob)")
            let reader = try SQLiteConnection.open(path: path, configuration: configuration, isReader: true)
            defer { reader.close() }
            try reader.execute("begin")
            try reader.execute("select count(*) from pages")

            // Somebody reads on and on, so that the log can't be begun anew.
            try connection.write(pages: 12_500)
            connection.checkpoint()
            let heldAt = connection.log.pointee.heldAt
            #expect(heldAt >= 12_500)

            try connection.write(pages: 4_500)
            try Self.checkpoint(path) {
                #expect(connection.isLogLong)
                connection.checkpoint()
            }
            #expect(connection.log.pointee.heldAt == heldAt)
        }
    }

    /// Has another connection begin the log anew, which waits for the reader and asks `body` whether to go on.
    private static func checkpoint(_ path: String, while body: @escaping () -> Void) throws {
        var handle: OpaquePointer?
        #expect(sqlite3_open(path, &handle) == SQLITE_OK)
        defer { sqlite3_close(handle) }
        // Before it has read, it does not know that there is a log.
        #expect(sqlite3_exec(handle, "select count(*) from pages", nil, nil, nil) == SQLITE_OK)
        let handler = BusyHandler(body)
        withExtendedLifetime(handler) {
            sqlite3_busy_handler(
                handle,
                { handler, _ in
                    guard let handler else { return 0 }
                    Unmanaged<BusyHandler>.fromOpaque(handler).takeUnretainedValue().call()
                    return 0
                },
                Unmanaged.passUnretained(handler).toOpaque()
            )
            #expect(sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_RESTART, nil, nil) == SQLITE_BUSY)
        }
        try #require(handler.calls == 1)
    }
}

private final class BusyHandler {
    private let body: () -> Void
    private(set) var calls = 0

    init(_ body: @escaping () -> Void) { self.body = body }

    func call() {
        calls += 1
        body()
    }
}

extension SQLiteConnection {
    /// Writes at least so many pages into the log.
    fileprivate func write(pages: Int) throws {
        try execute(
            """
            with recursive numbers (number) as (select 1 union all select number + 1 from numbers where number < \(literal(pages)))
            insert into pages select zeroblob(4000) from numbers
            """)
    }
}
