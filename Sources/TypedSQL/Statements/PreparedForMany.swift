/// An update that is rendered once and run for many inputs at once: each parameter is a list with a value of every input.
///
/// It takes a fraction of the time of a ``Prepared`` that is run for one input after the other, where the database runs in
/// another process. An input finds its row by ``eqByIndex(_:_:)``.
///
/// ```swift
/// let pay = try PreparedForMany<Payment, Int64>(for: .postgresql) { payment in
///     update(orders).set { $0.paidAt = payment { $0.time } }
///         .where(eqByIndex(orders.id, payment { $0.orderId })).returning(orders.id)
/// }
/// ```
public struct PreparedForMany<Input, Output>: Sendable {
    /// The text and the key of the compiled statement.
    public let sql: RenderedSQL
    private let bindings: [@Sendable ([Input], inout SQLBinder) -> Void]
    private let decoder: RowDecoder<Output>

    /// `nil` for a dialect without ``SQLDialect/inputRows``.
    ///
    /// - Throws: ``SQLRenderingError`` if a name can't be written in the dialect.
    public init?(
        for dialect: some SQLDialect, _ build: (Parameters<Input>) -> Update<some Table, Output>
    ) throws(SQLRenderingError) {
        if dialect.inputRows == nil { return nil }
        let parameters = Parameters<Input>(ParameterList())
        let statement = build(parameters)
        let sql = statement.sql
        let lists = parameters.list.types.enumerated().map { InputList(index: $0.offset, type: $0.element) }
        self.sql = try sql.rendered(for: dialect, lists: lists)
        let partBindings = parameters.list.bindings
        bindings = sql.chunks.flatMap { chunk -> [@Sendable ([Input], inout SQLBinder) -> Void] in
            switch chunk {
            case .value, .list: [{ _, binder in SQL([chunk]).bind(to: &binder) }]
            case .inputRows:
                lists.map { list in
                    let bind = partBindings[list.index]
                    return { inputs, binder in
                        binder.bindList(of: list.type, count: inputs.count) { binder in
                            for input in inputs { bind(input, &binder) }
                        }
                    }
                }
            default: []
            }
        }
        decoder = { row throws(SQLDecodingError) in try statement.decode(&row) }
    }

    public func bind(_ inputs: [Input], to binder: inout SQLBinder) {
        for binding in bindings { binding(inputs, &binder) }
    }

    public func decode(_ row: inout SQLRow) throws(SQLDecodingError) -> Output { try decoder(&row) }
}

extension SQLConnection {
    /// Runs a statement for all inputs at once and gives all rows of its result.
    public func all<Input, Output>(
        _ prepared: PreparedForMany<Input, Output>, for inputs: [Input]
    ) async throws -> [Output] {
        var rows: [Output] = []
        try await run(
            prepared.sql, bind: { prepared.bind(inputs, to: &$0) }, row: { rows.append(try prepared.decode(&$0)) }
        )
        return rows
    }

    /// Runs a statement for all inputs at once and says how many rows it changed.
    @discardableResult
    public func run<Input, Output>(_ prepared: PreparedForMany<Input, Output>, for inputs: [Input]) async throws -> Int
    {
        try await run(prepared.sql, bind: { prepared.bind(inputs, to: &$0) }, row: { _ in })
    }
}
