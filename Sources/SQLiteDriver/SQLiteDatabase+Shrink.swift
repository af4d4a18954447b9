import TypedSQL

extension SQLiteDatabase {
    /// Gives back 256 pages of the file at a time and leaves a tenth of its pages free.
    ///
    /// Only a file that was made for it shrinks (`auto_vacuum = incremental`), as those are that this driver makes; all
    /// others keep their size.
    public func shrink() async throws -> Bool {
        try await transaction { connection in
            if try connection.integer("pragma auto_vacuum") != Self.incremental { return false }
            let before = try connection.surplusPages()
            if before <= 0 { return false }
            try connection.execute("pragma incremental_vacuum(256)")
            let after = try connection.surplusPages()
            return after > 0 && after < before
        }
    }

    private static let incremental = 2
}

extension SQLiteConnection {
    fileprivate func surplusPages() throws -> Int {
        try integer("pragma freelist_count") - integer("pragma page_count") / 10
    }
}
