/// Where the values of a statement go, one placeholder after the other.
///
/// Like ``SQLRow`` a concrete type over a driver's handle and C functions. A value that the database can't represent is
/// remembered in ``error``; the driver looks there before it runs anything.
public struct SQLBinder: ~Copyable {
    /// How a driver takes values. Positions count from 1.
    public struct Target: Sendable {
        public let null: @convention(c) (OpaquePointer, Int32) -> Void
        public let boolean: @convention(c) (OpaquePointer, Int32, Bool) -> Void
        public let integer: @convention(c) (OpaquePointer, Int32, Int64) -> Void
        public let real: @convention(c) (OpaquePointer, Int32, Double) -> Void
        /// The bytes are the caller's; where the last argument is true they live for ever and need not be copied.
        public let text: @convention(c) (OpaquePointer, Int32, UnsafePointer<UInt8>, Int, Bool) -> Void
        /// How it takes lists; `nil` where a list is a JSON array.
        public let list: ListTarget?

        public init(
            null: @escaping @convention(c) (OpaquePointer, Int32) -> Void,
            boolean: @escaping @convention(c) (OpaquePointer, Int32, Bool) -> Void,
            integer: @escaping @convention(c) (OpaquePointer, Int32, Int64) -> Void,
            real: @escaping @convention(c) (OpaquePointer, Int32, Double) -> Void,
            text: @escaping @convention(c) (OpaquePointer, Int32, UnsafePointer<UInt8>, Int, Bool) -> Void,
            list: ListTarget? = nil
        ) {
            self.null = null
            self.boolean = boolean
            self.integer = integer
            self.real = real
            self.text = text
            self.list = list
        }
    }

    /// How a driver takes lists: their values come one by one between the two calls.
    public struct ListTarget: Sendable {
        /// Is told the raw value of the ``ColumnType`` of the values, and how many there are.
        public let begin: @convention(c) (OpaquePointer, Int32, Int) -> Void
        public let end: @convention(c) (OpaquePointer) -> Void

        public init(
            begin: @escaping @convention(c) (OpaquePointer, Int32, Int) -> Void,
            end: @escaping @convention(c) (OpaquePointer) -> Void
        ) {
            self.begin = begin
            self.end = end
        }
    }

    @usableFromInline let handle: OpaquePointer
    @usableFromInline let target: Target
    @usableFromInline let allowsNUL: Bool
    @usableFromInline let allowsNaN: Bool
    @usableFromInline var position: Int32 = 1
    /// The first value that the database can't represent.
    public internal(set) var error: SQLBindingError?

    public init(_ handle: OpaquePointer, target: Target, dialect: some SQLDialect) {
        self.handle = handle
        self.target = target
        self.allowsNUL = dialect.allowsNULInText
        self.allowsNaN = dialect.allowsNaN
    }

    /// One for the same database that hands its values to somebody else.
    init(_ handle: OpaquePointer, target: Target, like other: borrowing SQLBinder) {
        self.handle = handle
        self.target = target
        allowsNUL = other.allowsNUL
        allowsNaN = other.allowsNaN
    }

    /// How many values were bound.
    public var count: Int { Int(position) - 1 }

    @inlinable
    @inline(__always)
    public mutating func bind(_ value: some SQLConvertible) { value.bind(to: &self) }

    @inlinable
    public mutating func bindNull() {
        target.null(handle, position)
        position += 1
    }

    @inlinable
    public mutating func bind(boolean value: Bool) {
        target.boolean(handle, position, value)
        position += 1
    }

    @inlinable
    public mutating func bind(integer value: Int64) {
        target.integer(handle, position, value)
        position += 1
    }

    @inlinable
    public mutating func bind(real value: Double) {
        if value.isNaN, !allowsNaN { refuse(.isNaN) } else { target.real(handle, position, value) }
        position += 1
    }

    @inlinable
    public mutating func bind(text value: String) {
        var value = value
        let allowsNUL = allowsNUL
        let isRepresentable = value.withUTF8 { bytes in
            if !allowsNUL, bytes.containsZero() { return false }
            // An empty string has no bytes to point at, and a null pointer would mean NULL.
            let start = bytes.baseAddress ?? ("" as StaticString).utf8Start
            target.text(handle, position, start, bytes.count, false)
            return true
        }
        if !isRepresentable { refuse(.containsNUL) }
        position += 1
    }

    /// Binds a text that is part of the program.
    @inlinable
    public mutating func bind(constant value: StaticString) {
        value.withUTF8Buffer { bytes in
            // A constant of a single scalar may have no address of its own.
            let livesForever = value.hasPointerRepresentation
            if let start = bytes.baseAddress { target.text(handle, position, start, bytes.count, livesForever) }
        }
        position += 1
    }

    @inlinable
    public mutating func bind(_ value: SQLValue) {
        switch value {
        case .null: bindNull()
        case .boolean(let value): bind(boolean: value)
        case .integer(let value): bind(integer: value)
        case .real(let value): bind(real: value)
        case .text(let value), .json(let value): bind(text: value)
        }
    }

    @usableFromInline
    mutating func refuse(_ reason: SQLBindingError.Reason) {
        if error == nil { error = SQLBindingError(position: Int(position), reason: reason) }
    }
}
