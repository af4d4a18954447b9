import ArgumentParser
import DurableExecutionStorage

struct Tree: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows an execution with all that it has brought forth.",
        discussion: """
            For example:

              durable tree te_06gq2k --database tasks.db

            The tree begins with the execution at its top, of which the one that was given may be any descendant. Rows \
            that can't be read are named on standard error, with --json in the object.

            \(ExitStatus.queryDiscussion)
            """
    )

    @Argument(help: ArgumentHelp("An execution of the tree.", valueName: "execution-id")) var id: String
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var table: TableOptions
    @Flag(help: "Begin with the execution itself.") var fromItself = false
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let tree = try await database.withExecutions(in: table, isReadOnly: true) { storage in
            try await storage.tree(ofExecution: id, from: fromItself ? .itself : .root)
        }
        guard let tree else { throw CommandFailure("there is no execution “\(id.printable)”", status: .nothingFound) }
        let executions = tree.nodes.map { node in
            JSONValue(
                node.execution, adding: ["depth": .number(node.depth), "isFinalize": .boolean(node.isFinalize)]
            )
        }
        let report: [String: JSONValue] = [
            "executions": .array(executions), "undecodable": .array(tree.undecodable.map { JSONValue($0) }),
        ]
        let now = SystemDurableClock().now
        let lines = zip(tree.branches, tree.nodes).map { branch, node in
            let execution = node.execution
            let name = execution.taskID + (node.isFinalize ? " (finalize)" : "")
            let line = "\(name)  \(execution.status.text)  \(execution.duration(now: now))  \(execution.executionID)"
            return branch + (line + (execution.error.map { "  \($0.message)" } ?? "")).printable
        }
        try output.print(report, lines: lines)
        if !output.json { for error in tree.undecodable { error.warn() } }
    }
}

extension TaskExecutionTree {
    /// What stands before each execution, so that one sees whose child it is.
    var branches: [String] {
        var branches: [String] = []
        // From the end: whether there is a later sibling, for each depth.
        var hasNext: [Bool] = []
        for node in nodes.reversed() {
            while hasNext.count <= node.depth { hasNext.append(false) }
            let stems = hasNext.prefix(node.depth).dropFirst().map { $0 ? "│  " : "   " }.joined()
            branches.append(node.depth == 0 ? "" : stems + (hasNext[node.depth] ? "├─ " : "└─ "))
            hasNext[node.depth] = true
            hasNext.removeSubrange((node.depth + 1)...)
        }
        return branches.reversed()
    }
}
