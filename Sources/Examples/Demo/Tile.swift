/// A part of the picture. A drawn one is a list of rows with a hexadecimal digit for each point's level.
struct Tile: Codable, Sendable, Hashable {
    var band: Int
    var column: Int

    static let width = Mandelbrot.columns / PictureTasks.tilesPerBand
    static let height = Mandelbrot.rows / PictureTasks.bands

    var number: Int { band * PictureTasks.tilesPerBand + column }

    var drawn: [String] {
        (0..<Self.height).map { row in
            (0..<Self.width).map { column in
                let level = Mandelbrot.level(
                    column: self.column * Self.width + column, row: band * Self.height + row
                )
                return String(level, radix: 16)
            }.joined()
        }
    }

    /// The rows of tiles that are next to each other.
    static func joined(_ tiles: [[String]]) -> [String] {
        (0..<height).map { row in tiles.map { $0[row] }.joined() }
    }
}
