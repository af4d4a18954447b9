import DurableExecution
import DurableExecutionTesting
import Testing

/// A tree with every kind of parent in it.
enum SampleTree {
    private static func register(with executor: DurableExecutor) throws -> DurableTask<Int, Int> {
        let double = try executor.register(DurableTask("double") { (number: Int, _) in 2 * number })
        let chain = try executor.register(.sequential("chain", double.then(double)))
        let check = try executor.register(
            DurableTask("check") { (_: Int, context) -> LoopIteration<Int> in
                context.indexInParent == 2 ? .done(3) : .again
            }
        )
        let loop = try executor.register(.looping("loop", repeating: check, maxIterations: 5))
        let sum = try executor.register(
            DurableTask("sum") { (result: ParentResult<Int>, _) in
                try result.output + result.outputs(of: chain).reduce(0, +)
                    + result.outputs(of: loop).compactMap(\.output).reduce(0, +)
            }
        )
        let branch = try executor.register(
            .parent("branch", finalize: sum) { (number: Int, _) in
                FanOut(number, children: [chain.child(number), loop.child(number)])
            }
        )
        return try executor.register(
            .parent("root") { (number: Int, _) in
                FanOut(children: [branch.child(number)])
            } finalize: { (result, _) in
                try result.outputs(of: branch)[0]
            }
        )
    }

    /// Stores the root, from an executor that runs nothing.
    static func enqueue(_ storage: any TaskExecutionsStorage, _ clock: ManualClock) async throws -> String {
        let client = try DurableExecutor(storage: storage, clock: clock)
        return try await client.enqueue(register(with: client), 10).executionID
    }

    /// An executor that runs the tree.
    static func start(_ storage: any TaskExecutionsStorage, _ clock: ManualClock) async throws -> DurableExecutor {
        var configuration = DurableExecutor.Configuration()
        // Recovery has to come long before any timeout.
        configuration.leaseDuration = .seconds(1)
        // A call that fails after its effect loses a run; how often that may happen is not what is tried here.
        configuration.maxRecoveries = 1000
        configuration.pollInterval = .milliseconds(250)
        configuration.shutdownTimeout = .zero
        configuration.shutdownCancellationTimeout = .zero
        let executor = try DurableExecutor(storage: storage, configuration: configuration, clock: clock)
        _ = try register(with: executor)
        try await executor.start()
        return executor
    }

    /// The execution and all below it; `nil` as long as one of them is not closed.
    static func closed(_ id: String, _ storage: any TaskExecutionsStorage) async throws -> [TaskExecution]? {
        var all = try await storage.get([TaskExecutionLookup(executionID: id)]).compactMap { $0 }
        var level = all
        while !level.isEmpty {
            level = try await storage.children(ofExecutions: level.map(\.executionID)).flatMap { $0 }
            all += level
        }
        return all.allSatisfy { $0.closeStatus == .closed } ? all : nil
    }

    /// Everything has run to its end, nothing is there twice, and every count is 0.
    static func expectFinished(
        _ id: String, _ storage: any TaskExecutionsStorage, _ comment: Comment,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let tree = try #require(try await closed(id, storage), comment, sourceLocation: sourceLocation)
        let taskIDs = ["branch", "chain", "check", "check", "check", "double", "double", "loop", "root", "sum"]
        #expect(tree[0].output == "\(10 + 40 + 3)", comment, sourceLocation: sourceLocation)
        #expect(tree.map(\.taskID).sorted() == taskIDs, comment, sourceLocation: sourceLocation)
        for execution in tree {
            #expect(
                execution.status == .completed,
                "\(comment), \(execution.taskID): \(String(describing: execution.error))",
                sourceLocation: sourceLocation)
        }
        #expect(tree.allSatisfy { $0.activeChildrenCount == 0 }, comment, sourceLocation: sourceLocation)
    }
}
