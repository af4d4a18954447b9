import DurableExecution
import DurableExecutionTesting
import Testing

@Suite struct ParentTaskTests {
    let fixture = ExecutorFixture()

    @Test func theChildrenRunAndAFinalizeFunctionMakesTheOutput() async throws {
        let executor = try fixture.executor()
        let double = try executor.register(DurableTask("double") { (number: Int, _) in 2 * number })
        let describe = try executor.register(DurableTask("describe") { (text: String, _) in "<\(text)>" })
        let parent = try executor.register(
            .parent("parent") { (numbers: [Int], _) in
                FanOut(numbers.count, children: numbers.map { double.child($0) } + [describe.child("x")])
            } finalize: { (result, _) in
                let last = try result.children.last?.output(of: describe) ?? ""
                return "\(result.output) \(try result.outputs(of: double)) \(last)"
            }
        )
        try await executor.start()
        let handle = try await executor.enqueue(parent, [1, 2, 3])
        #expect(try await handle.result() == "3 [2, 4, 6] <x>")
        let row = try await handle.snapshot()
        #expect(row.activeChildrenCount == 0)
        #expect(row.childrenFinishedProcessingStatus == .processed)
        #expect(row.childrenFinishedProcessingExpiresAt == nil)
        #expect(row.runOutput == nil)
        #expect(row.closeStatus == .closed)
        let children = try await fixture.storage.base.children(ofExecutions: [handle.executionID])[0]
        #expect(children.map(\.parent?.indexInParentChildren) == [0, 1, 2, 3])
        #expect(
            children.allSatisfy { $0.root == TaskExecutionReference(taskID: "parent", executionID: row.executionID) })
        #expect(row.children?.map(\.executionID) == children.map(\.executionID))
        await executor.shutdown()
    }

    @Test func withoutAFinalizeTheOutputIsThatOfTheBodyAndTheChildren() async throws {
        let executor = try fixture.executor()
        let maybe = try executor.register(
            DurableTask("maybe") { (number: Int, _) in
                if number == 2 { throw TaskExecutionError(message: "two", isRetryable: false) }
                return number
            }
        )
        let parent = try executor.register(
            .parent("parent") { (numbers: [Int], _) in
                FanOut(numbers.count, children: numbers.map { maybe.child($0) })
            }
        )
        try await executor.start()
        let handle = try await executor.enqueue(parent, [1, 2])
        let result = try await handle.result()
        #expect(result.output == 2)
        #expect(result.children.map(\.status) == [.completed, .failed])
        #expect(try result.children[0].output(of: maybe) == 1)
        #expect(result.children[1].error?.message == "two")
        #expect(throws: TaskExecutionError.self) { try result.outputs(of: maybe) }
        let ids = result.children.map(\.executionID)
        #expect(
            try await handle.snapshot().output == """
                {"children":[\
                {"executionId":"\(ids[0])","output":1,"status":"completed","taskId":"maybe"},\
                {"error":{"errorType":"generic","isInternal":false,"isRetryable":false,"message":"two"},\
                "executionId":"\(ids[1])","status":"failed","taskId":"maybe"}],"output":2}
                """
        )
        await executor.shutdown()
    }

    @Test func aParentWithoutChildrenGoesOnAtOnce() async throws {
        let executor = try fixture.executor()
        let collecting = try executor.register(
            .parent("collecting") { (number: Int, _) in
                FanOut(number, children: [])
            }
        )
        let finalizing = try executor.register(
            .parent("finalizing") { (_: Int, _) in
                FanOut(children: [])
            } finalize: { (result, _) in
                result.children.count
            }
        )
        try await executor.start()
        #expect(try await executor.enqueue(collecting, 3).result().output == 3)
        #expect(try await executor.enqueue(finalizing, 3).result() == 0)
        await executor.shutdown()
    }

    @Test func aFinalizeTaskIsTriedAgainAndMayBeAParentItself() async throws {
        let executor = try fixture.executor()
        let double = try executor.register(DurableTask("double") { (number: Int, _) in 2 * number })
        let sum = try executor.register(
            .parent("sum", options: TaskOptions(retry: RetryPolicy(maxRetries: 1))) {
                (result: ParentResult<Int>, context) in
                if context.attempt == 0 { throw TaskExecutionError(message: "once more") }
                return FanOut(children: try result.outputs(of: double).map { double.child($0) })
            } finalize: { (result, _) in
                try result.outputs(of: double).reduce(0, +)
            }
        )
        let parent = try executor.register(
            .parent("parent", finalize: sum) { (numbers: [Int], _) in
                FanOut(7, children: numbers.map { double.child($0) })
            }
        )
        try await executor.start()
        let handle = try await executor.enqueue(parent, [1, 2, 3])
        #expect(try await handle.result() == 24)
        let row = try await handle.snapshot()
        #expect(row.finalize?.taskID == "sum")
        #expect(row.activeChildrenCount == 0)
        #expect(row.closeStatus == .closed)
        await executor.shutdown()
        let finalizeID = try #require(row.finalize?.executionID)
        let finalize = try await fixture.storage.stored(finalizeID)
        #expect(finalize.retryAttempts == 1)
        #expect(finalize.parent?.isFinalizeOfParent == true)
    }

    @Test func aFinalizeThatFailsEndsTheTaskAsFinalizeFailed() async throws {
        let executor = try fixture.executor()
        let double = try executor.register(DurableTask("double") { (number: Int, _) in 2 * number })
        let refusing = try executor.register(
            DurableTask("refusing") { (_: ParentResult<NoValue>, _) -> Int in
                throw TaskExecutionError(message: "no", isRetryable: false)
            }
        )
        let byFunction = try executor.register(
            .parent("by_function") { (number: Int, _) in
                FanOut(children: [double.child(number)])
            } finalize: { (_, _) -> Int in
                throw TaskExecutionError(message: "no")
            }
        )
        let byTask = try executor.register(
            .parent("by_task", finalize: refusing) { (number: Int, _) in
                FanOut(children: [double.child(number)])
            }
        )
        try await executor.start()
        for task in [byFunction, byTask] {
            let end = try await executor.enqueue(task, 1).wait()
            #expect(end.status == .finalizeFailed)
            #expect(end.error?.message.hasSuffix("no") == true)
        }
        await executor.shutdown()
    }

    @Test func aBodyThatFailsIsTriedAgainAndHasNoChildrenBefore() async throws {
        let executor = try fixture.executor()
        let double = try executor.register(DurableTask("double") { (number: Int, _) in 2 * number })
        let parent = try executor.register(
            .parent("parent", options: TaskOptions(retry: RetryPolicy(maxRetries: 2))) {
                (number: Int, context) in
                if context.attempt < 2 { throw TaskExecutionError(message: "not yet") }
                return FanOut(context.attempt, children: [double.child(number)])
            }
        )
        try await executor.start()
        let handle = try await executor.enqueue(parent, 4)
        let result = try await handle.result()
        #expect(result.output == 2)
        #expect(try result.outputs(of: double) == [8])
        #expect(try await fixture.storage.base.children(ofExecutions: [handle.executionID])[0].count == 1)
        await executor.shutdown()
    }

    @Test func aChildHasItsOwnOptions() async throws {
        let executor = try fixture.executor()
        let double = try executor.register(DurableTask("double") { (number: Int, _) in 2 * number })
        let parent = try executor.register(
            .parent("parent") { (number: Int, _) in
                FanOut(
                    children: [
                        double.child(
                            number, retry: RetryPolicy(maxRetries: 3), delay: .seconds(5), timeout: .seconds(9)
                        )
                    ]
                )
            }
        )
        try await executor.start()
        let start = fixture.clock.now
        let handle = try await executor.enqueue(parent, 1)
        while try await handle.snapshot().status != .waitingForChildren { await Task.yield() }
        let child = try await fixture.storage.base.children(ofExecutions: [handle.executionID])[0][0]
        #expect(child.retryPolicy.maxRetries == 3)
        #expect(child.timeoutMs == 9_000)
        #expect(child.startAt == start + 5_000)
        #expect(child.parent?.isOnlyChildOfParent == true)
        await fixture.advance(to: start + 3_333)
        await fixture.advance(to: start + 5_000)
        #expect(try await handle.result().outputs(of: double) == [2])
        await executor.shutdown()
    }

    @Test func whatABodyCanNotReturnEndsIt() async throws {
        let executor = try fixture.executor { $0.maxChildren = 2 }
        let other = try fixture.executor()
        let double = try executor.register(DurableTask("double") { (number: Int, _) in 2 * number })
        let unknown = try other.register(DurableTask("unknown") { (number: Int, _) in number })
        let tooMany = try executor.register(
            .parent("too_many", options: TaskOptions(retry: RetryPolicy(maxRetries: 9))) { (number: Int, _) in
                FanOut(children: (0..<number).map { double.child($0) })
            }
        )
        let stranger = try executor.register(
            .parent("stranger", options: TaskOptions(retry: RetryPolicy(maxRetries: 9))) {
                (number: Int, _) in
                FanOut(children: [unknown.child(number)])
            }
        )
        let invalid = try executor.register(
            .parent("invalid", options: TaskOptions(retry: RetryPolicy(maxRetries: 9))) { (number: Int, _) in
                FanOut(children: [double.child(number, timeout: .zero)])
            }
        )
        try await executor.start()
        #expect(try await executor.enqueue(tooMany, 2).wait().status == .completed)
        for task in [tooMany, stranger, invalid] {
            let handle = try await executor.enqueue(task, 3)
            let end = try await handle.wait()
            #expect(end.status == .failed)
            #expect(end.retryAttempts == 0)
            #expect(end.error?.isInternal == true)
            #expect(try await fixture.storage.base.children(ofExecutions: [handle.executionID])[0].isEmpty)
        }
        await executor.shutdown()
    }

    @Test func aFinalizeTaskHasToBeRegisteredBefore() async throws {
        let executor = try fixture.executor()
        let finalize = DurableTask("finalize") { (result: ParentResult<Int>, _) in result.output }
        await expectError(.taskNotRegistered) {
            _ = try executor.register(
                .parent("parent", finalize: finalize) { (number: Int, _) in
                    FanOut(number, children: [])
                }
            )
        }
    }

    @Test func theInputOfAParentIsValidated() async throws {
        let executor = try fixture.executor()
        let parent = try executor.register(
            .parent("parent") { (number: Int, _) in FanOut(number, children: []) }
                .validating { number in if number < 0 { throw TaskExecutionError(message: "negative") } }
        )
        try await executor.start()
        let end = try await executor.enqueue(parent, -1).wait()
        #expect(end.status == .failed)
        #expect(end.error == TaskExecutionError(message: "negative", isRetryable: false))
        await executor.shutdown()
    }
}
