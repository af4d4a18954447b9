package import DurableExecution

extension TaskExecution {
    struct Difference {
        var field: String
        var expected: String
        var found: String
    }

    /// Equality to the byte: `==` takes two spellings of the same characters for equal, a storage must not.
    package func isExactly(_ other: TaskExecution) -> Bool {
        self == other && zip(texts, other.texts).allSatisfy { $0.hasSameBytes(as: $1) }
    }

    func differences(from expected: TaskExecution) -> [Difference] {
        zip(Mirror(reflecting: self).children, Mirror(reflecting: expected).children).compactMap { found, expected in
            let difference = Difference(
                field: found.label ?? "",
                expected: String(reflecting: expected.value),
                found: String(reflecting: found.value)
            )
            return difference.expected.utf8.elementsEqual(difference.found.utf8) ? nil : difference
        }
    }

    private var texts: [String] {
        let fields = [
            root?.taskID, root?.executionID, parent?.taskID, parent?.executionID, taskID, executionID, input,
            executorID,
            sleepingTaskUniqueID, runOutput, output, error?.message, finalize?.taskID, finalize?.executionID,
        ]
        return fields.compactMap { $0 } + (children ?? []).flatMap { [$0.taskID, $0.executionID] }
    }
}

extension String {
    /// Asked of strings that are `==`.
    fileprivate func hasSameBytes(as other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        // Only ASCII: no other spelling is as long, and there is no need to look at every byte.
        if utf8.count == utf16.count { return true }
        return utf8.elementsEqual(other.utf8)
    }
}
