import DurableExecution

extension TaskExecution {
    struct Difference {
        var field: String
        var expected: String
        var found: String
    }

    /// Equality to the byte: `==` takes two spellings of the same characters for equal, a storage must not.
    func isExactly(_ other: TaskExecution) -> Bool {
        self == other
            && texts.elementsEqual(other.texts) { left, right in
                switch (left, right) {
                case (nil, nil): true
                case (let left?, let right?): left.utf8.elementsEqual(right.utf8)
                default: false
                }
            }
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

    private var texts: [String?] {
        [
            root?.taskId, root?.executionId, parent?.taskId, parent?.executionId, taskId, executionId, input,
            executorId,
            sleepingTaskUniqueId, runOutput, output, error?.message, finalize?.taskId, finalize?.executionId,
        ] + (children ?? []).flatMap { [$0.taskId, $0.executionId] }
    }
}
