/// The executions of an in-memory storage, and every index on them.
struct TaskExecutionRows: Sendable {
    private var executions: [Int: TaskExecution] = [:]
    private var lastRowId = 0
    private(set) var order = RowOrder()
    private var rowIdsByExecutionId: [ExactText: Int] = [:]
    private var rowIdsBySleepingTaskUniqueId: [ExactText: Int] = [:]
    private var rowIdsByParentExecutionId: [ExactText: Set<Int>] = [:]
    private var selectorIndex = SelectorIndex()

    var all: Dictionary<Int, TaskExecution>.Values { executions.values }

    subscript(rowId: Int) -> TaskExecution? { executions[rowId] }

    func rowId(executionId: String) -> Int? {
        rowIdsByExecutionId[ExactText(executionId)]
    }

    func rowId(sleepingTaskUniqueId: String) -> Int? {
        rowIdsBySleepingTaskUniqueId[ExactText(sleepingTaskUniqueId)]
    }

    /// In the order in which they were inserted.
    func rowIds(parentExecutionId: String) -> [Int] {
        rowIdsByParentExecutionId[ExactText(parentExecutionId)]?.sorted() ?? []
    }

    func rowIds(of selector: TaskExecutionSelector, limit: Int) -> [Int] {
        limit <= 0 ? [] : selectorIndex.rowIds(of: selector, limit: limit)
    }

    /// Whether all of them can be inserted together.
    func checkUniqueness(of newExecutions: [TaskExecution]) throws(TaskExecutionExistsError) {
        var executionIds: Set<ExactText> = []
        var sleepingTaskUniqueIds: Set<ExactText> = []
        for execution in newExecutions {
            let id = ExactText(execution.executionId)
            guard rowIdsByExecutionId[id] == nil, executionIds.insert(id).inserted else {
                throw TaskExecutionExistsError(.executionId(execution.executionId))
            }
            guard let uniqueId = execution.sleepingTaskUniqueId else { continue }
            let key = ExactText(uniqueId)
            guard rowIdsBySleepingTaskUniqueId[key] == nil, sleepingTaskUniqueIds.insert(key).inserted else {
                throw TaskExecutionExistsError(.sleepingTaskUniqueId(uniqueId))
            }
        }
    }

    /// Inserts all, or none.
    mutating func insert(_ newExecutions: [TaskExecution]) throws(TaskExecutionExistsError) {
        try checkUniqueness(of: newExecutions)
        for execution in newExecutions {
            lastRowId += 1
            executions[lastRowId] = execution
            order.append(lastRowId)
            rowIdsByExecutionId[ExactText(execution.executionId)] = lastRowId
            if let uniqueId = execution.sleepingTaskUniqueId {
                rowIdsBySleepingTaskUniqueId[ExactText(uniqueId)] = lastRowId
            }
            if let parent = execution.parent {
                rowIdsByParentExecutionId[ExactText(parent.executionId), default: []].insert(lastRowId)
            }
            selectorIndex.insert(execution, rowId: lastRowId)
        }
    }

    /// Changes anything but the ids, the parent and the sleeping flag, and returns the row as it stands then.
    @discardableResult
    mutating func change(_ rowId: Int, _ body: (inout TaskExecution) -> Void) -> TaskExecution? {
        guard let old = executions[rowId] else { return nil }
        var new = old
        body(&new)
        executions[rowId] = new
        selectorIndex.update(from: old, to: new, rowId: rowId)
        return new
    }

    mutating func delete(_ rowId: Int) {
        guard let execution = executions.removeValue(forKey: rowId) else { return }
        order.delete { executions[$0] != nil }
        rowIdsByExecutionId[ExactText(execution.executionId)] = nil
        if let uniqueId = execution.sleepingTaskUniqueId {
            rowIdsBySleepingTaskUniqueId[ExactText(uniqueId)] = nil
        }
        if let parent = execution.parent {
            let key = ExactText(parent.executionId)
            rowIdsByParentExecutionId[key]?.remove(rowId)
            if rowIdsByParentExecutionId[key]?.isEmpty == true {
                rowIdsByParentExecutionId[key] = nil
            }
        }
        selectorIndex.remove(execution, rowId: rowId)
    }
}
