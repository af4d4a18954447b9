/// What has to be known of an execution in order to delete it.
package struct PrunableRow: Sendable {
    package var rowID: Int64
    package var executionID: String
    package var parentExecutionID: String?
    /// Finished and closed: nothing will change it any more. An execution that can't be read is not over.
    package var isOver: Bool

    package init(rowID: Int64, executionID: String, parentExecutionID: String? = nil, isOver: Bool) {
        self.rowID = rowID
        self.executionID = executionID
        self.parentExecutionID = parentExecutionID
        self.isOver = isOver
    }
}

/// How the rows of a storage are read and deleted in the present transaction.
package struct PrunableRows {
    package typealias Read<Keys> = (Keys) async throws -> [PrunableRow]

    /// The rows with these keys.
    package var withIDs: Read<[Int64]>
    /// The rows of these executions.
    package var withExecutionIDs: Read<[String]>
    /// Children of these executions, in any order, and no more than a number of them.
    package var children: (_ parents: [String], _ limit: Int) async throws -> [PrunableRow]
    /// The finished children of an execution in the order of their keys, from behind one on, and no more than a number.
    package var finishedChildren: (_ parent: String, _ after: Int64, _ limit: Int) async throws -> [PrunableRow]
    /// Whether an execution has a child that is not finished.
    package var hasUnfinishedChild: (_ parent: String) async throws -> Bool
    package var delete: (_ rowIDs: [Int64]) async throws -> Void

    package init(
        withIDs: @escaping Read<[Int64]>, withExecutionIDs: @escaping Read<[String]>,
        children: @escaping (_ parents: [String], _ limit: Int) async throws -> [PrunableRow],
        finishedChildren: @escaping (_ parent: String, _ after: Int64, _ limit: Int) async throws -> [PrunableRow],
        hasUnfinishedChild: @escaping (_ parent: String) async throws -> Bool,
        delete: @escaping (_ rowIDs: [Int64]) async throws -> Void
    ) {
        self.withIDs = withIDs
        self.withExecutionIDs = withExecutionIDs
        self.children = children
        self.finishedChildren = finishedChildren
        self.hasUnfinishedChild = hasUnfinishedChild
        self.delete = delete
    }
}

/// The trees below some topmost executions, of which those are wanted that are over as a whole and small enough to be deleted
/// in one transaction.
package struct FinishedTrees: Sendable {
    /// The rows to delete.
    package private(set) var rowIDs: [Int64] = []
    package private(set) var count = 0
    /// The last topmost execution that was decided on; `nil` if it was every one.
    package private(set) var last: Int64?
    /// The first one, if its tree has more rows than the limit.
    package private(set) var large: PrunableRow?

    /// - Parameters:
    ///   - roots: In the order of their row ids.
    ///   - limit: The most rows to take, and at most four times as many to look at.
    package init(
        of roots: [PrunableRow], limit: Int, in rows: PrunableRows, isolation: isolated (any Actor)? = #isolation
    ) async throws {
        var number = roots.count
        while number > 0 {
            if let trees = try await Self.trees(of: roots.prefix(number), limit: limit.multipliedClamped(4), in: rows) {
                take(trees, of: roots.prefix(number), limit: limit)
                if number < roots.count { last = last ?? roots[number - 1].rowID }
                return
            }
            if number == 1 { large = roots[0] }
            number = number == 1 ? 0 : max(1, number / 4)
        }
    }

    private mutating func take(_ trees: [[Int64]?], of roots: ArraySlice<PrunableRow>, limit: Int) {
        for (index, tree) in trees.enumerated() {
            guard let tree else { continue }
            if rowIDs.count + tree.count > limit {
                if count == 0, tree.count > limit {
                    large = roots[roots.startIndex + index]
                } else {
                    last = roots[roots.startIndex + index - 1].rowID
                }
                return
            }
            rowIDs += tree
            count += 1
        }
    }

    /// For each root the rows of its tree, `nil` for one that is not over; a level at a time for all of them. `nil` if there are
    /// more rows than the limit.
    private static func trees(
        of roots: ArraySlice<PrunableRow>, limit: Int, in rows: PrunableRows,
        isolation: isolated (any Actor)? = #isolation
    ) async throws -> [[Int64]?]? {
        var trees: [[Int64]?] = roots.map { $0.isOver ? [$0.rowID] : nil }
        var level: [ExactText: Int] = [:]
        for (tree, root) in roots.enumerated() where root.isOver { level[ExactText(root.executionID)] = tree }
        // Damaged rows may be each other's parents.
        var seen = Set(roots.map(\.rowID))
        while !level.isEmpty {
            let remaining = limit - (seen.count - roots.count)
            let children = try await rows.children(level.keys.map(\.string), remaining + 1)
            if children.count > remaining { return nil }
            var next: [ExactText: Int] = [:]
            for row in children {
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

extension Int {
    fileprivate func multipliedClamped(_ factor: Int) -> Int {
        let (product, overflow) = multipliedReportingOverflow(by: factor)
        return overflow ? .max - 1 : product
    }
}
