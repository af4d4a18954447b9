internal import CSQLite
internal import TypedSQL

extension SQLiteConnection {
    /// Runs a statement of the driver's own.
    func execute(_ sql: SQL) throws { try run(sql.rendered(for: dialect), bind: { _ in }, row: { _ in }) }

    /// How many rows were ever changed.
    var changes: Int64 { sqlite3_total_changes64(handle) }

    /// The number that a pragma answers; 0 where it answers nothing.
    func integer(_ sql: SQL) throws -> Int {
        var integer = 0
        try run(sql.rendered(for: dialect), bind: { _ in }) { integer = try $0.next() }
        return integer
    }
}
