import DurableExecution
import Foundation

/// A value with all that the codecs treat in a way of their own.
protocol FuzzedPayload: Codable {
    associatedtype Codec: TaskPayloadCodec

    static var codec: Codec { get }
}

/// Texts that a codec is to decode: what it can decode, it encodes, and both times to the same text.
enum Payloads {
    static func feed<Payload: FuzzedPayload>(_ bytes: UnsafeBufferPointer<UInt8>, _ type: Payload.Type) throws {
        let codec = Payload.codec
        guard let payload = try? codec.decode(type, from: String(decoding: bytes, as: UTF8.self)) else { return }
        // A date may lie beyond what has a text.
        guard let text = try? codec.encode(payload) else { return }
        let again: String
        do {
            again = try codec.encode(try codec.decode(type, from: text))
        } catch {
            throw FuzzViolation(message: "not decoded again: \(text): \(error)")
        }
        if again != text { throw FuzzViolation(message: "\(text) is decoded as \(again)") }
    }
}

struct JSONPayload: FuzzedPayload {
    var text: String?
    var number: Double?
    var integer: Int64?
    var isTrue: Bool?
    var date: Date?
    var data: Data?
    var decimal: Decimal?
    var dictionary: [String: JSONPayload]?
    var list: [JSONPayload]?

    static let codec = JSONTaskPayloadCodec()
}

struct SuperJSONPayload: FuzzedPayload {
    var text: String?
    var number: Double?
    var integer: Int64?
    var isTrue: Bool?
    var date: Date?
    var data: Data?
    var decimal: Decimal?
    var url: URL?
    var nothings: [NoValue]?
    var map: [Double: String]?
    var dictionary: [String: SuperJSONPayload]?
    var list: [SuperJSONPayload]?

    static let codec = SuperJSONTaskPayloadCodec()
}
