/// An execution with its descendants.
public struct TaskExecutionTree: Sendable, Hashable {
    /// With which execution a tree begins.
    public enum Start: Sendable, Hashable, CaseIterable {
        /// With the one that was asked for.
        case itself
        /// With the one at the top of its tree.
        case root
    }

    public struct Node: Sendable, Hashable {
        public var execution: TaskExecutionSummary
        /// How many nodes are above it.
        public var depth: Int

        public init(execution: TaskExecutionSummary, depth: Int) {
            self.execution = execution
            self.depth = depth
        }

        public var isFinalize: Bool { depth > 0 && execution.parent?.isFinalizeOfParent == true }
    }

    /// Each execution before its children, these in their order, with what is below each, and the finalize execution
    /// last. A list, for the iterations of a loop can lie thousands of levels deep.
    public var nodes: [Node]
    /// The rows of the tree that can't be read; what is below them is missing.
    public var undecodable: [TaskExecutionDecodingError]

    public init(nodes: [Node], undecodable: [TaskExecutionDecodingError] = []) {
        self.nodes = nodes
        self.undecodable = undecodable
    }
}

extension TaskExecutionTree {
    /// Puts a tree together level by level.
    ///
    /// - Parameter children: All children of these executions, those of one parent in the order of their index.
    package init(
        of top: TaskExecutionSummary, isolation: isolated (any Actor)? = #isolation,
        children: ([String]) async throws -> (
            executions: [TaskExecutionSummary], undecodable: [TaskExecutionDecodingError]
        )
    ) async rethrows {
        var families: [ExactText: [TaskExecutionSummary]] = [:]
        var undecodable: [TaskExecutionDecodingError] = []
        // Damaged rows may be each other's parents.
        var seen: Set<ExactText> = [ExactText(top.executionID)]
        var level = [top.executionID]
        while !level.isEmpty {
            let found = try await children(level)
            undecodable += found.undecodable
            let new = found.executions.filter { seen.insert(ExactText($0.executionID)).inserted }
            for child in new { families[ExactText(child.parent?.executionID ?? ""), default: []].append(child) }
            level = new.map(\.executionID)
        }
        self.init(nodes: Self.nodes(from: top, families), undecodable: undecodable)
    }

    private static func nodes(
        from top: TaskExecutionSummary, _ families: [ExactText: [TaskExecutionSummary]]
    ) -> [Node] {
        var nodes: [Node] = []
        var pending = [Node(execution: top, depth: 0)]
        while let node = pending.popLast() {
            nodes.append(node)
            let family = families[ExactText(node.execution.executionID)] ?? []
            let children = family.map { Node(execution: $0, depth: node.depth + 1) }
            pending += (children.filter { !$0.isFinalize } + children.filter(\.isFinalize)).reversed()
        }
        return nodes
    }
}
