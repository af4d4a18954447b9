import DurableExecution

extension StorageConformance {
    static let valueChecks: [Check] = [
        roundTrip("all optional fields absent") { [.sample("a")] },
        roundTrip("all optional fields present") { [.fullSample("a")] },
        roundTrip("every status") {
            TaskExecutionStatus.allCases.map { status in .sample("\(status)") { $0.status = status } }
        },
        roundTrip("every close status") {
            TaskExecutionCloseStatus.allCases.map { status in .sample("\(status)") { $0.closeStatus = status } }
        },
        roundTrip("every processing status") {
            ChildrenFinishedProcessingStatus.allCases.map { status in
                .sample("\(status)") { $0.childrenFinishedProcessingStatus = status }
            }
        },
        roundTrip("every kind of error, retryable or not, internal or not") {
            TaskExecutionError.Kind.allCases.flatMap { kind in
                [(false, false), (false, true), (true, false), (true, true)].map { isRetryable, isInternal in
                    .sample("\(kind) \(isRetryable) \(isInternal)") { execution in
                        execution.error = TaskExecutionError(
                            kind: kind, message: "message", isRetryable: isRetryable, isInternal: isInternal
                        )
                    }
                }
            }
        },
        roundTrip("flags that are true and flags that are false") {
            [true, false].map { flag in
                .sample("\(flag)") { execution in
                    execution.areChildrenSequential = flag
                    execution.isSleepingTask = flag
                    execution.isFinished = flag
                    execution.needsCancellation = flag
                    execution.parent = ParentTaskExecutionReference(
                        taskID: "t", executionID: "p", indexInParentChildren: 0, isOnlyChildOfParent: flag,
                        isFinalizeOfParent: !flag
                    )
                }
            }
        },
        roundTrip("times of 0, before 1970 and as far away as can be") {
            [0, -1, 1, 9_007_199_254_740_993, -9_007_199_254_740_993, .max, .min].map { (time: Int64) in
                .sample("\(time)") { execution in
                    execution.startAt = time
                    execution.startedAt = time
                    execution.expiresAt = time
                    execution.waitingForChildrenStartedAt = time
                    execution.waitingForFinalizeStartedAt = time
                    execution.finishedAt = time
                    execution.childrenFinishedProcessingExpiresAt = time
                    execution.childrenFinishedProcessingFinishedAt = time
                    execution.closeExpiresAt = time
                    execution.closedAt = time
                    execution.createdAt = time
                    execution.updatedAt = time
                }
            }
        },
        roundTrip("numbers of 0 and large ones") {
            [0, 1, 1_000, Int(Int32.max)].map { number in
                .sample("\(number)") { execution in
                    execution.delayMs = Int64(number)
                    execution.timeoutMs = Int64(number)
                    execution.retryAttempts = number
                    execution.activeChildrenCount = number
                    execution.retryPolicy.maxRetries = number
                    execution.parent = .sample("p", index: number)
                }
            }
        },
        roundTrip("retry policies with each part present or absent") {
            (0..<16).map { bits in
                .sample("\(bits)") { execution in
                    execution.retryPolicy = RetryPolicy(
                        maxRetries: bits, initialDelay: .milliseconds(bits & 1 == 0 ? 0 : 250),
                        multiplier: bits & 2 == 0 ? 1 : 2, maxDelay: bits & 4 == 0 ? nil : .seconds(24 * 3_600),
                        jitter: bits & 8 == 0 ? 0 : 0.1
                    )
                }
            } + [
                .sample("zeros") {
                    $0.retryPolicy = RetryPolicy(maxRetries: 0, multiplier: 0, maxDelay: .zero, jitter: 0)
                }
            ]
        },
        roundTrip("trace contexts") {
            [[:], ["traceparent": "00-a-b-01"], ["a \"key\"": "a\nvalue", "": "é", "empty": ""]].map { carrier in
                .sample("\(carrier.count)") { $0.traceContext = carrier }
            }
        },
        roundTrip("multipliers that binary fractions can't hold exactly") {
            [1.5, 0.1, 0.1 + 0.2, 1.0 / 3, 10, 1, 1.000_000_000_000_000_2, 1e-9, 1e21].map { (multiplier: Double) in
                .sample("\(multiplier)") { $0.retryPolicy.multiplier = multiplier }
            }
        },
        roundTrip("lists of 0, 1 and 1,000 children") {
            [0, 1, 1_000].map { count in
                .sample("\(count)") { execution in
                    execution.children = (0..<count).map { number in
                        TaskExecutionReference(taskID: "task \(number % 3)", executionID: "child \(number)")
                    }
                }
            }
        },
    ]

    /// Stores the executions and reads them again in every way there is.
    static func roundTrip(
        _ values: String,
        requires capabilities: Capabilities = [],
        _ makeExecutions: @escaping @Sendable () -> [TaskExecution]
    ) -> Check {
        Check("a storage gives back \(values)", requires: capabilities) { storage in
            let parent = TaskExecution.sample("the parent of them all")
            let executions = makeExecutions().enumerated().map { number, execution in
                execution.changed { execution in
                    var reference = execution.parent ?? .sample("")
                    reference.executionID = parent.executionID
                    reference.indexInParentChildren = execution.parent?.indexInParentChildren ?? number
                    execution.parent = reference
                }
            }
            // As given, to see what is absent stay absent.
            try await storage.insert(makeExecutions())
            try await storage.expectStored(makeExecutions(), "inserted \(values)")
            try await storage.deleteAll()

            try await storage.insert([parent])
            _ = try await storage.update([
                TaskExecutionUpdateRequest(
                    executionID: parent.executionID, update: .sample(updatedAt: 1_000), children: executions
                )
            ])
            let uniqueIDs = executions.compactMap(\.sleepingTaskUniqueID)
            let asleep = try await storage.get(sleepingTaskUniqueIDs: uniqueIDs)
            try expectExecutions(
                asleep, equals: executions.filter { $0.sleepingTaskUniqueID != nil }, "read by unique id")
            let children = try await storage.children(ofExecutions: [parent.executionID])
            try expectExecutions(children.first ?? [], equals: executions, "read as children")
            for execution in executions {
                let selected = try await storage.updateAndReturn(
                    .finished(execution.isFinished, closeStatus: execution.closeStatus), limit: 1_000,
                    update: TaskExecutionUpdate(updatedAt: execution.updatedAt)
                )
                let found = selected.executions.first { $0.executionID == execution.executionID }
                try expectExecution(
                    found?.changed { $0.updatedAt = execution.updatedAt }, equals: execution, "returned by a selector"
                )
            }
        }
    }
}
