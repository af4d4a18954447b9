/// What has to be known of an execution in order to delete it.
package struct PrunableRow: Sendable {
    package var rowID: Int64
    package var executionID: String
    package var parentExecutionID: String?
    /// Finished and closed: nobody will change it any more. An execution that can't be read is not over.
    package var isOver: Bool

    package init(rowID: Int64, executionID: String, parentExecutionID: String? = nil, isOver: Bool) {
        self.rowID = rowID
        self.executionID = executionID
        self.parentExecutionID = parentExecutionID
        self.isOver = isOver
    }
}

/// The trees below some topmost executions, of which those are wanted that are over as a whole.
package struct FinishedTrees: Sendable {
    /// The rows to delete.
    package private(set) var rowIDs: [Int64] = []
    package private(set) var count = 0
    /// The last topmost execution that was decided on; `nil` where it was every one.
    package private(set) var last: Int64?

    /// - Parameters:
    ///   - roots: In the order of their row ids.
    ///   - limit: About how many rows to take; one tree is taken however large it is.
    ///   - children: The children of all these executions.
    package init(
        of roots: [PrunableRow], limit: Int, isolation: isolated (any Actor)? = #isolation,
        children: ([String]) async throws -> [PrunableRow]
    ) async rethrows {
        let trees = try await Self.trees(of: roots, children: children)
        for index in roots.indices {
            guard let tree = trees[index] else { continue }
            if count > 0, rowIDs.count + tree.count > limit {
                last = roots[index - 1].rowID
                return
            }
            rowIDs += tree
            count += 1
        }
    }

    /// For each root the rows of its tree; `nil` for one that is not over. A level at a time for all of them.
    private static func trees(
        of roots: [PrunableRow], isolation: isolated (any Actor)? = #isolation,
        children: ([String]) async throws -> [PrunableRow]
    ) async rethrows -> [[Int64]?] {
        var trees: [[Int64]?] = roots.map { $0.isOver ? [$0.rowID] : nil }
        var level: [ExactText: Int] = [:]
        // Damaged rows may be each other's parents.
        var seen: Set<Int64> = []
        for (tree, root) in roots.enumerated() where root.isOver {
            level[ExactText(root.executionID)] = tree
            seen.insert(root.rowID)
        }
        while !level.isEmpty {
            var next: [ExactText: Int] = [:]
            for row in try await children(level.keys.map(\.string)) {
                guard let tree = level[ExactText(row.parentExecutionID ?? "")] else { continue }
                if !row.isOver { trees[tree] = nil }
                guard trees[tree] != nil, seen.insert(row.rowID).inserted else { continue }
                trees[tree]?.append(row.rowID)
                next[ExactText(row.executionID)] = tree
            }
            level = next.filter { trees[$0.value] != nil }
        }
        return trees
    }
}
