import Testing

/// Random sequences of operations in each storage, beside a model that is nothing but the specification.
@Suite struct ModelTests {
    private static let first = Nightly.isOn ? Int.random(in: 1_000...1_000_000_000) : 1

    @Test(arguments: ComparedStorage.allCases)
    func aStorageDoesWhatTheModelDoes(_ storage: ComparedStorage) async throws {
        let sequences = Nightly.count(storage.isOnServer ? 8 : 15, nightly: storage.nightlySequences)
        var differences: [String] = []
        for seed in Self.first..<(Self.first + sequences) {
            Progress.report("sequences, \(storage)", seed - Self.first, of: sequences)
            var random = RandomStorageOperations(seed: UInt64(seed))
            let comparison = ModelComparison(storage: storage, operations: random.operations(60))
            guard let difference = try await comparison.difference() else { continue }
            let shrunk = try await comparison.shrunk()
            differences.append("seed \(seed), \(difference); \(Self.shortened(shrunk.operations))")
        }
        #expect(differences == [])
        let name = "sequences of operations, \(storage)"
        try Figure(figure: name, value: sequences, losses: differences.count).record()
    }

    /// Hostile values are long, and a seed makes them again.
    private static func shortened(_ operations: [StorageOperation]) -> String {
        "\(operations)".replacing(/"([^"]{40})[^"]+"/) { "\"\($0.1)…\"" }
    }
}
