/// The executions of an in-memory storage, and every index on them.
struct TaskExecutionRows: Sendable {
    private var executions: [Int: TaskExecution] = [:]
    private var lastRowID = 0
    private(set) var order = RowOrder()
    private var rowIDsByExecutionID: [ExactText: Int] = [:]
    private var rowIDsBySleepingTaskUniqueID: [ExactText: Int] = [:]
    private var rowIDsByParentExecutionID: [ExactText: Set<Int>] = [:]
    private var selectorIndex = SelectorIndex()

    var all: Dictionary<Int, TaskExecution>.Values { executions.values }

    subscript(rowID: Int) -> TaskExecution? { executions[rowID] }

    func rowID(executionID: String) -> Int? {
        rowIDsByExecutionID[ExactText(executionID)]
    }

    func rowID(sleepingTaskUniqueID: String) -> Int? {
        rowIDsBySleepingTaskUniqueID[ExactText(sleepingTaskUniqueID)]
    }

    /// In the order in which they were inserted.
    func rowIDs(parentExecutionID: String) -> [Int] {
        rowIDsByParentExecutionID[ExactText(parentExecutionID)]?.sorted() ?? []
    }

    /// Some of them, in no order.
    func rowIDs(parentExecutionID: String, limit: Int) -> [Int] {
        rowIDsByParentExecutionID[ExactText(parentExecutionID)].map { Array($0.prefix(limit)) } ?? []
    }

    func rowIDs(of selector: TaskExecutionSelector, limit: Int) -> [Int] {
        limit <= 0 ? [] : selectorIndex.rowIDs(of: selector, limit: limit)
    }

    /// Whether all of them can be inserted together.
    func checkUniqueness(of newExecutions: [TaskExecution]) throws(TaskExecutionExistsError) {
        var executionIDs: Set<ExactText> = []
        var sleepingTaskUniqueIDs: Set<ExactText> = []
        for execution in newExecutions {
            let id = ExactText(execution.executionID)
            guard rowIDsByExecutionID[id] == nil, executionIDs.insert(id).inserted else {
                throw TaskExecutionExistsError(.executionID(execution.executionID))
            }
            guard let uniqueID = execution.sleepingTaskUniqueID else { continue }
            let key = ExactText(uniqueID)
            guard rowIDsBySleepingTaskUniqueID[key] == nil, sleepingTaskUniqueIDs.insert(key).inserted else {
                throw TaskExecutionExistsError(.sleepingTaskUniqueID(uniqueID))
            }
        }
    }

    /// Inserts all, or none.
    mutating func insert(_ newExecutions: [TaskExecution]) throws(TaskExecutionExistsError) {
        try checkUniqueness(of: newExecutions)
        for execution in newExecutions {
            lastRowID += 1
            executions[lastRowID] = execution
            order.append(lastRowID)
            rowIDsByExecutionID[ExactText(execution.executionID)] = lastRowID
            if let uniqueID = execution.sleepingTaskUniqueID {
                rowIDsBySleepingTaskUniqueID[ExactText(uniqueID)] = lastRowID
            }
            if let parent = execution.parent {
                rowIDsByParentExecutionID[ExactText(parent.executionID), default: []].insert(lastRowID)
            }
            selectorIndex.insert(execution, rowID: lastRowID)
        }
    }

    /// Changes anything but the ids, the parent and the sleeping flag, and returns the row as it stands then.
    @discardableResult
    mutating func change(_ rowID: Int, _ body: (inout TaskExecution) -> Void) -> TaskExecution? {
        guard let old = executions[rowID] else { return nil }
        var new = old
        body(&new)
        executions[rowID] = new
        selectorIndex.update(from: old, to: new, rowID: rowID)
        return new
    }

    mutating func delete(_ rowID: Int) {
        guard let execution = executions.removeValue(forKey: rowID) else { return }
        order.delete { executions[$0] != nil }
        rowIDsByExecutionID[ExactText(execution.executionID)] = nil
        if let uniqueID = execution.sleepingTaskUniqueID {
            rowIDsBySleepingTaskUniqueID[ExactText(uniqueID)] = nil
        }
        if let parent = execution.parent {
            let key = ExactText(parent.executionID)
            rowIDsByParentExecutionID[key]?.remove(rowID)
            if rowIDsByParentExecutionID[key]?.isEmpty == true {
                rowIDsByParentExecutionID[key] = nil
            }
        }
        selectorIndex.remove(execution, rowID: rowID)
    }
}
