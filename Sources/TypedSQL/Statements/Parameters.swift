/// A place in a prepared statement for a value that comes with each input.
public struct Parameter<Value>: Sendable {
    let index: Int
}

extension Parameter: SQLExpression {
    public func append(to chunks: inout [SQL.Chunk]) { chunks.append(.parameter(index)) }
}

/// A place in a prepared statement for rows that come with each input, always the same number.
public struct RecordsParameter: Sendable {
    let index: Int
    let count: Int
}

/// Makes the parameters of a prepared statement from the parts of its input: `payment { $0.time }`.
public struct Parameters<Input> {
    let list: ParameterList<Input>

    init(_ list: ParameterList<Input>) { self.list = list }

    public func callAsFunction<Value: SQLConvertible>(
        _ value: @escaping @Sendable (Input) -> Value
    ) -> Parameter<Value> {
        Parameter(index: list.add { input, binder in value(input).bind(to: &binder) })
    }

    /// Rows, which have to be `count` with every input.
    public func records<Record: SQLRecord>(
        count: Int, _ records: @escaping @Sendable (Input) -> ArraySlice<Record>
    ) -> RecordsParameter {
        let index = list.add { input, binder in
            for record in records(input) { record.bind(to: &binder) }
        }
        return RecordsParameter(index: index, count: count)
    }
}

/// What the parameters made so far bind.
final class ParameterList<Input> {
    private(set) var bindings: [@Sendable (Input, inout SQLBinder) -> Void] = []

    func add(_ binding: @escaping @Sendable (Input, inout SQLBinder) -> Void) -> Int {
        bindings.append(binding)
        return bindings.count - 1
    }
}
