/// One thing in which a table of the database is not what the code expects.
public struct TableDifference: Sendable, Hashable, CustomStringConvertible {
    /// What differs.
    public enum Subject: Sendable, Hashable {
        /// A whole table.
        case table(String)
        /// A column with this name.
        case column(String)
        /// An index with this name.
        case index(String)
    }

    /// What differs.
    public var subject: Subject
    /// What the database has; `nil` if it has nothing there.
    public var found: String?
    /// What the code expects; `nil` if it expects nothing there.
    public var expected: String?
    /// Whether work on the table would go wrong. A missing index that only makes reading fast is no such thing.
    public var isFatal: Bool

    /// Creates a difference.
    public init(_ subject: Subject, found: String?, expected: String?, isFatal: Bool) {
        self.subject = subject
        self.found = found
        self.expected = expected
        self.isFatal = isFatal
    }

    /// The difference in one line.
    public var description: String {
        let name =
            switch subject {
            case .table(let name): "table \(name)"
            case .column(let name): "column \(name)"
            case .index(let name): "index \(name)"
            }
        return switch (found, expected) {
        case (let found?, let expected?): "\(name): is \(found), expected \(expected)"
        case (nil, let expected?): "\(name): is missing, expected \(expected)"
        case (let found?, nil): "\(name): is \(found), but not expected"
        case (nil, nil): name
        }
    }
}

extension TableDescription {
    /// What differs from the expected table, the columns first. Indexes that nobody expects are none of its business.
    public func differences(from expected: TableDescription) -> [TableDifference] {
        var differences: [TableDifference] = []
        for column in expected.columns {
            let found = columns.first { $0.name == column.name }
            if found != column {
                differences.append(
                    TableDifference(
                        .column(column.name), found: found?.summary, expected: column.summary, isFatal: true
                    )
                )
            }
        }
        for column in columns where !expected.columns.contains(where: { $0.name == column.name }) {
            // A column that is filled by itself disturbs no insert.
            let isHarmless = column.isNullable || column.defaultValue != nil || column.isAutoIncrementing
            differences.append(
                TableDifference(.column(column.name), found: column.summary, expected: nil, isFatal: !isHarmless)
            )
        }
        for index in expected.indexes {
            let found = indexes.first { $0.name == index.name }
            if found != index {
                differences.append(
                    TableDifference(
                        .index(index.name), found: found?.summary, expected: index.summary,
                        isFatal: index.uniqueColumns != found?.uniqueColumns
                    )
                )
            }
        }
        return differences
    }
}

extension TableDescription.Column {
    /// The column as a definition would have it.
    public var summary: String {
        var words = [type]
        if isPrimaryKey { words.append("primary key") }
        if isAutoIncrementing { words.append("autoincrement") }
        words.append(isNullable ? "null" : "not null")
        if isUnique { words.append("unique") }
        if let defaultValue { words.append("default \(defaultValue)") }
        return words.joined(separator: " ")
    }
}

extension TableDescription.Index {
    /// The columns whose values no two rows may share; `nil` if there is no such rule.
    fileprivate var uniqueColumns: Set<String>? { isUnique ? Set(columns) : nil }

    /// The index as a definition would have it.
    public var summary: String {
        var text = "\(isUnique ? "unique " : "")(\(columns.joined(separator: ", ")))"
        if let predicate { text += " where \(predicate)" }
        return text
    }
}
