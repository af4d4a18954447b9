import TypedSQL

extension TableDifference {
    /// Whether it is an additional column that no insert has to fill: it is neither changed nor a reason to fail.
    var isIgnored: Bool {
        if case .column = subject { expected == nil && !isFatal } else { false }
    }

    var line: String { isIgnored ? "\(description); ignored" : description }
}

/// A difference as `--json` prints it, always with all keys.
struct Difference: Encodable {
    enum Kind: String, Encodable { case table, column, index }

    let kind: Kind
    let name: String
    let found: String?
    let expected: String?
    let isFatal: Bool

    init(_ difference: TableDifference) {
        switch difference.subject {
        case .table(let name): (kind, self.name) = (.table, name)
        case .column(let name): (kind, self.name) = (.column, name)
        case .index(let name): (kind, self.name) = (.index, name)
        }
        found = difference.found
        expected = difference.expected
        isFatal = difference.isFatal
    }

    enum CodingKeys: CodingKey { case kind, name, found, expected, isFatal }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kind, forKey: .kind)
        try container.encode(name, forKey: .name)
        try container.encode(found, forKey: .found)
        try container.encode(expected, forKey: .expected)
        try container.encode(isFatal, forKey: .isFatal)
    }
}
