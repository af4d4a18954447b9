internal import DurableExecution
internal import TaskExecutionsSchema
internal import TypedSQL

/// The statements of the storage, each rendered once for a dialect and kept.
final class TaskExecutionStatements: Sendable {
    private let dialect: any SQLDialect
    let table: TaskExecutionsTable
    /// Whether a transaction locks single rows, so that two may wait for each other.
    let locksRows: Bool
    /// See `SQLDialect`.
    let returnsWhileUpdating: Bool

    private let inserts = StatementStore<InsertShape, Prepared<ArraySlice<TaskExecution>, Never>>()
    private let lookups = StatementStore<Lookup, Prepared<[String], StoredTaskExecutionsTable.Record>>()
    private let updatesById = StatementStore<StatementShape, Prepared<UpdateInput, Never>>()
    private let updatesOfAllByIds = StatementStore<StatementShape, Prepared<UpdateInput, Never>>()
    private let updatesByIds = StatementStore<StatementShape, Prepared<UpdateInput, String>>()
    private let updatesOfChildren = StatementStore<StatementShape, Prepared<UpdateInput, Never>>()
    private let selections = StatementStore<StatementShape, Prepared<UpdateInput, StoredTaskExecutionsTable.Record>>()
    private let updatesOfSelected = StatementStore<StatementShape, Prepared<UpdateInput, Never>>()
    private let claims = StatementStore<StatementShape, Prepared<UpdateInput, StoredTaskExecutionsTable.Record>>()
    private let updatesWithParents = StatementStore<StatementShape, Prepared<UpdateInput, String?>>()
    private let updatesOfMany = StatementStore<StatementShape, PreparedForMany<UpdateInput, String>?>()
    private let claimsWithTimes =
        StatementStore<StatementShape, Prepared<UpdateInput, (StoredTaskExecutionsTable.Record, Int64)>>()
    private let decrementsOfMany = StatementStore<Int, PreparedForMany<ParentDecrement, Never>?>()
    private let decrements = StatementStore<Int, Prepared<ParentDecrement, Never>>()

    init(table: TaskExecutionsTable, dialect: any SQLDialect) {
        self.table = table
        self.dialect = dialect
        locksRows = dialect.lockingClause(LockingClause(.update)) != nil
        returnsWhileUpdating = dialect.returnsWhileUpdating
    }

