import DurableExecutionStorage

/// The tree of a picture with a line for each band.
enum BandReport {
    static func lines(ofPicture id: String, in storage: some QueryableTaskExecutionsStorage) async throws -> [String] {
        guard let nodes = try await storage.tree(ofExecution: id, from: .root)?.nodes, let root = nodes.first else {
            return []
        }
        let bands = nodes.filter { $0.depth == 1 }.map(\.execution)
        let lines = bands.enumerated().map { index, band in
            let tiles = nodes.map(\.execution).filter { $0.parent?.executionID == band.executionID }
            let retries = tiles.reduce(0) { $0 + $1.retryAttempts }
            let completed = tiles.count { $0.status == .completed }
            let branch = index == bands.count - 1 ? "└─" : "├─"
            return "\(branch) band \(index)  \(band.status)  \(completed) of \(tiles.count) tiles, retries: \(retries)"
        }
        return ["", "picture    \(root.execution.status)"] + lines
    }
}
