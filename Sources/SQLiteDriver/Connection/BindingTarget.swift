internal import CSQLite
internal import TypedSQL

/// What a binder's handle points at while the values of one statement are bound.
struct BindingTarget {
    var statement: OpaquePointer?
    var arena = BindingArena()
    /// The first error that SQLite reported for a value.
    var resultCode = SQLITE_OK

    fileprivate mutating func note(_ resultCode: Int32) {
        if self.resultCode == SQLITE_OK { self.resultCode = resultCode }
    }
}

extension SQLBinder.Target {
    static let sqlite = SQLBinder.Target(
        null: { handle, position in
            let target = UnsafeMutablePointer<BindingTarget>(handle)
            target.pointee.note(sqlite3_bind_null(target.pointee.statement, position))
        },
        boolean: { handle, position, value in
            let target = UnsafeMutablePointer<BindingTarget>(handle)
            target.pointee.note(sqlite3_bind_int64(target.pointee.statement, position, value ? 1 : 0))
        },
        integer: { handle, position, value in
            let target = UnsafeMutablePointer<BindingTarget>(handle)
            target.pointee.note(sqlite3_bind_int64(target.pointee.statement, position, value))
        },
        real: { handle, position, value in
            let target = UnsafeMutablePointer<BindingTarget>(handle)
            target.pointee.note(sqlite3_bind_double(target.pointee.statement, position, value))
        },
        text: { handle, position, bytes, count, isConstant in
            let target = UnsafeMutablePointer<BindingTarget>(handle)
            let bytes = isConstant ? bytes : target.pointee.arena.copy(bytes, count: count)
            let characters = UnsafeRawPointer(bytes).assumingMemoryBound(to: CChar.self)
            let encoding = UInt8(SQLITE_UTF8)
            // Without a destructor SQLite does not copy: the arena outlives the run of the statement.
            target.pointee.note(
                sqlite3_bind_text64(target.pointee.statement, position, characters, UInt64(count), nil, encoding)
            )
        }
    )
}
