import Foundation

/// Shows how far a run is: a bar on a terminal, elsewhere a line for each tenth.
struct ProgressDisplay {
    enum Style {
        case bar, lines, none
    }

    private let style: Style
    private var shownTenth = 0
    private var lastShown: ContinuousClock.Instant?
    private var isBarOpen = false

    init(isSilent: Bool) {
        style = isSilent ? .none : isatty(1) == 1 ? .bar : .lines
    }

    mutating func show(_ progress: DemoProgress, isScanning: Bool) {
        switch style {
        case .none: break
        case .bar: showBar(progress, isScanning: isScanning)
        case .lines: showLine(progress, isScanning: isScanning)
        }
    }

    /// Ends the line of the bar.
    mutating func end() {
        if isBarOpen { write("\n") }
        isBarOpen = false
    }

    private mutating func showBar(_ progress: DemoProgress, isScanning: Bool) {
        let width = 30
        let filled = progress.total == 0 ? 0 : progress.finished * width / progress.total
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        write("\r\(bar) \(text(progress, isScanning: isScanning))\u{1B}[K")
        isBarOpen = true
    }

    private mutating func showLine(_ progress: DemoProgress, isScanning: Bool) {
        let now = ContinuousClock.now
        let tenth = progress.total == 0 ? 0 : progress.finished * 10 / progress.total
        if isScanning {
            if let lastShown, now - lastShown < .seconds(1) { return }
        } else {
            if tenth <= shownTenth { return }
            shownTenth = tenth
        }
        lastShown = now
        write(text(progress, isScanning: isScanning) + "\n")
    }

    private func text(_ progress: DemoProgress, isScanning: Bool) -> String {
        "\(progress.finished) of \(progress.total) files" + (isScanning ? ", looking for more" : "")
    }

    private func write(_ text: String) {
        print(text, terminator: "")
        fflush(nil)
    }
}
