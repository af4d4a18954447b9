internal import CPostgreSQL
public import TypedSQL

/// A connection to a PostgreSQL server, as the bodies of transactions see it.
///
/// It belongs to one body at a time and is not to be kept beyond it.
public final class PostgreSQLConnection: SQLConnection {
    public let dialect = PostgreSQLDialect()

    /// libpq's connection, always in its pipeline mode: statements are sent together and answered in their order.
    let link: OpaquePointer
    let string: ConnectionString
    let configuration: PostgreSQLConfiguration
    let cancellation: Cancellation
    let watch: SocketWatch
    private let watches: SocketWatches
    var shortWait = ShortWait()

    /// Statements of the driver's own that go with the next one of somebody else, and save a round trip.
    var deferred: [String] = []
    /// The settings of each transaction, where a pooler may give each another connection of the server; `nil` where they
    /// are made for good.
    var settingsOfTransactions: String?
    var requests = RequestQueue()
    /// Whether something was sent behind the last sync.
    var isWithinBatch = false
    var access = Access.single
    /// Whether the server was told to store what a transaction did.
    var isCommitting = false
    var isBroken = false
    /// Whether the server refuses to write, though nobody asked it to.
    var isOfStandby = false
    /// Whether a body has the connection, and not the driver itself.
    var isInBody = false
    /// Whether a body may have left something in the session.
    var isSessionChanged = false
    /// How long to wait for an answer, where that is shorter than for a statement; `nil` elsewhere.
    var answerTimeout: Duration?
    /// Whether the task was cancelled before the body began.
    var ignoresCancellation = false
    /// Whether the body that has the connection has changed a row.
    var hasChanged = false

    var statements: StatementCache
    private var preparedCount = 0
    let parameters = UnsafeMutablePointer<WireParameters>.allocate(capacity: 1)
    let scratch = UnsafeMutablePointer<UInt8>.allocate(capacity: RowCursor.scratchSize)

    init(
        _ link: OpaquePointer, _ string: ConnectionString, _ configuration: PostgreSQLConfiguration,
        _ watches: SocketWatches
    ) throws(PostgreSQLError) {
        watch = try SocketWatch(PQsocket(link))
        self.link = link
        self.string = string
        self.configuration = configuration
        self.watches = watches
        cancellation = Cancellation(of: link)
        statements = StatementCache(capacity: max(0, configuration.statementCacheCapacity ?? 256))
        parameters.initialize(to: WireParameters())
        watches.insert(watch)
    }

    deinit {
        watches.remove(watch)
        let link = Link(handle: link)
        watch.close { PQfinish(link.handle) }
        parameters.deinitialize(count: 1)
        parameters.deallocate()
        scratch.deallocate()
    }

    @discardableResult
    public func run(
        _ sql: RenderedSQL, bind: (inout SQLBinder) -> Void, row: (inout SQLRow) throws -> Void
    ) async throws -> Int {
        try await run(count: 1, sql: { _ in sql }, bind: { bind(&$1) }, row: { try row(&$1) })[0]
    }

    /// Sends the statements together, some hundred at a time, and then reads their answers.
    @discardableResult
    public func run(
        count: Int, sql: (Int) throws -> RenderedSQL, bind: (Int, inout SQLBinder) -> Void,
        row: (Int, inout SQLRow) throws -> Void
    ) async throws -> [Int] {
        var outcome = Outcome(count: count)
        var next = 0
        while next < count {
            var batch: [RenderedSQL] = []
            var failure: (any Error)?
            do {
                while next < count, batch.count < Self.batchSize {
                    let text = try sql(next)
                    guard let statement = try statements.statement(for: text) ?? unprepared(text) else {
                        // What was sent before goes first.
                        if !batch.isEmpty { break }
                        try await prepare(text)
                        continue
                    }
                    try send(statement, text, at: next) { bind(next, &$0) }
                    batch.append(text)
                    next += 1
                }
            } catch {
                failure = error
            }
            if !batch.isEmpty {
                let first = next - batch.count
                try await exchange({ batch[$0 - first] }) { request, result throws(PostgreSQLError) in
                    guard case .statement(let position) = request else { return }
                    try outcome.take(result, of: position, scratch, row)
                }
            }
            if let failure { throw failure }
        }
        if outcome.changes.contains(where: { $0 > 0 }) { hasChanged = true }
        if let error = outcome.error { throw error }
        return outcome.changes
    }

