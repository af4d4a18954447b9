import DurableExecution

/// The selectors of one case, with every value that makes a difference: a storage with partial indexes must be right
/// for the unusual ones too.
struct SelectorFamily: Sendable {
    var name: String
    var selectors: [TaskExecutionSelector]

    private static let times: [Int64] = [.min, 0, 2, 3, .max]

    static let all: [SelectorFamily] = [
        SelectorFamily(
            name: "startable",
            selectors: TaskExecutionStatus.allCases.flatMap { status in
                times.map { .startable(status: status, startAtLessThan: $0) }
            }
        ),
        SelectorFamily(
            name: "childrenFinished",
            selectors: TaskExecutionStatus.allCases.flatMap { status in
                ChildrenFinishedProcessingStatus.allCases.map {
                    .childrenFinished(status: status, processingStatus: $0)
                }
            }
        ),
        SelectorFamily(name: "closing", selectors: TaskExecutionCloseStatus.allCases.map { .closing($0) }),
        SelectorFamily(
            name: "expired",
            selectors: TaskExecutionStatus.allCases.flatMap { status in
                times.flatMap { time in
                    [true, false].map { .expired(status: status, isSleepingTask: $0, expiresAtLessThan: time) }
                }
            }
        ),
        SelectorFamily(name: "processingExpired", selectors: times.map { .processingExpired(lessThan: $0) }),
        SelectorFamily(name: "closingExpired", selectors: times.map { .closingExpired(lessThan: $0) }),
        SelectorFamily(
            name: "ofExecutor",
            selectors: (RandomExecutions.executorIDs + ["unknown"]).flatMap { id in
                [true, false].map { .ofExecutor(id, needsCancellation: $0) }
            }
        ),
        SelectorFamily(
            name: "finished",
            selectors: TaskExecutionCloseStatus.allCases.flatMap { closeStatus in
                [true, false].map { .finished($0, closeStatus: closeStatus) }
            }
        ),
    ]
}
