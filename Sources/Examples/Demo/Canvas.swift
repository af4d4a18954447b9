import DurableExecutionStorage

/// What is drawn of the picture so far, as the database has it.
struct Canvas {
    private(set) var tiles: [Tile: [String]] = [:]
    /// The executions of the tiles that are being drawn.
    private(set) var running: Set<String> = []
    private(set) var retries = 0
    private(set) var executions = 0
    private let root: String

    static let tileCount = PictureTasks.bands * PictureTasks.tilesPerBand

    init(root: String) { self.root = root }

    mutating func update(from storage: some QueryableTaskExecutionsStorage) async throws {
        var filter = TaskExecutionFilter()
        filter.rootExecutionID = root
        // The root itself is not among them.
        let page = try await storage.list(TaskExecutionQuery(filter: filter, limit: 1_000))
        executions = page.executions.count + 1
        let found = page.executions.filter { $0.taskID == "tile" }
        running = Set(found.filter { $0.status == .running }.map(\.executionID))
        retries = found.reduce(0) { $0 + $1.retryAttempts }
        let drawn = found.filter { $0.status == .completed }
        if drawn.count == tiles.count { return }
        let codec = JSONTaskPayloadCodec()
        let lookups = drawn.map { TaskExecutionLookup(executionID: $0.executionID) }
        for case let execution? in try await storage.get(lookups) {
            guard let output = execution.output else { continue }
            tiles[try codec.decode(Tile.self, from: execution.input)] = try codec.decode([String].self, from: output)
        }
    }

    /// The rows of the picture; a point is `.` if its tile is missing.
    var rows: [String] {
        let missing = [String](repeating: String(repeating: ".", count: Tile.width), count: Tile.height)
        return (0..<PictureTasks.bands).flatMap { band in
            Tile.joined((0..<PictureTasks.tilesPerBand).map { tiles[Tile(band: band, column: $0)] ?? missing })
        }
    }
}
