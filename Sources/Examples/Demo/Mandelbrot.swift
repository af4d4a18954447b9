/// The picture: how fast each point of the plane leaves the Mandelbrot set.
enum Mandelbrot {
    static let columns = 72
    static let rows = 30
    /// Points of this level never leave.
    static let innermost = 15

    /// A level from 0 to ``innermost``.
    static func level(column: Int, row: Int) -> Int {
        let real = -2.15 + 2.95 * (Double(column) + 0.5) / Double(columns)
        let imaginary = -1.15 + 2.3 * (Double(row) + 0.5) / Double(rows)
        var (x, y) = (0.0, 0.0)
        for step in 0..<limit {
            (x, y) = (x * x - y * y + real, 2 * x * y + imaginary)
            if x * x + y * y > 4 { return min(innermost - 1, step) }
        }
        return innermost
    }

    private static let limit = 200
}
