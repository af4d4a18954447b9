/// A part of the package that is given what comes from outside, whatever that is.
///
/// A feed throws ``FuzzViolation`` where the part took something that it must not take; that it refuses something is no error.
enum FuzzTarget: String, CaseIterable {
    case jsonColumns = "json-columns"
    case tableDefinitions = "table-definitions"
    case jsonPayloads = "json-payloads"
    case superJSONPayloads = "superjson-payloads"
    case encryptedPayloads = "encrypted-payloads"
    case connectionStrings = "connection-strings"
    case commandLines = "command-lines"

    func feed(_ bytes: UnsafeBufferPointer<UInt8>) throws {
        switch self {
        case .jsonColumns: try JSONColumns.feed(bytes)
        case .tableDefinitions: TableDefinitions.feed(bytes)
        case .jsonPayloads: try Payloads.feed(bytes, JSONPayload.self)
        case .superJSONPayloads: try Payloads.feed(bytes, SuperJSONPayload.self)
        case .encryptedPayloads: try EncryptedPayloads.feed(bytes)
        case .connectionStrings: try ConnectionStrings.feed(bytes)
        case .commandLines: CommandLines.feed(bytes)
        }
    }
}

/// What a part of the package made of an input, and must not.
struct FuzzViolation: Error {
    var message: String
}
