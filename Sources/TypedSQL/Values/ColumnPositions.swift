/// Some of the columns of a record, by their positions, of which the first 64 count.
public struct ColumnPositions: OptionSet, Sendable, Hashable {
    public let rawValue: UInt64

    public init(rawValue: UInt64) { self.rawValue = rawValue }

    public init(position: Int) { rawValue = position < 64 ? 1 << UInt64(position) : 0 }

    func contains(position: Int) -> Bool { position < 64 && rawValue & 1 << UInt64(position) != 0 }
}

extension SQLBinder {
    /// Binds a record without some of its columns.
    @inlinable
    mutating func bind(_ record: some SQLRecord, leavingOut omitted: ColumnPositions) {
        if omitted.isEmpty { record.bind(to: &self) } else { bindFiltered(record, leavingOut: omitted) }
    }

    @usableFromInline
    mutating func bindFiltered(_ record: some SQLRecord, leavingOut omitted: ColumnPositions) {
        var filter = ColumnFilter(handle: handle, target: target, first: position, omitted: omitted)
        withUnsafeMutablePointer(to: &filter) { filter in
            var binder = SQLBinder(OpaquePointer(filter), target: ColumnFilter.target, like: self)
            record.bind(to: &binder)
            position = filter.pointee.next
            if error == nil { error = binder.error }
        }
    }
}

/// Hands on the values of a record, but for some columns.
private struct ColumnFilter {
    let handle: OpaquePointer
    let target: SQLBinder.Target
    /// The placeholder of the next value that is not left out.
    var next: Int32
    var column = 0
    let omitted: ColumnPositions

    init(handle: OpaquePointer, target: SQLBinder.Target, first: Int32, omitted: ColumnPositions) {
        self.handle = handle
        self.target = target
        next = first
        self.omitted = omitted
    }

    /// The placeholder of the value that comes; `nil` where it is left out.
    mutating func placeholder() -> Int32? {
        defer { column += 1 }
        if omitted.contains(position: column) { return nil }
        defer { next += 1 }
        return next
    }

    static let target = SQLBinder.Target(
        null: { handle, _ in
            let filter = UnsafeMutablePointer<ColumnFilter>(handle)
            guard let placeholder = filter.pointee.placeholder() else { return }
            filter.pointee.target.null(filter.pointee.handle, placeholder)
        },
        boolean: { handle, _, value in
            let filter = UnsafeMutablePointer<ColumnFilter>(handle)
            guard let placeholder = filter.pointee.placeholder() else { return }
            filter.pointee.target.boolean(filter.pointee.handle, placeholder, value)
        },
        integer: { handle, _, value in
            let filter = UnsafeMutablePointer<ColumnFilter>(handle)
            guard let placeholder = filter.pointee.placeholder() else { return }
            filter.pointee.target.integer(filter.pointee.handle, placeholder, value)
        },
        real: { handle, _, value in
            let filter = UnsafeMutablePointer<ColumnFilter>(handle)
            guard let placeholder = filter.pointee.placeholder() else { return }
            filter.pointee.target.real(filter.pointee.handle, placeholder, value)
        },
        text: { handle, _, bytes, count, livesForever in
            let filter = UnsafeMutablePointer<ColumnFilter>(handle)
            guard let placeholder = filter.pointee.placeholder() else { return }
            filter.pointee.target.text(filter.pointee.handle, placeholder, bytes, count, livesForever)
        }
    )
}
