public import DurableExecution
internal import TaskExecutionsSchema
public import TypedSQL

/// The operations of the storage on an open connection, inside whatever transaction is open there.
///
/// With it executions are stored in the same transaction as the user's own data: both happen, or neither.
///
/// ```swift
/// try await database.transaction { connection in
///     try await connection.run(insert(orders).values { $0.amount = 5 })
///     try await storage.on(connection).insert([execution])
/// }
/// ```
public struct SQLTaskExecutions<Connection: SQLConnection> {
    let connection: Connection
    let statements: TaskExecutionStatements

    /// Inserts all executions, or none.
    ///
    /// - Throws: `TaskExecutionExistsError` if an id is taken.
    public func insert(_ executions: [TaskExecution]) async throws {
        if executions.isEmpty { return }
        try await undoing(insertionOf: executions) { try await insert(InsertChunks(executions)) }
    }

    /// The executions with these ids that match the requirements, `nil` for each that is not there.
    public func get(_ lookups: [TaskExecutionLookup]) async throws -> [TaskExecution?] {
        try await get(lookups, LookupIDs(lookups.map(\.executionID)))
    }

    func get(_ lookups: [TaskExecutionLookup], _ ids: LookupIDs) async throws -> [TaskExecution?] {
        var found = try await executions(by: .executionID, ids).ordered(by: ids.all) { $0.executionID }
        let anything = TaskExecutionRequirements()
        for (position, lookup) in lookups.enumerated() where lookup.requirements != anything {
            if let execution = found[position], !lookup.requirements.matches(execution) { found[position] = nil }
        }
        return found
    }

    /// The sleeping tasks with these unique ids, `nil` for each that is not there.
    public func get(sleepingTaskUniqueIDs ids: [String]) async throws -> [TaskExecution?] {
        try await get(sleepingTaskUniqueIDs: LookupIDs(ids))
    }

    func get(sleepingTaskUniqueIDs ids: LookupIDs) async throws -> [TaskExecution?] {
        try await executions(by: .sleepingTaskUniqueID, ids).ordered(by: ids.all) { $0.sleepingTaskUniqueID ?? "" }
    }

    /// All children of each of these executions, in the order of their index there.
    public func children(ofExecutions ids: [String]) async throws -> [[TaskExecution]] {
        try await children(ofExecutions: LookupIDs(ids))
    }

    func children(ofExecutions ids: LookupIDs) async throws -> [[TaskExecution]] {
        let found = try await executions(by: .parentExecutionID, ids)
        let families = Dictionary(grouping: found) { ExactText($0.parent?.executionID ?? "") }
        return ids.all.map { families[ExactText($0)] ?? [] }
    }

    /// Changes executions and inserts children of those that were changed; says of each request whether there was something
    /// to change. A request whose children can't be inserted is undone alone.
    public func update(_ requests: [TaskExecutionUpdateRequest]) async throws -> [Bool] {
        let plan = UpdatePlan(requests, returnsWhileUpdating: statements.returnsWhileUpdating)
        let outcomes = try await update(requests, by: plan)
        return try outcomes.map { try $0.get() }
    }

    /// Changes the first `limit` executions of a selector and returns them as they stand then, in its order.
    public func updateAndReturn(
        _ selector: TaskExecutionSelector, limit: Int, update: TaskExecutionUpdate
    ) async throws -> SelectedTaskExecutions {
        if limit <= 0 { return SelectedTaskExecutions() }
        let input = SelectedUpdateInput(selector, limit: limit, update)
        if !statements.returnsWhileUpdating {
            // Nobody else writes in between, and the same rows are the first ones both times.
            var selected = try await namedRows(of: statements.selected(selector), with: input)
            if !selected.isEmpty { try await connection.run(statements.updateSelected(selector, update), with: input) }
            selected.apply(update)
            return SelectedTaskExecutions(executions: selected.executions, undecodable: selected.undecodable)
        }
        if selector.showsOrder(after: update) {
            return try await namedRows(of: statements.claim(selector, update), with: input)
                .sorted { selector.order(of: $1) }
        }
        return try await claimWithTimes(selector, input)
    }

    /// Changes the first `limit` executions of a selector and returns how many they were.
    public func updateAndCount(
        _ selector: TaskExecutionSelector, limit: Int, update: TaskExecutionUpdate
    ) async throws -> Int {
        if limit <= 0 { return 0 }
        let input = SelectedUpdateInput(selector, limit: limit, update)
        return try await connection.run(statements.updateSelected(selector, update), with: input)
    }

