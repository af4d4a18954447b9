import DurableExecution

func expect<Value: Equatable>(_ found: Value, equals expected: Value, _ subject: String) throws {
    guard found != expected else { return }
    throw Violation(subject: subject, expected: String(reflecting: expected), found: String(reflecting: found))
}

/// Whether the executions are the same in every field, to the byte.
func expectExecution(_ found: TaskExecution?, equals expected: TaskExecution?, _ subject: String) throws {
    switch (found, expected) {
    case (nil, nil): return
    case (let found?, let expected?):
        if found.isExactly(expected) { return }
        let differences = found.differences(from: expected)
        throw Violation(
            subject: "\(subject), execution “\(expected.executionID)”",
            expected: differences.map { "\($0.field) = \($0.expected)" }.joined(separator: ", "),
            found: differences.map { "\($0.field) = \($0.found)" }.joined(separator: ", ")
        )
    case (nil, let expected?):
        throw Violation(subject: subject, expected: "the execution “\(expected.executionID)”", found: "nothing")
    case (let found?, nil):
        throw Violation(subject: subject, expected: "nothing", found: "the execution “\(found.executionID)”")
    }
}

/// Whether they are the same executions in the same order, with nothing in the same places.
func expectExecutions(_ found: [TaskExecution?], equals expected: [TaskExecution?], _ subject: String) throws {
    try expect(found.map { $0?.executionID }, equals: expected.map { $0?.executionID }, "\(subject), ids in order")
    for (found, expected) in zip(found, expected) {
        try expectExecution(found, equals: expected, subject)
    }
}

/// Whether the operation throws ``TaskExecutionExistsError`` for one of the keys; for any key where they are `nil`.
func expectExistsError(
    _ keys: [TaskExecutionExistsError.Key]?,
    _ subject: String,
    _ operation: () async throws -> Void
) async throws {
    let expected = keys.map { "TaskExecutionExistsError for \($0)" } ?? "TaskExecutionExistsError"
    do {
        try await operation()
    } catch let error as TaskExecutionExistsError {
        guard keys?.contains(error.key) ?? true else {
            throw Violation(subject: subject, expected: expected, found: "TaskExecutionExistsError for \(error.key)")
        }
        return
    } catch {
        throw Violation(subject: subject, expected: expected, found: String(reflecting: error))
    }
    throw Violation(subject: subject, expected: expected, found: "no error")
}

extension TaskExecutionsStorage {
    /// Whether the storage holds exactly these executions of all that a check may have stored under `ids`.
    func expectStored(_ expected: [TaskExecution], absent ids: [String] = [], _ subject: String) async throws {
        let found = try await get(expected.map { TaskExecutionLookup(executionID: $0.executionID) })
        try expectExecutions(found, equals: expected, "\(subject), read by id")
        let others = try await get(ids.map { TaskExecutionLookup(executionID: $0) })
        try expectExecutions(others, equals: ids.map { _ in nil }, "\(subject), what must not be there")
    }

    func get(_ executionID: String) async throws -> TaskExecution? {
        try await get([TaskExecutionLookup(executionID: executionID)]).first ?? nil
    }
}
