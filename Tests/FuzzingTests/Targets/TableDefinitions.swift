import TypedSQL

/// What a database says of a table that somebody made by hand.
enum TableDefinitions {
    static func feed(_ bytes: UnsafeBufferPointer<UInt8>) {
        _ = SQLTokens.normalized(String(decoding: bytes, as: UTF8.self))
    }
}
