/// The row on which a running statement stands, read column by column from the left.
///
/// It is a concrete cursor over a driver's handle and a handful of C functions, so that decoding is compiled once and not
/// specialised for each driver. It can't be kept: what it points at changes with the next row.
public struct SQLRow: ~Copyable {

    /// How a driver gives access to the columns of its current row. Positions count from 0.
    public struct Source: Sendable {
        /// Writes the integer and says what the column holds; a boolean counts as 0 or 1.
        public let integer: @convention(c) (OpaquePointer, Int32, UnsafeMutablePointer<Int64>) -> CInt
        public let real: @convention(c) (OpaquePointer, Int32, UnsafeMutablePointer<Double>) -> CInt
        /// The column's bytes as text, valid until the next row; a null pointer for NULL.
        public let text: @convention(c) (OpaquePointer, Int32, UnsafeMutablePointer<Int>) -> UnsafePointer<UInt8>?
        /// The column's name.
        public let name: @convention(c) (OpaquePointer, Int32) -> UnsafePointer<CChar>?

        public init(
            integer: @escaping @convention(c) (OpaquePointer, Int32, UnsafeMutablePointer<Int64>) -> CInt,
            real: @escaping @convention(c) (OpaquePointer, Int32, UnsafeMutablePointer<Double>) -> CInt,
            text: @escaping @convention(c) (OpaquePointer, Int32, UnsafeMutablePointer<Int>) -> UnsafePointer<UInt8>?,
            name: @escaping @convention(c) (OpaquePointer, Int32) -> UnsafePointer<CChar>?
        ) {
            self.integer = integer
            self.real = real
            self.text = text
            self.name = name
        }

        /// What `integer` and `real` answer for NULL.
        public static let isNull: CInt = 0
        /// What `integer` and `real` answer when they have written the value.
        public static let isValue: CInt = 1
        /// What `integer` and `real` answer for a column that holds something else.
        public static let isOther: CInt = 2
    }

    @usableFromInline let handle: OpaquePointer
    @usableFromInline let source: Source
    @usableFromInline var position: Int32 = 0

    public init(_ handle: OpaquePointer, source: Source) {
        self.handle = handle
        self.source = source
    }

    /// Goes back to the first column, for the next row of the same statement.
    @inlinable
    public mutating func rewind() { position = 0 }

    /// Goes to a column, counted from 0, to read it next.
    @inlinable
    public mutating func move(to column: Int) { position = Int32(truncatingIfNeeded: column) }

    /// Reads the next column.
    @inlinable
    @inline(__always)
    public mutating func next<Value: SQLConvertible>(_: Value.Type = Value.self) throws(SQLDecodingError) -> Value {
        try Value(from: &self)
    }

    @inlinable
    @inline(__always)
    public mutating func nextInteger() throws(SQLDecodingError) -> Int64? {
        let column = position
        position += 1
        var value: Int64 = 0
        let answer = source.integer(handle, column, &value)
        if answer == Source.isValue { return value }
        if answer == Source.isNull { return nil }
        throw mismatch(expected: "an integer")
    }

    /// Reads the next column as an integer; a number with a fraction is rounded up.
    ///
    /// SQLite keeps a fraction in an integer column, and another program may have stored one.
    @inlinable
    public mutating func nextIntegerRoundedUp() throws(SQLDecodingError) -> Int64? {
        let column = position
        position += 1
        var value: Int64 = 0
        let answer = source.integer(handle, column, &value)
        if answer == Source.isValue { return value }
        if answer == Source.isNull { return nil }
        var number = 0.0
        guard source.real(handle, column, &number) == Source.isValue, let rounded = Int64(exactly: number.rounded(.up))
        else { throw mismatch(expected: "an integer") }
        return rounded
    }

    @inlinable
    public mutating func nextReal() throws(SQLDecodingError) -> Double? {
        let column = position
        position += 1
        var value = 0.0
        let answer = source.real(handle, column, &value)
        if answer == Source.isValue { return value }
        if answer == Source.isNull { return nil }
        throw mismatch(expected: "a number")
    }

    @inlinable
    @inline(__always)
    public mutating func nextBoolean() throws(SQLDecodingError) -> Bool? {
        let column = position
        position += 1
        var value: Int64 = 0
        let answer = source.integer(handle, column, &value)
        if answer == Source.isNull { return nil }
        if answer == Source.isValue, value == 0 || value == 1 { return value == 1 }
        throw mismatch(expected: "a boolean")
    }

    /// The bytes of the next column, `nil` for NULL. They stay the driver's: valid until the next row.
    @inlinable
    @inline(__always)
    public mutating func nextText() -> UnsafeBufferPointer<UInt8>? {
        let column = position
        position += 1
        var count = 0
        guard let start = source.text(handle, column, &count) else { return nil }
        return UnsafeBufferPointer(start: start, count: count)
    }

    /// The error that the column read last is not what was expected.
    public func mismatch(expected: String, found: String? = nil) -> SQLDecodingError {
        let column = position - 1
        var count = 0
        let text =
            found
            ?? source.text(handle, column, &count).map {
                String(decoding: UnsafeBufferPointer(start: $0, count: count), as: UTF8.self)
            }
        return SQLDecodingError(
            column: source.name(handle, column).map { String(cString: $0) } ?? "\(column)",
            expected: expected,
            found: text ?? "NULL"
        )
    }
}
