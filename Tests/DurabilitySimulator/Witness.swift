import DurableExecution

/// Sees each change of the table, and tells what must not be.
struct Witness: Sendable {
    private(set) var violations: [String] = []
    private(set) var digest: UInt64 = 0xCBF2_9CE4_8422_2325
    /// By execution and executor: how often it was claimed, less how often its body began.
    private var openClaims: [String: Int] = [:]

    mutating func report(_ violation: String) {
        if violations.count < 10 { violations.append(violation) }
    }

    mutating func see(_ before: [TaskExecution], _ after: [TaskExecution], by executorID: String, at now: Int64) {
        guard before != after else { return }
        for index in before.indices where before[index] != after[index] {
            let change = RowChange(old: before[index], new: after[index], executorID: executorID, now: now)
            note(index, change.new, now)
            for wrong in change.wrongs { report("at \(now) \(describe(change.new)): \(wrong)") }
            if change.isClosed, after.contains(where: { $0.isUnfinishedChild(of: change.new) }) {
                report("at \(now) \(describe(change.new)): it is closed before its children have ended")
            }
            if change.isClaim { openClaims[change.new.executionID + executorID, default: 0] += 1 }
        }
        for index in before.count..<after.count {
            note(index, after[index], now)
            for wrong in wrongs(ofInserted: after[index], in: after) {
                report("at \(now) \(describe(after[index])): \(wrong)")
            }
        }
        checkCounts(after, at: now)
    }

    mutating func bodyBegan(_ executionID: String, in executorID: String) {
        let isClaimed = openClaims[executionID + executorID, default: 0] > 0
        if !isClaimed { report("the body of \(executionID) began in \(executorID), which had not claimed it") }
        openClaims[executionID + executorID, default: 0] -= 1
    }

    /// A parent's count is that of its children that were not taken off it yet.
    private mutating func checkCounts(_ rows: [TaskExecution], at now: Int64) {
        var active: [String: Int] = [:]
        for row in rows where row.closeStatus == .idle {
            if let parent = row.parent, !parent.isFinalizeOfParent { active[parent.executionID, default: 0] += 1 }
        }
        for row in rows where row.activeChildrenCount != active[row.executionID, default: 0] {
            report(
                "at \(now) \(describe(row)): it counts \(row.activeChildrenCount) active children and has "
                    + "\(active[row.executionID, default: 0])"
            )
        }
    }

    private func wrongs(ofInserted row: TaskExecution, in rows: [TaskExecution]) -> [String] {
        guard let parent = row.parent else { return [] }
        var wrongs: [String] = []
        let sisters = rows.filter { other in
            other.parent?.executionID == parent.executionID
                && other.parent?.indexInParentChildren == parent.indexInParentChildren
                && other.parent?.isFinalizeOfParent == parent.isFinalizeOfParent
        }
        if sisters.count > 1 { wrongs.append("its parent went on twice: there is another one in its place") }
        if rows.first(where: { $0.executionID == parent.executionID })?.isFinished == true {
            wrongs.append("its parent had finished")
        }
        return wrongs
    }

    private func describe(_ row: TaskExecution) -> String {
        "\(row.taskID) \(row.executionID), \(row.status) and \(row.closeStatus)"
    }

    private mutating func note(_ index: Int, _ row: TaskExecution, _ now: Int64) {
        let line = "\(index) \(row.taskID) \(row.status) \(row.closeStatus) \(row.output ?? "-") \(now)"
        for byte in line.utf8 { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
}

extension TaskExecution {
    fileprivate func isUnfinishedChild(of other: TaskExecution) -> Bool {
        !isFinished && parent?.executionID == other.executionID
    }
}
