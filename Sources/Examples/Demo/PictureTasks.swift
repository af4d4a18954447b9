import DurableExecutionStorage

/// The tasks, the same in each process:
///
///     picture                puts the bands together
///     └─ band, 5 times       puts its tiles together
///        └─ tile, 8 times    draws; some fail at the first attempt
struct PictureTasks {
    static let bands = 5
    static let tilesPerBand = 8

    let picture: DurableTask<NoValue, [String]>
    let band: DurableTask<Int, [String]>
    let tile: DurableTask<Tile, [String]>

    init() {
        let tile = DurableTask(
            "tile",
            options: TaskOptions(
                retry: RetryPolicy(maxRetries: 3, initialDelay: .milliseconds(200)), timeout: .seconds(10))
        ) { (tile: Tile, context) in
            // Stands for work that takes a while. A process that is killed here loses this tile's work and no other.
            try await Task.sleep(for: .milliseconds(600))
            if tile.number % 7 == 4, context.attempt == 0 { throw BrokenBrush() }
            return tile.drawn
        }
        let band = DurableTask<Int, [String]>.parent("band") { band, _ in
            FanOut(children: (0..<Self.tilesPerBand).map { tile.child(Tile(band: band, column: $0)) })
        } finalize: { result, _ in
            try Tile.joined(result.outputs(of: tile))
        }
        picture = .parent("picture") { _, _ in
            FanOut(children: (0..<Self.bands).map { band.child($0) })
        } finalize: { result, _ in
            try result.outputs(of: band).flatMap { $0 }
        }
        self.band = band
        self.tile = tile
    }

    func register(with executor: DurableExecutor) throws {
        try executor.register(tile)
        try executor.register(band)
        try executor.register(picture)
    }
}

/// Why some tiles need a second attempt.
struct BrokenBrush: Error {}