    /// As ``updateAndCount(_:limit:update:)``; each parent loses as many active children as were changed.
    public func updateAndDecrementParents(
        _ selector: TaskExecutionSelector, limit: Int, update: TaskExecutionUpdate
    ) async throws -> Int {
        if limit <= 0 { return 0 }
        let input = SelectedUpdateInput(selector, limit: limit, update)
        var count = 0
        var finishedChildren: [ExactText: Int] = [:]
        try await connection.run(statements.updateSelectedReturningParents(selector, update), with: input) { row in
            count += 1
            // What is no text is the id of no parent, and must not hold up the others.
            let parent: String? = try? row.next()
            if let parent { finishedChildren[ExactText(parent), default: 0] += 1 }
        }
        // Always in the same order, so that two who lock the same parents do not wait for each other.
        let decrements = finishedChildren.sorted { $0.key.string < $1.key.string }.map {
            ParentDecrement(executionID: $0.key.string, finishedChildren: $0.value, updatedAt: update.updatedAt)
        }
        if decrements.isEmpty { return count }
        try await connection.run(statements.decrementParents(count: decrements.count), for: decrements)
        return count
    }

    /// Changes the finished, or the unfinished, children of each execution.
    public func updateChildren(_ requests: [ChildTaskExecutionsUpdateRequest]) async throws {
        let prepared = try requests.map { try statements.updateChildren($0) }
        try await connection.run(
            count: requests.count, sql: { prepared[$0].sql }, bind: { prepared[$0].bind(requests[$0], to: &$1) },
            row: { _, _ in }
        )
    }
}

extension SQLTaskExecutions {
    /// Inserts executions with few statements; where one fails, what the others have stored is to be undone.
    func insert(_ executions: InsertChunks) async throws {
        let chunks = executions.chunks
        if executions.areOneStatement {
            try await connection.run(statements.insert(chunks[0]), with: chunks[0])
            return
        }
        let inserts = try chunks.map { try statements.insert($0) }
        try await connection.run(
            count: inserts.count, sql: { inserts[$0].sql }, bind: { inserts[$0].bind(chunks[$0], to: &$1) },
            row: { _, _ in }
        )
    }

    /// Runs a part of a transaction that is undone where an id of the executions is taken; only then the database, which may
    /// refuse everything in between, can be asked which one it is.
    private func undoing<Result>(
        insertionOf executions: [TaskExecution], _ body: () async throws -> Result
    ) async throws -> Result {
        try await Self.namingTakenID {
            try await connection.savepoint(body)
        } takenID: {
            try await takenID(of: executions)
        }
    }

    /// Says which id was taken where an insertion fails for that, and inserts again where it is free by then: whoever had it has
    /// deleted it.
    static func namingTakenID<Result>(
        _ insert: () async throws -> Result, takenID: () async throws -> TaskExecutionExistsError?
    ) async throws -> Result {
        for _ in 0..<largestNumberOfTries - 1 {
            do {
                return try await insert()
            } catch let error as any SQLDatabaseError where error.isUniqueViolation {
                if let taken = try await takenID() { throw taken }
            }
        }
        return try await insert()
    }

    /// A table may have unique values of its user's own, about which nothing is found here.
    private static var largestNumberOfTries: Int { 4 }

    /// Which id of executions that could not be inserted was taken.
    func takenID(of executions: [TaskExecution]) async throws -> TaskExecutionExistsError? {
        try refuseDuplicates(in: executions)
        var rest = executions[...]
        while !rest.isEmpty {
            let chunk = rest.prefix(100)
            rest = rest.dropFirst(chunk.count)
            let ids = chunk.map(\.executionID)
            let stored = try await get(ids.map { TaskExecutionLookup(executionID: $0) })
            if let position = stored.firstIndex(where: { $0 != nil }) {
                return TaskExecutionExistsError(.executionID(ids[position]))
            }
            let uniqueIDs = chunk.compactMap(\.sleepingTaskUniqueID)
            let sleeping = try await get(sleepingTaskUniqueIDs: uniqueIDs)
            if let position = sleeping.firstIndex(where: { $0 != nil }) {
                return TaskExecutionExistsError(.sleepingTaskUniqueID(uniqueIDs[position]))
            }
        }
        return nil
    }

    private func refuseDuplicates(in executions: some Sequence<TaskExecution>) throws {
        var ids: Set<ExactText> = []
        var uniqueIDs: Set<ExactText> = []
        for execution in executions {
            if !ids.insert(ExactText(execution.executionID)).inserted {
                throw TaskExecutionExistsError(.executionID(execution.executionID))
            }
            if let uniqueID = execution.sleepingTaskUniqueID, !uniqueIDs.insert(ExactText(uniqueID)).inserted {
                throw TaskExecutionExistsError(.sleepingTaskUniqueID(uniqueID))
            }
        }
    }

    private func executions(by column: Lookup.Column, _ ids: LookupIDs) async throws -> [TaskExecution] {
        if ids.areOneStatement { return try await executions(by: column, group: ids.groups[0]) }
        var found: [TaskExecution] = []
        for group in ids.groups { found += try await executions(by: column, group: group) }
        return found
    }

    private func executions(by column: Lookup.Column, group: [String]) async throws -> [TaskExecution] {
        try await rows(of: statements.lookup(Lookup(column, of: group)), with: group, expecting: group.count).readable()
    }

