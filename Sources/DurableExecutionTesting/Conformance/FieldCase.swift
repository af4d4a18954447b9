import DurableExecution

/// One change of one field, said twice: as an update, and as what must become of an execution.
struct FieldCase: Sendable {
    var name: String
    var update: TaskExecutionUpdate
    var change: @Sendable (inout TaskExecution) -> Void

    private init(
        _ name: String,
        _ setUp: (inout TaskExecutionUpdate) -> Void,
        _ change: @escaping @Sendable (inout TaskExecution) -> Void
    ) {
        self.name = name
        self.update = .sample(setUp)
        self.change = change
    }

    /// A field that is always present.
    private static func setting<Value: Sendable>(
        _ name: String,
        _ field: any WritableKeyPath<TaskExecutionUpdate, Value?> & Sendable,
        _ property: any WritableKeyPath<TaskExecution, Value> & Sendable,
        _ values: [Value]
    ) -> [FieldCase] {
        values.map { value in
            FieldCase("sets \(name)", { $0[keyPath: field] = value }, { $0[keyPath: property] = value })
        }
    }

    /// A field that may be absent, and that no update makes absent.
    private static func setting<Value: Sendable>(
        optional name: String,
        _ field: any WritableKeyPath<TaskExecutionUpdate, Value?> & Sendable,
        _ property: any WritableKeyPath<TaskExecution, Value?> & Sendable,
        _ values: [Value]
    ) -> [FieldCase] {
        values.map { value in
            FieldCase("sets \(name)", { $0[keyPath: field] = value }, { $0[keyPath: property] = value })
        }
    }

    /// A field that may be absent, and that an update can make absent.
    private static func changing<Value: Sendable & Hashable>(
        _ name: String,
        _ field: any WritableKeyPath<TaskExecutionUpdate, FieldChange<Value>> & Sendable,
        _ property: any WritableKeyPath<TaskExecution, Value?> & Sendable,
        _ values: [Value]
    ) -> [FieldCase] {
        let sets = values.map { value in
            FieldCase("sets \(name)", { $0[keyPath: field] = .set(value) }, { $0[keyPath: property] = value })
        }
        return sets + [
            FieldCase("unsets \(name)", { $0[keyPath: field] = .unset }, { $0[keyPath: property] = nil })
        ]
    }

    /// Every field of ``TaskExecutionUpdate``, with the values that storages get wrong.
    static let all: [FieldCase] = textCases + stateCases + timeCases + childrenCases + timeoutCases

    private static let texts = ["text", "", "äöü 🏳️‍🌈 'quoted' \"twice\" \\ \n"]
    private static let times: [Int64] = [4_321, 0, -1, .max, .min]
    private static let references = [
        TaskExecutionReference(taskID: "other", executionID: "r1"),
        TaskExecutionReference(taskID: "other \"quoted\"", executionID: "r2 \\ 'quoted' 🙂"),
    ]

    private static var textCases: [FieldCase] {
        changing("executorID", \.executorID, \.executorID, texts)
            + changing("runOutput", \.runOutput, \.runOutput, texts)
            + setting(optional: "output", \.output, \.output, texts)
    }

    private static var stateCases: [FieldCase] {
        let errors = TaskExecutionError.Kind.allCases.map { TaskExecutionError(kind: $0, message: "\($0) message") }
        let emptyError = TaskExecutionError(message: "", isRetryable: false, isInternal: true)
        return setting("status", \.status, \.status, TaskExecutionStatus.allCases)
            + setting("isFinished", \.isFinished, \.isFinished, [true, false])
            + changing("error", \.error, \.error, errors + [emptyError])
            + setting("retryAttempts", \.retryAttempts, \.retryAttempts, [1, 0, 1_000])
            + setting("recoveries", \.recoveries, \.recoveries, [1, 0, Int(Int32.max), -1])
            + setting("closeStatus", \.closeStatus, \.closeStatus, TaskExecutionCloseStatus.allCases)
            + setting(
                "needsCancellation", \.needsCancellation, \.needsCancellation, [true, false]
            )
            + [FieldCase("sets updatedAt", { $0.updatedAt = -3 }, { $0.updatedAt = -3 })]
    }

    private static var timeCases: [FieldCase] {
        setting("startAt", \.startAt, \.startAt, times)
            + changing("startedAt", \.startedAt, \.startedAt, times)
            + changing("expiresAt", \.expiresAt, \.expiresAt, times)
            + setting(
                optional: "waitingForChildrenStartedAt", \.waitingForChildrenStartedAt, \.waitingForChildrenStartedAt,
                times
            )
            + setting(
                optional: "waitingForFinalizeStartedAt", \.waitingForFinalizeStartedAt, \.waitingForFinalizeStartedAt,
                times
            )
            + setting(optional: "finishedAt", \.finishedAt, \.finishedAt, times)
            + changing("closeExpiresAt", \.closeExpiresAt, \.closeExpiresAt, times)
            + setting(optional: "closedAt", \.closedAt, \.closedAt, times)
    }

    private static var childrenCases: [FieldCase] {
        setting(optional: "children", \.children, \.children, [references, []])
            + setting("activeChildrenCount", \.activeChildrenCount, \.activeChildrenCount, [5, 0])
            + setting(
                "childrenFinishedProcessingStatus", \.childrenFinishedProcessingStatus,
                \.childrenFinishedProcessingStatus, ChildrenFinishedProcessingStatus.allCases
            )
            + changing(
                "childrenFinishedProcessingExpiresAt", \.childrenFinishedProcessingExpiresAt,
                \.childrenFinishedProcessingExpiresAt, times
            )
            + setting(
                optional: "childrenFinishedProcessingFinishedAt", \.childrenFinishedProcessingFinishedAt,
                \.childrenFinishedProcessingFinishedAt, times
            )
            + setting(optional: "finalize", \.finalize, \.finalize, references)
    }

    private static var timeoutCases: [FieldCase] {
        let name = "sets expiresAt to a time plus the execution's own timeout"
        return [
            FieldCase(name, { $0.expiresAfterTimeoutFrom = 7 }, { $0.expiresAt = 7 + $0.timeoutMs }),
            FieldCase(name, { $0.expiresAfterTimeoutFrom = 0 }, { $0.expiresAt = $0.timeoutMs }),
            FieldCase(
                "\(name) and not to the time that it also names",
                { update in
                    update.expiresAfterTimeoutFrom = 7
                    update.expiresAt = .set(1)
                },
                { $0.expiresAt = 7 + $0.timeoutMs }
            ),
            FieldCase(
                "sets expiresAt to the last time there is where adding the timeout would overflow",
                { $0.expiresAfterTimeoutFrom = .max }, { $0.expiresAt = .max }
            ),
        ]
    }
}
