internal import DurableExecution
internal import TaskExecutionsSchema
internal import TypedSQL

/// Executions that a selector finds.
typealias PreparedSelection = Prepared<SelectedUpdateInput, StoredTaskExecutionsTable.Record>

/// The statements of the storage, each rendered once for a dialect and kept.
final class TaskExecutionStatements: Sendable {
    private let dialect: any SQLDialect
    let table: TaskExecutionsTable
    let isOutdated: Bool
    /// Whether a transaction locks single rows, so that two may wait for each other.
    let locksRows: Bool
    /// See `SQLDialect`.
    let returnsWhileUpdating: Bool

    private let inserts = StatementStore<InsertShape, Prepared<ArraySlice<TaskExecution>, Never>>()
    private let lookups = StatementStore<Lookup, Prepared<[String], StoredTaskExecutionsTable.Record>>()
    private let updates = StatementStore<StatementShape, Prepared<TaskExecutionUpdateRequest, Never>>()
    private let updatesOfMany = StatementStore<BatchShape, PreparedForMany<TaskExecutionUpdateRequest, Never>>()
    private let updatesReturningIDs =
        StatementStore<StatementShape, PreparedForMany<TaskExecutionUpdateRequest, String>>()
    private let updatesOfChildren = StatementStore<StatementShape, Prepared<ChildTaskExecutionsUpdateRequest, Never>>()
    private let selections = StatementStore<StatementShape, PreparedSelection>()
    private let updatesOfSelected = StatementStore<StatementShape, Prepared<SelectedUpdateInput, Never>>()
    private let claims = StatementStore<StatementShape, PreparedSelection>()
    private let updatesWithParents = StatementStore<StatementShape, Prepared<SelectedUpdateInput, String?>>()
    private let claimsWithTimes =
        StatementStore<StatementShape, Prepared<SelectedUpdateInput, (StoredTaskExecutionsTable.Record, Int64)>>()
    private let decrements = StatementStore<Int, PreparedForMany<ParentDecrement, Never>>()

    /// - Parameter isOutdated: Whether the table lacks the columns of the second migration, so that it can only be read.
    init(table: TaskExecutionsTable, dialect: any SQLDialect, isOutdated: Bool = false) {
        self.table = table
        self.dialect = dialect
        self.isOutdated = isOutdated
        locksRows = dialect.lockingClause(LockingClause(.update)) != nil
        returnsWhileUpdating = dialect.returnsWhileUpdating
    }

    private var rows: StoredTaskExecutionsTable { StoredTaskExecutionsTable(table: table, isOutdated: isOutdated) }

    /// What reads an outdated table.
    func ofOutdatedTable() -> TaskExecutionStatements {
        TaskExecutionStatements(table: table, dialect: dialect, isOutdated: true)
    }

    /// Inserts these executions, or as many others that have values for the same columns.
    func insert(_ executions: ArraySlice<TaskExecution>) throws -> Prepared<ArraySlice<TaskExecution>, Never> {
        let omitted = dialect.insertsNullAtACost ? ColumnPositions(absentFrom: executions) : []
        let count = executions.count
        return try inserts.statement(for: InsertShape(count: count, omitted: omitted)) {
            try prepare { input in
                TypedSQL.insert(table).values(input.records(count: count, leavingOut: omitted) { $0 })
            }
        }
    }

    /// The rows with one of these ids; those of a parent in the order of their index.
    func lookup(_ lookup: Lookup) throws -> Prepared<[String], StoredTaskExecutionsTable.Record> {
        try lookups.statement(for: lookup) {
            try prepare { input in
                let ordering = [asc(table.indexInParentChildren), asc(table.id)]
                let found = select().from(rows).where(
                    lookup.condition(on: table, input))
                return lookup.column == .parentExecutionID ? found.orderBy(ordering[0], ordering[1]) : found
            }
        }
    }

    /// For each request the statement that updates its row: see ``update(_:)``.
    func updates(
        _ requests: some Collection<TaskExecutionUpdateRequest>
    ) throws -> [Prepared<TaskExecutionUpdateRequest, Never>] {
        var prepared: [Prepared<TaskExecutionUpdateRequest, Never>] = []
        prepared.reserveCapacity(requests.count)
        var latest: StatementShape?
        for request in requests {
            let shape = StatementShape.of(request)
            // Most requests that come together do the same.
            prepared.append(shape == latest ? prepared[prepared.count - 1] : try update(request))
            latest = shape
        }
        return prepared
    }

    /// Updates the row of a request like this one.
    func update(_ request: TaskExecutionUpdateRequest) throws -> Prepared<TaskExecutionUpdateRequest, Never> {
        try updates.statement(for: .of(request)) {
            try prepare { input in
                let named = eq(table.executionID, input { $0.executionID })
                let condition = request.requirements.condition(on: table, input)
                let update = updating(request.update, input)
                guard request.skipsLocked, locksRows else { return update.where(named).where(condition) }
                let unlocked = select(table.id).from(table).where(named).where(condition)
                return update.where(inArray(table.id, unlocked.locking(.update, skipsLocked: true)))
            }
        }
    }

    /// Updates the rows of so many requests like this one at once.
    func updateOfMany(
        _ request: TaskExecutionUpdateRequest, count: Int
    ) throws -> PreparedForMany<TaskExecutionUpdateRequest, Never> {
        let shape = BatchShape(.of(request), count: count)
        return try updatesOfMany.statement(for: shape) {
            try PreparedForMany(for: dialect, capacity: shape.capacity) { updatingByIndex(request, $0) }
        }
    }

