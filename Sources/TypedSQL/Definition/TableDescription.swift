/// A table as the database has it, or as the code would have it there: what a check compares.
public struct TableDescription: Sendable, Hashable {
    /// A column as the database has it.
    public struct Column: Sendable, Hashable {
        /// The name of the column.
        public var name: String
        /// The dialect's name of the type, in lower case.
        public var type: String
        /// Whether it accepts NULL.
        public var isNullable: Bool
        /// Whether it is the primary key.
        public var isPrimaryKey: Bool
        /// Whether the database generates its values.
        public var isAutoIncrementing: Bool
        /// Whether its values are unique.
        public var isUnique: Bool
        /// The default as SQL, in the form of ``SQLTokens/normalized(_:)``.
        public var defaultValue: String?

        /// Creates a description of a column.
        public init(
            name: String, type: String, isNullable: Bool, isPrimaryKey: Bool, isAutoIncrementing: Bool,
            isUnique: Bool, defaultValue: String?
        ) {
            self.name = name
            self.type = type
            self.isNullable = isNullable
            self.isPrimaryKey = isPrimaryKey
            self.isAutoIncrementing = isAutoIncrementing
            self.isUnique = isUnique
            self.defaultValue = defaultValue
        }
    }

    /// An index as the database has it.
    public struct Index: Sendable, Hashable {
        /// The name of the index.
        public var name: String
        /// Whether it is unique.
        public var isUnique: Bool
        /// The columns in their order.
        public var columns: [String]
        /// The condition of a partial index as SQL, in the form of ``SQLTokens/normalized(_:)``.
        public var predicate: String?

        /// Creates a description of an index.
        public init(name: String, isUnique: Bool, columns: [String], predicate: String?) {
            self.name = name
            self.isUnique = isUnique
            self.columns = columns
            self.predicate = predicate
        }
    }

    /// The name of the table.
    public var name: String
    /// The columns in their order.
    public var columns: [Column]
    /// The indexes.
    public var indexes: [Index]

    /// Creates a description.
    public init(name: String, columns: [Column], indexes: [Index]) {
        self.name = name
        self.columns = columns
        self.indexes = indexes
    }
}

extension Table {
    /// The table as its definition would make it.
    ///
    /// - Throws: ``SQLRenderingError`` for what the dialect can't write.
    public func description(for dialect: some SQLDialect) throws(SQLRenderingError) -> TableDescription {
        var columns: [TableDescription.Column] = []
        for column in self.columns { columns.append(try column.description(for: dialect)) }
        var indexes: [TableDescription.Index] = []
        for index in self.indexes { indexes.append(try index.description(for: dialect)) }
        return TableDescription(name: tableName, columns: columns, indexes: indexes)
    }
}

extension ColumnDefinition {
    fileprivate func description(for dialect: some SQLDialect) throws(SQLRenderingError) -> TableDescription.Column {
        var defaultValue: String?
        if let value = self.defaultValue {
            defaultValue = SQLTokens.normalized(try SQL([.constant(value)]).rendered(for: dialect).description)
        }
        if let sql = defaultSQL { defaultValue = SQLTokens.normalized(sql.description) }
        return TableDescription.Column(
            name: name.description,
            type: dialect.typeName(type).description,
            isNullable: !isNotNull,
            isPrimaryKey: primaryKey != nil,
            isAutoIncrementing: primaryKey == .autoIncrement,
            isUnique: isUnique,
            defaultValue: defaultValue
        )
    }
}

extension Index {
    fileprivate func description(for dialect: some SQLDialect) throws(SQLRenderingError) -> TableDescription.Index {
        var condition: String?
        if let predicate {
            condition = SQLTokens.normalized(
                try SQL(predicate.chunks.map(\.asConstant)).rendered(for: dialect).description)
        }
        return TableDescription.Index(
            name: dialect.indexName(name),
            isUnique: isUnique,
            columns: (columns + (dialect.indexesEndWithKey ? [] : [key].compactMap(\.self))).map(\.description),
            predicate: condition
        )
    }
}