    /// Whether one statement can carry out many updates, and give back what a row was before.
    var joinsInputs: Bool { dialect.inputRows != nil }

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
                let rows = select().from(StoredTaskExecutionsTable(table: table)).where(
                    lookup.condition(on: table, input))
                return lookup.column == .parentExecutionId ? rows.orderBy(ordering[0], ordering[1]) : rows
            }
        }
    }

    /// For each request the statement that updates its row: see ``updateById(_:_:)``.
    func updatesById(_ requests: some Collection<TaskExecutionUpdateRequest>) throws -> [Prepared<UpdateInput, Never>] {
        var prepared: [Prepared<UpdateInput, Never>] = []
        prepared.reserveCapacity(requests.count)
        var latest: StatementShape?
        for request in requests {
            let shape = StatementShape.of(request.update, request.filters)
            // Most requests that come together do the same.
            prepared.append(
                shape == latest ? prepared[prepared.count - 1] : try updateById(request.update, request.filters))
            latest = shape
        }
        return prepared
    }

    /// Updates the row with the id `key`.
    func updateById(
        _ update: TaskExecutionUpdate, _ filters: TaskExecutionFilters
    ) throws -> Prepared<UpdateInput, Never> {
        try updatesById.statement(for: .of(update, filters)) {
            try prepare { input in
                updating(update, input).where(
                    and(eq(table.executionId, input { $0.key }), filters.condition(on: table, input)))
            }
        }
    }

    /// Updates rows of which each has the id `key` of another input, and returns the ids of those that were there; `nil` where
    /// ``updateById(_:_:)`` is as fast. Rows are changed in the order of the inputs.
    func updateMany(
        _ update: TaskExecutionUpdate, _ filters: TaskExecutionFilters
    ) throws -> PreparedForMany<UpdateInput, String>? {
        try updatesOfMany.statement(for: .of(update, filters)) {
            try PreparedForMany(for: dialect) { input in
                updating(update, input)
                    .where(
                        and(
                            eqByIndex(table.executionId, input { $0.key }), filters.condition(on: table, input)
                        )
                    )
                    .returning(table.executionId)
            }
        }
    }

    /// Updates the rows with one of `executionIds`.
    func updateAllByIds(
        _ update: TaskExecutionUpdate, _ filters: TaskExecutionFilters
    ) throws -> Prepared<UpdateInput, Never> {
        try updatesOfAllByIds.statement(for: .of(update, filters)) {
            try prepare { input in updatingNamed(update, filters, input) }
        }
    }

    /// Updates the rows with one of `executionIds` and returns the ids of those that were there.
    func updateByIds(
        _ update: TaskExecutionUpdate, _ filters: TaskExecutionFilters
    ) throws -> Prepared<UpdateInput, String> {
        try updatesByIds.statement(for: .of(update, filters)) {
            try prepare { input in updatingNamed(update, filters, input).returning(table.executionId) }
        }
    }

    /// Updates the children of `key` that are, or are not, finished.
    func updateChildren(_ update: TaskExecutionUpdate, isFinished: Bool) throws -> Prepared<UpdateInput, Never> {
        try updatesOfChildren.statement(for: .of(update, TaskExecutionFilters(isFinished: isFinished))) {
            try prepare { input in
                updating(update, input)
                    .where(and(eq(table.parentExecutionId, input { $0.key }), eq(table.isFinished, isFinished)))
            }
        }
    }

    /// The first `limit` rows of a selector, in its order.
    func selected(
        _ selector: TaskExecutionSelector
    ) throws -> Prepared<UpdateInput, StoredTaskExecutionsTable.Record> {
        try selections.statement(for: .of(selector)) {
            try prepare { input in
                select().from(StoredTaskExecutionsTable(table: table))
                    .where(selector.condition(on: table, input))
                    .orderBy(asc(selector.time(on: table)), asc(table.id))
                    .limit(input { $0.limit })
            }
        }
    }

    /// Updates the first `limit` rows of a selector.
    func updateSelected(
        _ selector: TaskExecutionSelector, _ update: TaskExecutionUpdate
    ) throws -> Prepared<UpdateInput, Never> {
        try updatesOfSelected.statement(for: .of(update, selector)) {
            try prepare { input in updatingSelected(selector, update, input) }
        }
    }

    /// Updates the first `limit` rows of a selector and returns them.
    func claim(
        _ selector: TaskExecutionSelector, _ update: TaskExecutionUpdate
    ) throws -> Prepared<UpdateInput, StoredTaskExecutionsTable.Record> {
        try claims.statement(for: .of(update, selector)) {
            try prepare { input in
                updatingSelected(selector, update, input).returning(StoredTaskExecutionsTable(table: table))
            }
        }
    }

    /// Updates the first `limit` rows of a selector and returns each with the time by which the selector found it.
    func claimWithTimes(
        _ selector: TaskExecutionSelector, _ update: TaskExecutionUpdate
    ) throws -> Prepared<UpdateInput, (StoredTaskExecutionsTable.Record, Int64)> {
        try claimsWithTimes.statement(for: .of(update, selector)) {
            try prepare { input in
                let found = choosing(select(table.id, selector.time(on: table)).from(table), selector, input)
                return updating(update, input)
                    .returning(StoredTaskExecutionsTable(table: table), of: table.id, foundBy: found)
            }
        }
    }

    /// Updates the first `limit` rows of a selector and returns their parents.
    func updateSelectedReturningParents(
        _ selector: TaskExecutionSelector, _ update: TaskExecutionUpdate
    ) throws -> Prepared<UpdateInput, String?> {
        try updatesWithParents.statement(for: .of(update, selector)) {
            try prepare { input in updatingSelected(selector, update, input).returning(table.parentExecutionId) }
        }
    }

    /// Takes finished children off a parent's count, which stops at 0.
    func decrementParent() throws -> Prepared<ParentDecrement, Never> {
        try decrements.statement(for: 0) {
            try prepare { input in decrementing(input).where(eq(table.executionId, input { $0.executionId })) }
        }
    }

    /// The same for many parents, in the order of the inputs; `nil` where ``decrementParent()`` is as fast.
    func decrementParents() throws -> PreparedForMany<ParentDecrement, Never>? {
        try decrementsOfMany.statement(for: 0) {
            try PreparedForMany(for: dialect) { input in
                decrementing(input).where(eqByIndex(table.executionId, input { $0.executionId }))
            }
        }
    }

    private func decrementing(_ input: Parameters<ParentDecrement>) -> Update<TaskExecutionsTable, Never> {
        TypedSQL.update(table).set { row in
            let count = row.column(\.activeChildrenCount)
            row.activeChildrenCount = when(
                gt(table.activeChildrenCount, input { $0.finishedChildren }),
                then: sql("\(count) - \(input { $0.finishedChildren })", as: Int.self)
            ).otherwise(literal(0))
            row.updatedAt = input { $0.updatedAt }
        }
    }

    private func updating(
        _ update: TaskExecutionUpdate, _ input: Parameters<UpdateInput>
    ) -> Update<TaskExecutionsTable, Never> {
        TypedSQL.update(table).set { update.assign(to: &$0, input) }
    }

    private func updatingNamed(
        _ update: TaskExecutionUpdate, _ filters: TaskExecutionFilters, _ input: Parameters<UpdateInput>
    ) -> Update<TaskExecutionsTable, Never> {
        updating(update, input).where(
            and(inArray(table.executionId, input.list { $0.executionIds }), filters.condition(on: table, input)))
    }

    private func updatingSelected(
        _ selector: TaskExecutionSelector, _ update: TaskExecutionUpdate, _ input: Parameters<UpdateInput>
    ) -> Update<TaskExecutionsTable, Never> {
        updating(update, input).where(inArray(table.id, choosing(select(table.id).from(table), selector, input)))
    }

    private func choosing<Output>(
        _ rows: Select<TaskExecutionsTable, Output>, _ selector: TaskExecutionSelector,
        _ input: Parameters<UpdateInput>
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
    let executionId: String
    let finishedChildren: Int
    let updatedAt: Int64
}
