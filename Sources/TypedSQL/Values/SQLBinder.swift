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

        public init(
            null: @escaping @convention(c) (OpaquePointer, Int32) -> Void,
            boolean: @escaping @convention(c) (OpaquePointer, Int32, Bool) -> Void,
            integer: @escaping @convention(c) (OpaquePointer, Int32, Int64) -> Void,
            real: @escaping @convention(c) (OpaquePointer, Int32, Double) -> Void,
            text: @escaping @convention(c) (OpaquePointer, Int32, UnsafePointer<UInt8>, Int, Bool) -> Void
        ) {
            self.null = null
            self.boolean = boolean
            self.integer = integer
            self.real = real
            self.text = text
        }
    }

    @usableFromInline let handle: OpaquePointer
    @usableFromInline let target: Target
    @usableFromInline let allowsNUL: Bool
    @usableFromInline let allowsNaN: Bool
    @usableFromInline var position: Int32 = 1
    /// The first value that the database can't represent.
    public private(set) var error: SQLBindingError?

    public init(_ handle: OpaquePointer, target: Target, dialect: some SQLDialect) {
        self.handle = handle
        self.target = target
        self.allowsNUL = dialect.allowsNULInText
        self.allowsNaN = dialect.allowsNaN
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
            if !allowsNUL, bytes.contains(0) { return false }
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
