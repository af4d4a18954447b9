internal import CPostgreSQL
internal import TypedSQL

/// What the statements of a call have done so far.
struct Outcome {
    private(set) var changes: [Int]
    /// What the caller threw for a row: he wants no others.
    private(set) var error: (any Error)?

    init(count: Int) { changes = [Int](repeating: 0, count: count) }

    mutating func take(
        _ result: OpaquePointer, of position: Int, _ scratch: UnsafeMutablePointer<UInt8>,
        _ row: (Int, inout SQLRow) throws -> Void
    ) throws(PostgreSQLError) {
        if PQresultStatus(result) == PGRES_EMPTY_QUERY {
            throw PostgreSQLError(.statement, message: "the statement is empty")
        }
        changes[position] = Self.changes(of: result)
        let rowCount = PQntuples(result)
        if error != nil || rowCount == 0 { return }
        let columns = 0..<PQnfields(result)
        let types = columns.map { PQftype(result, $0) }
        let isBinary = columns.first.map { PQfformat(result, $0) == 1 } ?? false
        do {
            try types.withUnsafeBufferPointer { types in
                var cursor = RowCursor(result: result, types: types, isBinary: isBinary, scratch: scratch)
                try withUnsafeMutablePointer(to: &cursor) { cursor in
                    var sqlRow = SQLRow(OpaquePointer(cursor), source: .postgresql)
                    for index in 0..<rowCount {
                        cursor.pointee.row = index
                        sqlRow.rewind()
                        try row(position, &sqlRow)
                    }
                }
            }
        } catch {
            self.error = error
        }
    }

    /// A select has a count too, which is not one of changes.
    private static func changes(of result: OpaquePointer) -> Int {
        guard let tag = PQcmdStatus(result), let count = PQcmdTuples(result) else { return 0 }
        let isChange = ["INSERT", "UPDATE", "DELETE", "MERGE"].contains { String(cString: tag).hasPrefix($0) }
        return isChange ? Int(String(cString: count)) ?? 0 : 0
    }
}
