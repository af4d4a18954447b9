/// Rows of text in aligned columns, as wide as the terminal at most.
struct TextTable {
    let header: [String]
    var rows: [[String]] = []

    init(_ header: String...) { self.header = header }

    init(_ header: [String]) { self.header = header }

    /// The first column, in which ids stand, is never cut; the last one is cut first.
    func lines(width: Int?) -> [String] {
        let cells = ([header] + rows).map { $0.map(\.printable) }
        var widths = header.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
        var excess = widths.reduce(2 * (widths.count - 1), +) - (width ?? .max)
        for column in widths.indices.dropFirst().reversed() where excess > 0 {
            let cut = max(0, min(excess, widths[column] - Self.narrowest))
            widths[column] -= cut
            excess -= cut
        }
        return cells.map { row in
            let padded = zip(row, widths).enumerated().map { column, pair in
                let (cell, width) = pair
                let text = cell.count > width ? cell.prefix(max(0, width - 1)) + "…" : cell
                // One long cell must not make every line as long.
                let end = column == row.count - 1 ? 0 : min(width, Self.widestPadding)
                return text + String(repeating: " ", count: max(0, end - text.count))
            }
            let line = padded.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }

    private static let narrowest = 10
    private static let widestPadding = 100
}
