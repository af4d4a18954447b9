/// A column of texts.
public func text(_ name: StaticString) -> Column<String?> { Column(ColumnDefinition(name: name, type: .text)) }

/// A column of texts that are the cases of an enum.
public func text<Value: SQLEnum>(_ name: StaticString, as _: Value.Type) -> Column<Value?> {
    Column(ColumnDefinition(name: name, type: .text))
}

/// A column of integers, for counts and positions: at least 32 bits.
public func integer(_ name: StaticString) -> Column<Int?> { Column(ColumnDefinition(name: name, type: .integer)) }

/// A column of integers of 64 bits, for keys and times.
public func bigint(_ name: StaticString) -> Column<Int64?> { Column(ColumnDefinition(name: name, type: .bigint)) }

/// A column of floating-point numbers of 64 bits.
public func real(_ name: StaticString) -> Column<Double?> { Column(ColumnDefinition(name: name, type: .real)) }

public func boolean(_ name: StaticString) -> Column<Bool?> { Column(ColumnDefinition(name: name, type: .boolean)) }

/// A column of JSON documents, each a value of the given type.
public func json<Value: SQLJSON>(_ name: StaticString, as _: Value.Type) -> Column<Value?> {
    Column(ColumnDefinition(name: name, type: .json))
}
