extension SQL {
    /// The values of the placeholders, for tests and tools; a driver takes them without boxing by ``bind(to:)``.
    ///
    /// - Throws: ``SQLBindingError`` for a value that the dialect's database can't represent.
    public func bindings(for dialect: some SQLDialect) throws(SQLBindingError) -> [SQLValue] {
        let recorder = BindingRecorder()
        var binder = SQLBinder(
            OpaquePointer(Unmanaged.passUnretained(recorder).toOpaque()),
            target: BindingRecorder.target,
            dialect: dialect
        )
        bind(to: &binder)
        if let error = binder.error { throw error }
        // The binder holds the recorder's address only.
        return withExtendedLifetime(recorder) { recorder.values }
    }
}

/// Takes bindings as a driver does, and keeps them.
private final class BindingRecorder {
    var values: [SQLValue] = []

    static func at(_ handle: OpaquePointer) -> BindingRecorder {
        Unmanaged<BindingRecorder>.fromOpaque(UnsafeRawPointer(handle)).takeUnretainedValue()
    }

    static let target = SQLBinder.Target(
        null: { handle, _ in BindingRecorder.at(handle).values.append(.null) },
        boolean: { handle, _, value in BindingRecorder.at(handle).values.append(.boolean(value)) },
        integer: { handle, _, value in BindingRecorder.at(handle).values.append(.integer(value)) },
        real: { handle, _, value in BindingRecorder.at(handle).values.append(.real(value)) },
        text: { handle, _, start, count, _ in
            let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
            BindingRecorder.at(handle).values.append(.text(text))
        }
    )
}
