import Foundation

/// The picture with what happened below it: redrawn in place on a terminal, printed once at the end elsewhere.
struct Screen {
    private var events: [String] = []
    private var drawnLines = 0
    private let isTerminal = isatty(STDOUT_FILENO) == 1
    private let start = ContinuousClock.now

    mutating func report(_ event: String) {
        let seconds = Int((ContinuousClock.now - start) / .milliseconds(100))
        let line = "\(seconds / 10).\(seconds % 10) s  \(event)"
        events.append(line)
        if !isTerminal { write(line + "\n") }
    }

    mutating func show(_ canvas: Canvas, worker: Int32) {
        if !isTerminal { return }
        let done = canvas.tiles.count
        let bar = String(repeating: "█", count: done) + String(repeating: "░", count: Canvas.tileCount - done)
        let status = "\(bar)  \(done) of \(Canvas.tileCount) tiles, process \(worker)"
        draw(coloredLines(canvas.rows) + ["", status, ""] + events)
    }

    /// Shows the result in place of what was drawn meanwhile.
    mutating func finish(_ rows: [String]) {
        if isTerminal {
            draw(coloredLines(rows) + [""] + events)
        } else {
            write(plainLines(rows).joined(separator: "\n") + "\n")
        }
    }

    private mutating func draw(_ lines: [String]) {
        let up = drawnLines > 0 ? "\u{1B}[\(drawnLines)A\r" : ""
        let extra = max(0, drawnLines - lines.count)
        write(up + (lines + [String](repeating: "", count: extra)).map { $0 + "\u{1B}[K\n" }.joined())
        drawnLines = lines.count + extra
    }

    private func write(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }

    /// Two points above each other in each character.
    private func coloredLines(_ rows: [String]) -> [String] {
        stride(from: 0, to: rows.count - 1, by: 2).map { row in
            zip(rows[row], rows[row + 1]).map { upper, lower in
                "\u{1B}[38;5;\(color(upper));48;5;\(color(lower))m▀"
            }.joined() + "\u{1B}[0m"
        }
    }

    private func plainLines(_ rows: [String]) -> [String] {
        let shades = Array(" .,:;-~=+*xoO%#@")
        return stride(from: 0, to: rows.count, by: 2).map { row in
            String(rows[row].map { level in level.hexDigitValue.map { shades[$0] } ?? " " })
        }
    }

    /// One of a terminal's 256 colors; gray for what is not drawn.
    private func color(_ level: Character) -> Int {
        let colors = [17, 18, 19, 20, 26, 32, 38, 44, 50, 84, 154, 226, 220, 214, 208, 16]
        return level.hexDigitValue.map { colors[$0] } ?? 236
    }
}
