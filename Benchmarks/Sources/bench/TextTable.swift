internal import Foundation

/// Lines of a table for people: a name, then numbers to the right.
enum TextTable {
    static func line(_ name: String, _ columns: String...) -> String {
        name.padding(toLength: 20, withPad: " ", startingAt: 0)
            + columns.map { String(repeating: " ", count: max(0, 12 - $0.count)) + $0 }.joined()
    }
}
