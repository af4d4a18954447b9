/// A tree with more executions than one transaction may delete. It goes from its leaves up, its topmost execution last, so
/// that it is found again whenever its deletion was broken off.
///
/// The memory that this takes does not depend on the size of the tree.
package enum LargeTree {
    /// How many levels one step goes down at most.
    private static let maxDescent = 1_000

    /// How many executions the tree has; `nil` if one of them is not over.
    ///
    /// - Parameter limit: About how many rows one statement reads.
    package static func size(
        of root: PrunableRow, limit: Int, in rows: PrunableRows, isolation: isolated (any Actor)? = #isolation
    ) async throws -> Int? {
        var size = 1
        // What is pending: the children of some executions, or of one those behind a row.
        var pending: [(parents: [String], after: Int64?)] = [([root.executionID], nil)]
        while let (parents, after) = pending.popLast() {
            try Task.checkCancellation()
            let page: [PrunableRow]
            if let after {
                page = try await rows.finishedChildren(parents[0], after, limit)
                if page.count >= limit, let last = page.last { pending.append((parents, last.rowID)) }
            } else {
                page = try await rows.children(parents, limit + 1)
                if page.count > limit {
                    if parents.count > 1 {
                        pending.append((Array(parents[(parents.count / 2)...]), nil))
                        pending.append((Array(parents[..<(parents.count / 2)]), nil))
                        continue
                    }
                    pending.append((parents, .min))
                    if try await rows.hasUnfinishedChild(parents[0]) { return nil }
                    continue
                }
            }
            if page.contains(where: { !$0.isOver }) { return nil }
            size += page.count
            if !page.isEmpty { pending.append((page.map(\.executionID), nil)) }
        }
        return size
    }

    /// Executions of the tree that have no children, or as far down as one step goes.
    ///
    /// - Parameters:
    ///   - start: Where the last step ended.
    ///   - root: The row of the topmost execution.
    /// - Returns: None if the tree is gone.
    package static func lowest(
        from start: [Int64], root: Int64, limit: Int, in rows: PrunableRows,
        isolation: isolated (any Actor)? = #isolation
    ) async throws -> [Int64] {
        var level = try await rows.withIDs(start)
        if level.isEmpty { level = try await rows.withIDs([root]) }
        for _ in 0..<maxDescent {
            let next = try await rows.children(level.map(\.executionID), limit)
            if next.isEmpty { break }
            level = next
        }
        return level.map(\.rowID)
    }

    /// What one transaction deleted.
    package struct Step: Sendable {
        package var deleted = 0
        /// The rows above those that were deleted.
        package var next: [Int64] = []
        package var isRootDeleted = false
        /// Whether what is lowest can't be deleted, because it is not over.
        package var isStuck = false

        package init(isStuck: Bool = false) { self.isStuck = isStuck }
    }

    /// Deletes those of the rows that have no children, and what thereby has none any more, up to a number.
    ///
    /// Whatever has changed since they were found, no execution loses a child before it is over itself.
    package static func deleteLeaves(
        _ rowIDs: [Int64], root: Int64, limit: Int, in rows: PrunableRows,
        isolation: isolated (any Actor)? = #isolation
    ) async throws -> Step {
        var step = Step()
        var level = try await rows.withIDs(rowIDs)
        while !level.isEmpty, step.deleted < limit {
            let children = try await rows.children(level.map(\.executionID), limit)
            // Of some it is not known then whether they have any.
            if children.count >= limit { break }
            let withChildren = Set(children.map { ExactText($0.parentExecutionID ?? "") })
            let parents = try await rows.withExecutionIDs(Self.parentIDs(of: level, root: root))
            let parentsThatAreOver = Set(parents.filter(\.isOver).map { ExactText($0.executionID) })
            let leaves = level.filter { row in
                row.isOver && !withChildren.contains(ExactText(row.executionID))
                    && (row.rowID == root || parentsThatAreOver.contains(ExactText(row.parentExecutionID ?? "")))
            }
            let deleted = leaves.prefix(limit - step.deleted).map(\.rowID)
            if deleted.isEmpty {
                step.isStuck = step.deleted == 0 && children.isEmpty
                break
            }
            try await rows.delete(deleted)
            step.deleted += deleted.count
            step.isRootDeleted = deleted.contains(root)
            level = step.isRootDeleted ? [] : parents
        }
        step.next = level.map(\.rowID)
        return step
    }

    private static func parentIDs(of level: [PrunableRow], root: Int64) -> [String] {
        Array(Set(level.filter { $0.rowID != root }.compactMap { $0.parentExecutionID.map(ExactText.init) })).map(
            \.string)
    }
}

extension DeletedTaskExecutions {
    /// Nothing is deleted yet, but the next batch begins with a large tree; unless that is not over, which is passed over.
    package init(beginning root: PrunableRow, size: Int?, isDryRun: Bool) {
        self.init(next: FinishedTaskExecutionsCursor(position: root.rowID))
        guard let size else { return }
        if isDryRun {
            (trees, executions) = (1, size)
        } else {
            next?.tree = FinishedTaskExecutionsCursor.OpenTree(root: root.rowID, rows: [])
        }
    }

    /// A part of a large tree is deleted.
    package init(_ step: LargeTree.Step, root: Int64) {
        self.init(
            trees: step.isRootDeleted ? 1 : 0, executions: step.deleted,
            next: FinishedTaskExecutionsCursor(position: root)
        )
        if !step.isRootDeleted, !step.isStuck {
            next?.tree = FinishedTaskExecutionsCursor.OpenTree(root: root, rows: step.next)
        }
    }
}
