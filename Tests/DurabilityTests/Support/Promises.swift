import Foundation

/// What the users of killed processes had been told by then.
struct Promises {
    struct Promise {
        var taskID: String
        var number: Int
    }

    /// By execution id: what was enqueued, or woken.
    private(set) var enqueued: [String: Promise] = [:]
    private(set) var asleep: Set<String> = []
    private(set) var ended: Set<String> = []
    /// Those whose cancellation may have been stored.
    private(set) var cancelling: Set<String> = []
    private(set) var cancelled: Set<String> = []

    /// Reads a worker's acknowledgements; a line without an end was never told to anybody.
    mutating func read(_ file: String) throws {
        guard FileManager.default.fileExists(atPath: file) else { return }
        let text = try String(contentsOfFile: file, encoding: .utf8)
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            let words = line.split(separator: " ").map(String.init)
            switch words.first {
            case "enqueued" where words.count == 4:
                enqueued[words[2]] = Promise(taskID: words[1], number: Int(words[3]) ?? 0)
            case "asleep" where words.count == 4: asleep.insert(words[2])
            case "ended" where words.count == 2: ended.insert(words[1])
            case "cancelling" where words.count == 2: cancelling.insert(words[1])
            case "cancelled" where words.count == 2: cancelled.insert(words[1])
            default: throw UnreadableLine(line: String(line))
            }
        }
    }

    struct UnreadableLine: Error { var line: String }
}

extension Promises.Promise {
    /// What the task makes of the number.
    var output: Int {
        let doubledSum = 2 * (3 * number + 3)
        return switch taskID {
        case "double": 2 * number
        case "flaky": number + 1
        case "sum": doubledSum
        case "signed": -doubledSum
        case "octuple": 8 * number
        default: number
        }
    }

    /// How many executions the tree has below its top.
    var descendants: Int {
        switch taskID {
        case "sum", "octuple", "loop": 3
        case "signed": 4
        default: 0
        }
    }
}