    /// The same, and returns the ids of the rows that were there.
    func updateReturningIDs(
        _ request: TaskExecutionUpdateRequest
    ) throws -> PreparedForMany<TaskExecutionUpdateRequest, String> {
        try updatesReturningIDs.statement(for: .of(request)) {
            try PreparedForMany(for: dialect) { updatingByIndex(request, $0).returning(table.executionID) }
        }
    }

    /// Updates the children of an execution that are, or are not, finished.
    func updateChildren(
        _ request: ChildTaskExecutionsUpdateRequest
    ) throws -> Prepared<ChildTaskExecutionsUpdateRequest, Never> {
        let requirements = TaskExecutionRequirements(isFinished: request.isFinished)
        return try updatesOfChildren.statement(for: .of(request.update, requirements)) {
            try prepare { input in
                updating(request.update, input).where(
                    and(
                        eq(table.parentExecutionID, input { $0.parentExecutionID }),
                        eq(table.isFinished, request.isFinished)
                    )
                )
            }
        }
    }

    /// The first `limit` rows of a selector, in its order.
    func selected(_ selector: TaskExecutionSelector) throws -> PreparedSelection {
        try selections.statement(for: .of(selector)) {
            try prepare { input in
                select().from(rows)
                    .where(selector.condition(on: table, input))
                    .orderBy(asc(selector.time(on: table)), asc(table.id))
                    .limit(input { $0.limit })
            }
        }
    }

    /// Updates the first `limit` rows of a selector.
    func updateSelected(
        _ selector: TaskExecutionSelector, _ update: TaskExecutionUpdate
    ) throws -> Prepared<SelectedUpdateInput, Never> {
        try updatesOfSelected.statement(for: .of(update, selector)) {
            try prepare { input in updatingSelected(selector, update, input) }
        }
    }

    /// Updates the first `limit` rows of a selector and returns them.
    func claim(_ selector: TaskExecutionSelector, _ update: TaskExecutionUpdate) throws -> PreparedSelection {
        try claims.statement(for: .of(update, selector)) {
            try prepare { input in
                updatingSelected(selector, update, input).returning(rows)
            }
        }
    }

    /// Updates the first `limit` rows of a selector and returns each with the time by which the selector found it.
    func claimWithTimes(
        _ selector: TaskExecutionSelector, _ update: TaskExecutionUpdate
    ) throws -> Prepared<SelectedUpdateInput, (StoredTaskExecutionsTable.Record, Int64)> {
        try claimsWithTimes.statement(for: .of(update, selector)) {
            try prepare { input in
                let found = choosing(select(table.id, selector.time(on: table)).from(table), selector, input)
                return updating(update, input)
                    .returning(rows, of: table.id, foundBy: found)
            }
        }
    }

    /// Updates the first `limit` rows of a selector and returns their parents.
    func updateSelectedReturningParents(
        _ selector: TaskExecutionSelector, _ update: TaskExecutionUpdate
    ) throws -> Prepared<SelectedUpdateInput, String?> {
        try updatesWithParents.statement(for: .of(update, selector)) {
            try prepare { input in updatingSelected(selector, update, input).returning(table.parentExecutionID) }
        }
    }

    /// Takes finished children off the counts of parents, which stop at 0.
    func decrementParents(count: Int) throws -> PreparedForMany<ParentDecrement, Never> {
        let capacity = BatchShape.capacity(for: count)
        return try decrements.statement(for: capacity) {
            try PreparedForMany(for: dialect, capacity: capacity) { input in
                decrementing(input).where(eqByIndex(table.executionID, input { $0.executionID }))
            }
        }
    }

    private func decrementing(_ input: Parameters<ParentDecrement>) -> UpdateOfRows<TaskExecutionsTable> {
        TypedSQL.update(table).set { row in
            let count = row.column(\.activeChildrenCount)
            row.activeChildrenCount = when(
                gt(table.activeChildrenCount, input { $0.finishedChildren }),
                then: sql("\(count) - \(input { $0.finishedChildren })", as: Int.self)
            ).otherwise(literal(0))
            row.updatedAt = input { $0.updatedAt }
        }
    }

    private func updating<Input: UpdateInput>(
        _ update: TaskExecutionUpdate, _ input: Parameters<Input>
    ) -> UpdateOfRows<TaskExecutionsTable> {
        TypedSQL.update(table).set { update.assign(to: &$0, input) }
    }

    private func updatingByIndex(
        _ request: TaskExecutionUpdateRequest, _ input: Parameters<TaskExecutionUpdateRequest>
    ) -> Update<TaskExecutionsTable, Never> {
        updating(request.update, input)
            .where(eqByIndex(table.executionID, input { $0.executionID }))
            .where(request.requirements.condition(on: table, input))
    }

    private func updatingSelected(
        _ selector: TaskExecutionSelector, _ update: TaskExecutionUpdate, _ input: Parameters<SelectedUpdateInput>
    ) -> Update<TaskExecutionsTable, Never> {
        updating(update, input).where(inArray(table.id, choosing(select(table.id).from(table), selector, input)))
    }

    private func choosing<Output>(
        _ rows: Select<TaskExecutionsTable, Output>, _ selector: TaskExecutionSelector,
        _ input: Parameters<SelectedUpdateInput>
    ) -> Select<TaskExecutionsTable, Output> {
        rows
            .where(selector.condition(on: table, input))
            .orderBy(asc(selector.time(on: table)), asc(table.id))
            .limit(input { $0.limit })
            .locking(.update, skipsLocked: true)
    }

    private func prepare<Input, Output>(
        _ build: (Parameters<Input>) -> some Statement<Output>
    ) throws -> Prepared<Input, Output> {
        try Prepared(for: dialect, build)
    }
}

/// What a parent loses when children of it have finished.
struct ParentDecrement {
    let executionID: String
    let finishedChildren: Int
    let updatedAt: Int64
}
