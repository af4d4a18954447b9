import Foundation

/// What is known of the terminal to which the output goes.
enum Terminal {
    /// The columns that `COLUMNS` says, or else the terminal has; `nil` where the output goes to a file or a pipe, in
    /// which nothing must be cut.
    static var width: Int? {
        if let columns = ProcessInfo.processInfo.environment["COLUMNS"].flatMap({ Int($0) }), columns > 0 {
            return columns
        }
        guard isatty(STDOUT_FILENO) == 1 else { return nil }
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
}
