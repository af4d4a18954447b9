import DurableExecution

extension StorageConformance {
    /// A check for each field of an update, through each operation that takes one.
    static var updateFieldChecks: [Check] {
        var names: [String] = []
        var cases: [String: [FieldCase]] = [:]
        for fieldCase in FieldCase.all {
            if cases[fieldCase.name] == nil { names.append(fieldCase.name) }
            cases[fieldCase.name, default: []].append(fieldCase)
        }
        return names.map { name in
            let cases = cases[name] ?? []
            return Check("every operation with an update \(name) and changes nothing else") { storage in
                for operation in UpdatingOperation.allCases {
                    for fieldCase in cases {
                        try await check(fieldCase, by: operation, in: storage)
                    }
                }
            }
        }
    }

    private static func check(
        _ fieldCase: FieldCase,
        by operation: UpdatingOperation,
        in storage: any TaskExecutionsStorage
    ) async throws {
        let subject = "\(operation) that \(fieldCase.name)"
        let parent = ParentTaskExecutionReference.sample("parent")
        let changed: [TaskExecution] = [
            .sample("bare") { execution in
                execution.parent = parent
                execution.closeStatus = .closing
                execution.isFinished = true
            },
            .fullSample("full") { $0.parent = parent },
        ]
        let bystanders: [TaskExecution] = [
            .sample("bystander"), .fullSample("full bystander") { $0.closeStatus = .closed },
        ]
        try await storage.insert(changed + bystanders)
        let expected = changed.map { execution in
            execution.changed { execution in
                execution.updatedAt = fieldCase.update.updatedAt
                fieldCase.change(&execution)
            }
        }
        let returned = try await operation.run(fieldCase.update, in: storage)
        if let returned {
            try expectExecutions(returned, equals: expected, "returned by \(subject)")
        }
        try await storage.expectStored(expected + bystanders, subject)
        for execution in changed + bystanders {
            try await storage.delete(executionID: execution.executionID)
        }
    }
}

/// The operations that take an update, each made to change the executions "bare" and "full".
private enum UpdatingOperation: CaseIterable {
    case update
    case updateAndReturn
    case updateAndCount
    case updateAndDecrementParents
    case updateChildren

    /// The executions that the operation returned, if it returns any.
    func run(_ update: TaskExecutionUpdate, in storage: any TaskExecutionsStorage) async throws -> [TaskExecution]? {
        let selector = TaskExecutionSelector.finished(true, closeStatus: .closing)
        switch self {
        case .update:
            let requests = ["bare", "full"].map { TaskExecutionUpdateRequest(executionID: $0, update: update) }
            try expect(try await storage.update(requests), equals: [true, true], "results of update")
            return nil
        case .updateAndReturn:
            let selected = try await storage.updateAndReturn(selector, limit: 2, update: update)
            try expect(selected.undecodable, equals: [], "undecodable executions")
            return selected.executions
        case .updateAndCount:
            let count = try await storage.updateAndCount(selector, limit: 2, update: update)
            try expect(count, equals: 2, "count of changed executions")
            return nil
        case .updateAndDecrementParents:
            let count = try await storage.updateAndDecrementParents(selector, limit: 2, update: update)
            try expect(count, equals: 2, "count of changed executions")
            return nil
        case .updateChildren:
            try await storage.updateChildren([
                ChildTaskExecutionsUpdateRequest(parentExecutionID: "parent", isFinished: true, update: update)
            ])
            return nil
        }
    }
}
