/// A place in a prepared statement for a value that comes with each input.
public struct Parameter<Value>: Sendable {
    let index: Int
}

extension Parameter: SQLExpression {
    public func append(to chunks: inout [SQL.Chunk]) { chunks.append(.parameter(index)) }
}

/// A place in a prepared statement for a list that comes with each input, as long as it likes.
///
/// Texts in it must not contain the character U+0000, which not every database takes in a list.
public struct ListParameter<Value: SQLConvertible>: Sendable {
    let index: Int
}

/// A place in a prepared statement for rows that come with each input, always the same number.
public struct RecordsParameter: Sendable {
    let index: Int
    let count: Int
    let omitted: ColumnPositions
}

/// Makes the parameters of a prepared statement from the parts of its input: `payment { $0.time }`.
public struct Parameters<Input> {
    let list: ParameterList<Input>

    init(_ list: ParameterList<Input>) { self.list = list }

    public func callAsFunction<Value: SQLConvertible>(
        _ value: @escaping @Sendable (Input) -> Value
    ) -> Parameter<Value> {
        Parameter(index: list.add(Value.columnType) { input, binder in value(input).bind(to: &binder) })
    }

    /// Values for an `inArray`, as many as the input has.
    public func list<Value: SQLConvertible>(
        _ values: @escaping @Sendable (Input) -> [Value]
    ) -> ListParameter<Value> where Value.Comparand == Value {
        ListParameter(index: list.add(Value.columnType) { input, binder in binder.bind(list: values(input)) })
    }

    /// Rows, which have to be `count` with every input.
    ///
    /// - Parameter omitted: Columns of the record that are not inserted and get their defaults.
    public func records<Record: SQLRecord>(
        count: Int, leavingOut omitted: ColumnPositions = [],
        _ records: @escaping @Sendable (Input) -> ArraySlice<Record>
    ) -> RecordsParameter {
        let index = list.add(.text) { input, binder in
            for record in records(input) { binder.bind(record, leavingOut: omitted) }
        }
        return RecordsParameter(index: index, count: count, omitted: omitted)
    }
}

/// What the parameters made so far bind.
final class ParameterList<Input> {
    private(set) var bindings: [@Sendable (Input, inout SQLBinder) -> Void] = []
    private(set) var types: [ColumnType] = []

    func add(_ type: ColumnType, _ binding: @escaping @Sendable (Input, inout SQLBinder) -> Void) -> Int {
        bindings.append(binding)
        types.append(type)
        return bindings.count - 1
    }
}
