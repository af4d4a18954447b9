extension Table {
    /// A column of texts.
    public static func text(_ name: StaticString) -> Column<Self, String?> {
        Column(ColumnDefinition(name: name, type: .text))
    }

    /// A column of texts that are the cases of an enum.
    public static func text<Value: SQLEnum>(_ name: StaticString, as _: Value.Type) -> Column<Self, Value?> {
        Column(ColumnDefinition(name: name, type: .text))
    }

    /// A column of integers, for counts and positions: at least 32 bits.
    public static func integer(_ name: StaticString) -> Column<Self, Int?> {
        Column(ColumnDefinition(name: name, type: .integer))
    }

    /// A column of integers of 64 bits, for keys and times.
    public static func bigint(_ name: StaticString) -> Column<Self, Int64?> {
        Column(ColumnDefinition(name: name, type: .bigint))
    }

    /// A column of floating-point numbers of 64 bits.
    public static func real(_ name: StaticString) -> Column<Self, Double?> {
        Column(ColumnDefinition(name: name, type: .real))
    }

    /// A column of truth values.
    public static func boolean(_ name: StaticString) -> Column<Self, Bool?> {
        Column(ColumnDefinition(name: name, type: .boolean))
    }

    /// A column of any type that the language knows, or that you have taught it: its `columnType` says how it is stored.
    public static func column<Value: SQLConvertible>(_ name: StaticString, as _: Value.Type) -> Column<Self, Value?> {
        Column(ColumnDefinition(name: name, type: Value.columnType))
    }

    /// A column of JSON documents, each a value of the given type.
    public static func json<Value: SQLJSON>(_ name: StaticString, as _: Value.Type) -> Column<Self, Value?> {
        Column(ColumnDefinition(name: name, type: .json))
    }
}
