/// The input of the whole.
struct IndexFolder: Codable, Sendable {
    var folder: String
}

/// One document of a run.
struct IndexDocument: Codable, Sendable {
    var runID: String
    var folder: String
    var path: String
}

/// What goes from the reading of a document to its splitting.
struct ReadDocument: Codable, Sendable {
    var runID: String
    var document: Document
}

/// What goes from the splitting of a document to its writing.
struct SplitDocument: Codable, Sendable {
    var runID: String
    var words: Words
}

/// A document that is in the index.
struct IndexedDocument: Codable, Sendable {
    var words: Int
}

/// What the parent's body found.
struct Listing: Codable, Sendable {
    /// In the order of the children.
    var paths: [String]
}

/// What the run is woken with.
struct Approval: Codable, Sendable {
    var name: String
}
