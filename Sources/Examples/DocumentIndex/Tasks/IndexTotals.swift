/// The output of the whole.
struct IndexTotals: Codable, Sendable {
    struct Failure: Codable, Sendable {
        var path: String
        var reason: String
    }

    var documents: Int
    var words: Int
    var failures: [Failure]
    var approvedBy: String

    var lines: [String] {
        [
            "documents   \(documents)", "words       \(words)", "failures    \(failures.count)",
            "approved by \(approvedBy)",
        ] + failures.map { "  \($0.path): \($0.reason)" }
    }
}
