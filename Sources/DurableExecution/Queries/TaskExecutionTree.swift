/// An execution with its descendants.
public struct TaskExecutionTree: Sendable, Hashable {
    /// With which execution a tree begins.
    public enum Start: Sendable, Hashable, CaseIterable {
        /// With the one that was asked for.
        case itself
        /// With the one at the top of its tree.
        case root
    }

    /// An execution in the tree.
    public struct Node: Sendable, Hashable {
        /// The execution.
        public var execution: TaskExecutionSummary
        /// How many nodes are above it.
        public var depth: Int

        /// Creates a node.
        public init(execution: TaskExecutionSummary, depth: Int) {
            self.execution = execution
            self.depth = depth
        }

        /// Whether it is the finalize task of its parent.
        public var isFinalize: Bool { depth > 0 && execution.parent?.isFinalizeOfParent == true }
    }

    /// Each execution before its children, these in their order, with what is below each, and the finalize execution
    /// last. A list, for the iterations of a loop can lie thousands of levels deep.
    public var nodes: [Node]
    /// The rows of the tree that can't be read; what is below them is missing.
    public var undecodable: [TaskExecutionDecodingError]
    /// Whether these are all executions of the tree, and not only as many as were asked for.
    public var isComplete: Bool

    /// A tree of these nodes.
    public init(nodes: [Node], undecodable: [TaskExecutionDecodingError] = [], isComplete: Bool = true) {
        self.nodes = nodes
        self.undecodable = undecodable
        self.isComplete = isComplete
    }
}

extension TaskExecutionTree {
    /// Puts a tree together level by level.
    ///
    /// - Parameters:
    ///   - limit: The most executions that the tree has.
    ///   - children: The children of these executions, those of one parent in the order of their index, and no more than
    ///     the number that is given.
    package init(
        of top: TaskExecutionSummary, limit: Int, isolation: isolated (any Actor)? = #isolation,
        children: ([String], Int) async throws -> (
            executions: [TaskExecutionSummary], undecodable: [TaskExecutionDecodingError]
        )
    ) async rethrows {
        var families: [ExactText: [TaskExecutionSummary]] = [:]
        var undecodable: [TaskExecutionDecodingError] = []
        // Damaged rows may be each other's parents.
        var seen: Set<ExactText> = [ExactText(top.executionID)]
        var level = [top.executionID]
        var isComplete = true
        while !level.isEmpty {
            let remaining = max(0, limit - seen.count - undecodable.count)
            // One more tells whether there are others.
            let found = try await children(level, remaining == .max ? .max : remaining + 1)
            undecodable += found.undecodable
            let new = found.executions.filter { seen.insert(ExactText($0.executionID)).inserted }
            for child in new.prefix(remaining) {
                families[ExactText(child.parent?.executionID ?? ""), default: []].append(child)
            }
            if found.executions.count + found.undecodable.count > remaining {
                isComplete = false
                break
            }
            level = new.map(\.executionID)
        }
        self.init(nodes: Self.nodes(from: top, families), undecodable: undecodable, isComplete: isComplete)
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