    private static let batchSize = 500

    /// The bytes of a text from which on it is not prepared. It is hardly one that comes again; and libpq takes the
    /// server's description of the parameters for damage if there are more than 7,498, which have three bytes each.
    private static let longText = 22_000

    /// A statement that is sent as a whole; `nil` for one that is to be prepared.
    ///
    /// - Throws: ``PostgreSQLError`` for a statement that no body may run.
    private func unprepared(_ sql: RenderedSQL) throws -> PreparedStatement? {
        let kind = isInBody ? StatementKind(sql) : .plain
        switch kind {
        case .plain: break
        case .session: isSessionChanged = true
        case .transactionControl:
            throw PostgreSQLError(
                .statement,
                message: """
                    a body can't begin, end or roll back a transaction: `transaction` does so, a body that throws is \
                    rolled back, and `savepoint` runs a part that can be undone alone
                    """,
                sql: sql.description
            )
        }
        let isPrepared = statements.capacity > 0 && kind == .plain && sql.text.count < Self.longText
        return isPrepared ? nil : PreparedStatement(name: nil)
    }

    private func prepare(_ sql: RenderedSQL) async throws {
        preparedCount += 1
        let statement = PreparedStatement(name: "s\(preparedCount)")
        try sendDeferred()
        if statements.isFull, let name = statements.removeLeastRecentlyUsed()?.name {
            try sendControl("deallocate \(name)")
        }
        try sent(PQsendPrepare(link, statement.name, sql.description, 0, nil), .prepare)
        try sent(PQsendDescribePrepared(link, statement.name), .describe(statement))
        try await exchange({ _ in sql }) { request, result in
            guard case .describe(let statement) = request else { return }
            statement.parameterTypes = (0..<PQnparams(result)).map { PQparamtype(result, $0) }
            statement.isBinary = (0..<PQnfields(result)).allSatisfy {
                WireType.isKnown(PQftype(result, $0))
            }
        }
        statements.insert(statement, for: sql)
    }

    private func send(
        _ statement: PreparedStatement, _ sql: RenderedSQL, at position: Int,
        _ bind: (inout SQLBinder) -> Void
    ) throws {
        parameters.pointee.removeAll(for: statement.parameterTypes)
        var binder = SQLBinder(OpaquePointer(parameters), target: .postgresql, dialect: dialect)
        bind(&binder)
        if let error = binder.error { throw error }
        let count = parameters.pointee.count
        if statement.name != nil, count != statement.parameterTypes.count {
            throw PostgreSQLError(
                .statement, message: "\(count) values for \(statement.parameterTypes.count) placeholders",
                sql: sql.description
            )
        }
        try parameters.pointee.check(sql)
        try checkCancellation()
        try sendDeferred()
        try sendSettingsOfSingle(with: sql)
        let answer = parameters.pointee.withPointers { values, lengths, formats in
            if let name = statement.name {
                PQsendQueryPrepared(
                    link, name, Int32(count), values, lengths, formats, statement.isBinary ? 1 : 0)
            } else {
                PQsendQueryParams(link, sql.description, Int32(count), nil, values, lengths, formats, 0)
            }
        }
        try sent(answer, .statement(position))
    }

    /// Forgets a statement whose plan no longer fits the tables, or that the server does not know.
    func forget(_ sql: RenderedSQL) { statements.remove(sql) }
}

/// `@unchecked`, for libpq lets any thread use a connection, one at a time; this one is the last.
private struct Link: @unchecked Sendable {
    let handle: OpaquePointer
}
