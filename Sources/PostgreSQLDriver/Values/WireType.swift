internal import CPostgreSQL

/// The types whose binary form the driver knows, by the server's fixed numbers.
enum WireType {
    static let boolean: Oid = 16
    static let name: Oid = 19
    static let bigint: Oid = 20
    static let smallint: Oid = 21
    static let integer: Oid = 23
    static let text: Oid = 25
    static let json: Oid = 114
    static let real: Oid = 700
    static let doublePrecision: Oid = 701
    static let unknown: Oid = 705
    static let character: Oid = 1042
    static let varchar: Oid = 1043
    static let numeric: Oid = 1700

    /// Whether the binary form is the text itself.
    static func isText(_ type: Oid) -> Bool {
        switch type {
        case text, varchar, json, name, character, unknown: true
        default: false
        }
    }

    static func isKnown(_ type: Oid) -> Bool {
        switch type {
        case boolean, bigint, smallint, integer, real, doublePrecision: true
        default: isText(type)
        }
    }
}
