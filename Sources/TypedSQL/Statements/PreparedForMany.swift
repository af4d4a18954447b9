/// An update that is rendered once and run for many inputs at once, each a row that is joined with the table.
///
/// It takes a fraction of the time of a ``Prepared`` that is run for one input after the other. An input finds its row by
/// ``eqByIndex(_:_:)``; where two find the same, only one of them changes it.
///
/// ```swift
/// let pay = try PreparedForMany<Payment, Int64>(for: .postgresql) { payment in
///     update(orders).set { $0.paidAt = payment { $0.time } }
///         .where(eqByIndex(orders.id, payment { $0.orderID })).returning(orders.id)
/// }
/// ```
public struct PreparedForMany<Input, Output>: Sendable {
    /// The text and the key of the compiled statement.
    public let sql: RenderedSQL
    /// How many inputs a run takes at most; `nil` for any number.
    public let capacity: Int?
    private let bindings: [@Sendable (UnsafeBufferPointer<Input>, inout SQLBinder) -> Void]
    private let decoder: RowDecoder<Output>

    /// - Parameters:
    ///   - dialect: The dialect in which the statement is rendered.
    ///   - capacity: How many inputs a run takes at most, where their number is part of the text; fewer take nearly as
    ///     long as so many.
    ///   - build: Builds the update of one input from its parameters.
    /// - Throws: ``SQLRenderingError`` if a name can't be written in the dialect.
    public init(
        for dialect: some SQLDialect, capacity: Int = 100,
        _ build: (Parameters<Input>) -> Update<some Table, Output>
    ) throws(SQLRenderingError) {
        let form = dialect.inputRows.form
        let parameters = Parameters<Input>(ParameterList())
        let statement = build(parameters)
        let sql = statement.sql
        let list = parameters.list
        self.sql = try sql.rendered(for: dialect, inputs: InputParts(types: list.types, count: capacity))
        if case .rows = form { self.capacity = capacity } else { self.capacity = nil }
        bindings = sql.chunks.flatMap { chunk -> [@Sendable (UnsafeBufferPointer<Input>, inout SQLBinder) -> Void] in
            switch chunk {
            case .value, .list: [{ _, binder in SQL([chunk]).bind(to: &binder) }]
            case .inputRows:
                switch form {
                case .lists: list.bindLists
                case .rows: [list.bindRows(capacity: capacity)]
                }
            default: []
            }
        }
        decoder = { row throws(SQLDecodingError) in try statement.decode(&row) }
    }

    /// Binds the inputs of one run, no more than ``capacity``.
    public func bind(_ inputs: ArraySlice<Input>, to binder: inout SQLBinder) {
        inputs.withUnsafeBufferPointer { inputs in
            for binding in bindings { binding(inputs, &binder) }
        }
    }

    public func decode(_ row: inout SQLRow) throws(SQLDecodingError) -> Output { try decoder(&row) }

    /// The inputs of each run.
    fileprivate func runs(for inputs: [Input]) -> [ArraySlice<Input>] {
        guard let capacity, inputs.count > capacity else { return [inputs[...]] }
        return stride(from: 0, to: inputs.count, by: capacity).map { inputs[$0..<min($0 + capacity, inputs.count)] }
    }
}

extension ParameterList {
    /// For each part a list of its values.
    fileprivate var bindLists: [@Sendable (UnsafeBufferPointer<Input>, inout SQLBinder) -> Void] {
        zip(types, bindings).map { type, bind in
            { inputs, binder in
                binder.bindList(of: type, count: inputs.count) { binder in
                    inputs.forEachPointer { bind($0, &binder) }
                }
            }
        }
    }

    /// A row for each input, and rows of nothing, which find nothing, where there are fewer.
    fileprivate func bindRows(
        capacity: Int
    ) -> @Sendable (UnsafeBufferPointer<Input>, inout SQLBinder) -> Void {
        { [bindings] inputs, binder in
            inputs.forEachPointer { input in for bind in bindings { bind(input, &binder) } }
            for _ in 0..<(capacity - inputs.count) * bindings.count { binder.bindNull() }
        }
    }
}

extension UnsafeBufferPointer {
    fileprivate func forEachPointer(_ body: (UnsafePointer<Element>) -> Void) {
        guard let baseAddress else { return }
        for position in indices { body(baseAddress + position) }
    }
}

extension SQLConnection {
    /// Runs a statement for all inputs at once and gives all rows of its result.
    public func all<Input, Output>(
        _ prepared: PreparedForMany<Input, Output>, for inputs: [Input]
    ) async throws -> [Output] {
        var rows: [Output] = []
        try await run(prepared, for: inputs) { rows.append(try prepared.decode(&$0)) }
        return rows
    }

    /// Runs a statement for all inputs at once and says how many rows it changed.
    @discardableResult
    public func run<Input, Output>(
        _ prepared: PreparedForMany<Input, Output>, for inputs: [Input],
        row: (inout SQLRow) throws -> Void = { _ in }
    ) async throws -> Int {
        let runs = prepared.runs(for: inputs)
        return try await run(
            count: runs.count, sql: { _ in prepared.sql }, bind: { prepared.bind(runs[$0], to: &$1) },
            row: { try row(&$1) }
        ).reduce(0, +)
    }
}
