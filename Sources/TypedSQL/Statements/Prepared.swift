/// A statement that is rendered once and run with many inputs.
///
/// ```swift
/// let pay = try Prepared<Payment, Never>(for: .sqlite) { payment in
///     update(orders).set { $0.paidAt = payment { $0.time } }.where(eq(orders.id, payment { $0.orderID }))
/// }
/// ```
public struct Prepared<Input, Output>: Sendable {
    /// The text and the key of the compiled statement.
    public let sql: RenderedSQL
    private let bindings: [PartBinding<Input>]
    private let decoder: RowDecoder<Output>

    /// - Throws: ``SQLRenderingError`` if a name can't be written in the dialect.
    public init(
        for dialect: some SQLDialect, _ build: (Parameters<Input>) -> some Statement<Output>
    ) throws(SQLRenderingError) {
        let parameters = Parameters<Input>(ParameterList())
        let statement = build(parameters)
        let sql = statement.sql
        self.sql = try sql.rendered(for: dialect)
        bindings = sql.chunks.compactMap { chunk in
            switch chunk {
            case .value, .list: { _, binder in SQL([chunk]).bind(to: &binder) }
            case .parameter(let index, _), .listParameter(let index, _): parameters.list.bindings[index]
            case .rows(let rows):
                switch rows.content {
                case .values(let bind): { _, binder in bind(&binder) }
                case .parameter(let index): parameters.list.bindings[index]
                }
            default: nil
            }
        }
        decoder = { row throws(SQLDecodingError) in try statement.decode(&row) }
    }

    public func bind(_ input: Input, to binder: inout SQLBinder) {
        withUnsafePointer(to: input) { input in
            for binding in bindings { binding(input, &binder) }
        }
    }

    public func decode(_ row: inout SQLRow) throws(SQLDecodingError) -> Output { try decoder(&row) }
}
