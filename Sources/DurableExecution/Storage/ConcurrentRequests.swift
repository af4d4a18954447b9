extension Sequence where Self: Sendable, Element: Sendable {
    /// The results of `body` in the order of the elements, of which at most `maxConcurrency` are under way at a time.
    func mapConcurrently<Result: Sendable>(
        maxConcurrency: Int,
        _ body: @escaping @Sendable (Element) async throws -> Result
    ) async throws -> [Result] {
        guard maxConcurrency > 1 else {
            var results: [Result] = []
            for element in self {
                results.append(try await body(element))
            }
            return results
        }
        return try await withThrowingTaskGroup(of: (Int, Result).self) { group in
            var results: [Int: Result] = [:]
            var count = 0
            for (index, element) in enumerated() {
                if index >= maxConcurrency, let (finished, result) = try await group.next() {
                    results[finished] = result
                }
                group.addTask { (index, try await body(element)) }
                count += 1
            }
            while let (finished, result) = try await group.next() {
                results[finished] = result
            }
            return (0..<count).compactMap { results[$0] }
        }
    }
}
