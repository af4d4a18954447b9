import DurableExecutionStorage
import TypedSQL

extension ManagedStorage {
    /// The id that is meant by an id or by the beginning of one.
    ///
    /// - Returns: The text itself if no id starts with it.
    /// - Throws: ``CommandFailure`` if several ids do.
    func executionID(startingWith text: String) async throws -> String {
        if text.isEmpty { return text }
        // A row that can't be decoded has an id all the same.
        let ids = try await executionIDs(startingWith: text, limit: 4)
        if ids.contains(where: { $0.utf8.elementsEqual(text.utf8) }) { return text }
        guard let id = ids.first else { return text }
        if ids.count == 1 { return id }
        if try await hasExecution(text) { return text }
        let examples = ids.prefix(3).map { "“\($0.printable)”" }.joined(separator: ", ")
        throw CommandFailure(
            "several executions start with “\(text.printable)”, such as \(examples): give more of the id",
            status: .usage
        )
    }

    func executionIDs(startingWith texts: [String]) async throws -> [String] {
        var ids: [String] = []
        for text in texts { ids.append(try await executionID(startingWith: text)) }
        return ids
    }

    private func hasExecution(_ id: String) async throws -> Bool {
        do {
            return try await get([TaskExecutionLookup(executionID: id)]).contains { $0 != nil }
        } catch is TaskExecutionDecodingError {
            return true
        }
    }
}
