import ArgumentParser
import DurableExecutionStorage
import TypedSQL

struct Tree: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows an execution with its descendants.",
        discussion: """
            For example:

              durable tree te_06gq2k --database tasks.db

            The tree begins at the root of the given execution. Rows that can't be decoded are reported on standard error, \
            with --json in the object. Below 16 levels a line begins with the number of levels that are not drawn.

            \(ExitStatus.queryDiscussion)
            """
    )

    @Argument(help: ArgumentHelp("An execution of the tree.", valueName: "execution-id")) var id: String
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var table: TableOptions
    @Flag(help: "Begin with the given execution.") var fromItself = false
    @Option(help: "The maximum number of executions, those near the top first.") var limit = 10_000
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit must be at least 1") }
    }

    func run() async throws {
        let tree = try await database.withExecutions(in: table, isReadOnly: true) { storage in
            try await storage.tree(
                ofExecution: storage.executionID(startingWith: id), from: fromItself ? .itself : .root, limit: limit)
        }
        guard let tree else { throw CommandFailure("there is no execution “\(id)”", status: .nothingFound) }
        try output.print(report(of: tree), lines: lines(of: tree, now: SystemDurableClock().now))
        if !output.json { for error in tree.undecodable { error.warn() } }
    }

    private func report(of tree: TaskExecutionTree) -> [String: JSONValue] {
        let executions = tree.nodes.map { node in
            JSONValue(
                node.execution, adding: ["depth": .number(node.depth), "isFinalize": .boolean(node.isFinalize)]
            )
        }
        return [
            "executions": .array(executions), "undecodable": .array(tree.undecodable.map { JSONValue($0) }),
            "isComplete": .boolean(tree.isComplete),
        ]
    }

    private func lines(of tree: TaskExecutionTree, now: Int64) -> [String] {
        let lines = zip(tree.branches, tree.nodes).map { branch, node in
            let execution = node.execution
            let name = execution.taskID + (node.isFinalize ? " (finalize)" : "")
            let line = "\(name)  \(execution.status.text)  \(execution.duration(now: now))  \(execution.executionID)"
            return branch + line + (execution.error.map { "  \($0.message)" } ?? "")
        }
        return tree.isComplete ? lines : lines + ["there are more: give a --limit above \(limit)"]
    }
}

extension TaskExecutionTree {
    /// How many levels are drawn before an execution; how many more there are stands as a number, so that the output of
    /// a chain grows with its length and not with the square of it.
    private static let drawnLevels = 16

    /// What stands before each execution, so that one sees whose child it is.
    var branches: [String] {
        var branches: [String] = []
        // From the end: whether there is a later sibling, for each depth.
        var hasNext: [Bool] = []
        for node in nodes.reversed() {
            while hasNext.count <= node.depth { hasNext.append(false) }
            branches.append(Self.branch(depth: node.depth, hasNext))
            hasNext[node.depth] = true
            hasNext.removeSubrange((node.depth + 1)...)
        }
        return branches.reversed()
    }

    private static func branch(depth: Int, _ hasNext: [Bool]) -> String {
        if depth == 0 { return "" }
        let hidden = max(0, depth - drawnLevels)
        let stems = hasNext[(hidden + 1)..<max(hidden + 1, depth)].map { $0 ? "│  " : "   " }.joined()
        return (hidden > 0 ? "+\(hidden) " : "") + stems + (hasNext[depth] ? "├─ " : "└─ ")
    }
}