    private func rows<Input>(
        of statement: Prepared<Input, StoredTaskExecutionsTable.Record>, with input: Input, expecting count: Int
    ) async throws -> StoredTaskExecutions {
        var rows = StoredTaskExecutions(expecting: count, areOutdated: statements.isOutdated)
        try await connection.run(statement, with: input) { try rows.append(from: &$0) }
        return rows
    }

    private func namedRows(
        of statement: PreparedSelection, with input: SelectedUpdateInput
    ) async throws -> StoredTaskExecutions {
        var rows = try await rows(of: statement, with: input, expecting: input.limit)
        try await nameNameless(&rows)
        return rows
    }

    private func claimWithTimes(
        _ selector: TaskExecutionSelector, _ input: SelectedUpdateInput
    ) async throws -> SelectedTaskExecutions {
        var rows = StoredTaskExecutions(expecting: input.limit, areOutdated: false)
        var times: [Int64: Int64] = [:]
        try await connection.run(statements.claimWithTimes(selector, input.update), with: input) { row in
            let count = rows.ids.count
            try rows.append(from: &row)
            guard rows.ids.count > count else { return }
            row.move(to: StoredTaskExecutionsTable.columnCount)
            times[rows.ids[count]] = try row.next()
        }
        try await nameNameless(&rows)
        return rows.sorted { id, _ in times[id] ?? .max }
    }

    /// Rows whose ids can't be read are given others, without which nobody could set them aside.
    private func nameNameless(_ rows: inout StoredTaskExecutions) async throws {
        for (id, position) in rows.nameless {
            let executionID = "te_unreadable_\(id)_\(String(UInt32.random(in: 0 ... .max), radix: 36))"
            let table = statements.table
            try await connection.run(
                TypedSQL.update(table).set { $0.executionID = executionID }.where(eq(table.id, id))
            )
            rows.name(position, executionID)
        }
    }

    /// Carries out all requests, also those behind one that fails.
    func update(
        _ requests: [TaskExecutionUpdateRequest], by plan: UpdatePlan
    ) async throws -> [Result<Bool, any Error>] {
        var outcomes = [Result<Bool, any Error>](repeating: .success(false), count: requests.count)
        for group in plan.groups {
            let updated = try await update(together: group.map { requests[$0] })
            for position in group where updated.contains(ExactText(requests[position].executionID)) {
                outcomes[position] = .success(true)
            }
        }
        if plan.singly.allSatisfy({ requests[$0].children.isEmpty }) {
            let wereUpdated = try await update(each: plan.singly.map { requests[$0] })
            for (position, wasUpdated) in zip(plan.singly, wereUpdated) { outcomes[position] = .success(wasUpdated) }
            return outcomes
        }
        for position in plan.singly {
            do {
                outcomes[position] = .success(try await updateAndInsertChildren(requests[position]))
            } catch let error as TaskExecutionExistsError {
                outcomes[position] = .failure(error)
            }
        }
        return outcomes
    }

    /// Carries out requests of one shape by one statement and says which executions were updated.
    private func update(together requests: [TaskExecutionUpdateRequest]) async throws -> Set<ExactText> {
        let statement = try statements.updateReturningIDs(requests[0])
        return Set(try await connection.all(statement, for: requests).map(ExactText.init))
    }

    /// Changes one execution, without its children, and says whether it was there.
    func update(_ request: TaskExecutionUpdateRequest) async throws -> Bool {
        try await connection.run(statements.update(request), with: request) > 0
    }

    private func updateAndInsertChildren(_ request: TaskExecutionUpdateRequest) async throws -> Bool {
        if request.children.isEmpty { return try await update(request) }
        return try await undoing(insertionOf: request.children) {
            let isUpdated = try await update(request)
            if isUpdated { try await insert(InsertChunks(request.children)) }
            return isUpdated
        }
    }

    /// Changes executions of which each has an update of its own.
    private func update(each requests: [TaskExecutionUpdateRequest]) async throws -> [Bool] {
        if requests.isEmpty { return [] }
        // Rows that are locked are locked in the order of the ids.
        let order = statements.locksRows ? requests.inOrderOfIDs(requests.indices) : Array(requests.indices)
        let prepared = try statements.updates(order.lazy.map { requests[$0] })
        let changes = try await connection.run(
            count: order.count, sql: { prepared[$0].sql },
            bind: { prepared[$0].bind(requests[order[$0]], to: &$1) }, row: { _, _ in }
        )
        var wereUpdated = [Bool](repeating: false, count: requests.count)
        for (position, changes) in zip(order, changes) { wereUpdated[position] = changes > 0 }
        return wereUpdated
    }

    /// Changes all executions with few statements, those of a group by one.
    ///
    /// - Throws: ``NotAllUpdated`` where an execution is not there, or is named twice; what was changed is to be undone then.
    func updateAll(_ groups: [[TaskExecutionUpdateRequest]]) async throws {
        for group in groups {
            let statement = try statements.updateOfMany(group[0], count: group.count)
            if try await connection.run(statement, for: group) != group.count { throw NotAllUpdated() }
        }
    }
}

/// One of the executions that were to be changed together was not there.
struct NotAllUpdated: Error {}
