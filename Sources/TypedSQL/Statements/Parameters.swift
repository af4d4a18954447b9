/// A place in a prepared statement for a value that comes with each input.
public struct Parameter<Owner: SQLScope, Value: SQLConvertible>: SQLExpression {
    let index: Int

    @usableFromInline
    init(index: Int) { self.index = index }

    public var sql: SQL { SQL([.parameter(index, Value.columnType)]) }
}

/// A place in a prepared statement for a list that comes with each input, as long as it likes.
///
/// A text in it that contains the character U+0000 is refused: not every database takes it in a list.
public struct ListParameter<Value: SQLConvertible>: Sendable {
    let index: Int

    @usableFromInline
    init(index: Int) { self.index = index }
}

/// A place in a prepared statement for rows that come with each input, always the same number.
public struct RecordsParameter: Sendable {
    let index: Int
    let count: Int
    let omitted: ColumnPositions

    @usableFromInline
    init(index: Int, count: Int, omitted: ColumnPositions) {
        self.index = index
        self.count = count
        self.omitted = omitted
    }
}

/// Makes the parameters of a prepared statement from the parts of its input: `payment { $0.time }`.
///
/// All is inlinable, so that what binds a value is compiled for its type where it is written.
public struct Parameters<Input> {
    @usableFromInline let list: ParameterList<Input>

    init(_ list: ParameterList<Input>) { self.list = list }

    @inlinable
    public func callAsFunction<Owner, Value: SQLConvertible>(
        _ value: @escaping @Sendable (Input) -> Value
    ) -> Parameter<Owner, Value> {
        Parameter(index: list.add(Value.columnType) { input, binder in value(input.pointee).bind(to: &binder) })
    }

    /// Values for an `inArray`, as many as the input has.
    @inlinable
    public func list<Value: SQLConvertible>(
        _ values: @escaping @Sendable (Input) -> [Value]
    ) -> ListParameter<Value> where Value.Comparand == Value {
        ListParameter(index: list.add(Value.columnType) { input, binder in binder.bind(list: values(input.pointee)) })
    }

    /// Rows, which have to be `count` with every input.
    ///
    /// - Parameters:
    ///   - records: The records of an input.
    ///   - count: The number of records.
    ///   - omitted: Columns of the record that are not inserted and get their defaults.
    @inlinable
    public func records<Record: SQLRecord>(
        count: Int, leavingOut omitted: ColumnPositions = [],
        _ records: @escaping @Sendable (Input) -> ArraySlice<Record>
    ) -> RecordsParameter {
        let index = list.add(.text) { input, binder in
            // In place: a record is large to copy.
            records(input.pointee).withUnsafeBufferPointer { records in
                for position in records.indices { binder.bind(records[position], leavingOut: omitted) }
            }
        }
        return RecordsParameter(index: index, count: count, omitted: omitted)
    }
}

/// Binds a part of an input, which is read where it lies: it may be large to copy.
@usableFromInline
typealias PartBinding<Input> = @Sendable (UnsafePointer<Input>, inout SQLBinder) -> Void

/// What the parameters made so far bind.
@usableFromInline
final class ParameterList<Input> {
    private(set) var bindings: [PartBinding<Input>] = []
    private(set) var types: [ColumnType] = []

    @usableFromInline
    func add(_ type: ColumnType, _ binding: @escaping PartBinding<Input>) -> Int {
        bindings.append(binding)
        types.append(type)
        return bindings.count - 1
    }
}
