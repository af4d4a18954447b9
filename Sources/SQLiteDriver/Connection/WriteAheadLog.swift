internal import CSQLite
internal import Foundation
internal import TypedSQL

/// When a connection writes the log back into the file.
struct WriteAheadLog {
    /// The pages from which on it is written back, twice what SQLite itself would take: a page that changes often is written back
    /// once for more changes. Still longer, its file takes longer to grow than that saves.
    private static let longLog: Int32 = 2_000
    /// The pages from which on nobody writes in place: the writer's thread, which has been told at `longLog`, goes first.
    private static let overdueLog: Int32 = 3_000
    /// How long it is tried to have nobody read from it.
    fileprivate static let longestPause: Duration = .seconds(1)

    /// The pages from which on those who write are held up until nobody reads from it. Not the same for all, so that the
    /// processes that share a file are not all at it one after the other.
    private let limit = Int32.random(in: 8_000..<12_000)
    /// The pages in it after the last commit.
    fileprivate(set) var pages: Int32 = 0
    /// The pages that were in it when somebody read for longer than was waited; 0 for none.
    private(set) var heldAt: Int32 = 0

    fileprivate var isLong: Bool { pages >= Self.longLog }
    fileprivate var isOverdue: Bool { pages >= Self.overdueLog }

    fileprivate mutating func isFarTooLong() -> Bool {
        // It is shorter than it was: another process has begun it anew.
        if pages < heldAt { heldAt = 0 }
        // Whoever reads for so long is waited for again only after the log has grown as much again.
        return pages >= max(limit, 2 * heldAt)
    }

    /// - Parameter wasRestarted: Whether nobody holds on to it any more.
    fileprivate mutating func wasRestarted(_ wasRestarted: Bool) {
        heldAt = wasRestarted ? 0 : pages
    }
}

extension SQLiteConnection {
    /// Leaves it to the writer when to write the log back: SQLite would do so in a commit that somebody waits for.
    func watchLog() throws {
        // What the file keeps when it is begun anew, well above what it comes to where nobody reads for long.
        try execute("pragma journal_size_limit = 67108864")
        sqlite3_wal_hook(
            handle,
            { log, _, _, pages in
                log?.assumingMemoryBound(to: WriteAheadLog.self).pointee.pages = pages
                return SQLITE_OK
            },
            log
        )
    }

    var isLogLong: Bool { log.pointee.isLong }

    /// Whether the log has become longer than it can where the writer's thread comes to write it back in time.
    var isLogOverdue: Bool { log.pointee.isOverdue }

    /// Writes a long log back into the file, as far as nobody reads from it.
    ///
    /// It is begun anew only at a moment when nobody reads from it, which does not come by itself where readers follow each
    /// other without a gap. When it has become far too long, the moment is made.
    ///
    /// - Returns: Whether that was tried in vain, as somebody reads for long.
    @discardableResult
    func checkpoint() -> Bool {
        if !isLogLong { return false }
        defer { log.pointee.pages = 0 }
        if log.pointee.isFarTooLong() {
            let wasRestarted = restartLog()
            log.pointee.wasRestarted(wasRestarted)
            return !wasRestarted
        } else {
            var (pages, written) = (Int32(0), Int32(0))
            let resultCode = sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_PASSIVE, &pages, &written)
            // Where another process is at it, both are -1.
            if resultCode == SQLITE_OK, written == pages { log.pointee.wasRestarted(true) }
            return false
        }
    }

    /// Keeps everybody from writing, so that those who begin to read find all of it in the file, and waits for those who read
    /// already.
    ///
    /// SQLite waits for a mark of the log to be free, which one reader may take over from the next; so it is asked again and
    /// again to see which ones are still of an old state, and at once: what others wrote in between would make new ones.
    private func restartLog() -> Bool {
        // Well within the time for which others wait for their lock.
        let end = ContinuousClock.now + min(WriteAheadLog.longestPause, busyTimeout / 2)
        defer { waitsForLocks = true }
        sqlite3_busy_timeout(handle, 20)
        while true {
            var pages: Int32 = -1
            let resultCode = sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_RESTART, &pages, nil)
            if resultCode & 0xFF != SQLITE_BUSY { return resultCode == SQLITE_OK }
            if ContinuousClock.now >= end { return false }
            // Another process is at it, and SQLite does not wait for that.
            if pages < 0 { Thread.sleep(forTimeInterval: 0.005) }
        }
    }

    /// Writes the whole log back into the file, unless somebody still uses it: then the last to close does so.
    func writeBackLog() {
        waitsForLocks = false
        sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_TRUNCATE, nil, nil)
    }
}
