import DurableExecutionStorage
import TypedSQL

/// The words of documents, as SQLite's module FTS5 keeps them. Nothing in it stops a document from being there twice.
struct DocumentWordsTable: Table {
    let tableName = "document_words"
    let runID = text("run_id").notNull()
    let path = text("path").notNull()
    /// Separated by spaces.
    let words = text("words").notNull()
    let wordCount = integer("word_count").notNull()

    static let creation: SQL = """
        create virtual table if not exists document_words
        using fts5(run_id unindexed, path unindexed, words, word_count unindexed)
        """
}

/// What SQLite was built with.
struct SQLiteModulesTable: Table {
    let tableName = "pragma_module_list"
    let name = text("name").notNull()
}

/// The runs, each with the id of its execution.
struct IndexRunsTable: Table {
    let tableName = "index_runs"
    let id = text("id").primaryKey()
    /// Absolute.
    let folder = text("folder").notNull()
    /// Whether its words are the ones that are searched.
    let isInUse = boolean("is_in_use").notNull()
    /// Whether somebody was told how it ended.
    let isReported = boolean("is_reported").notNull()
}
