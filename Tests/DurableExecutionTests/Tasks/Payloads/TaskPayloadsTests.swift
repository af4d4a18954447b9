import Foundation
import Testing

@testable import DurableExecution

@Suite struct TaskPayloadsTests {
    /// Makes each text longer by three bytes, which are one character.
    private struct PaddingCodec: TaskPayloadCodec {
        let json = JSONTaskPayloadCodec()

        func encode(_ value: some Encodable) throws -> String { try json.encode(value) }
        func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
            try json.decode(type, from: text)
        }
        func seal(_ text: String, for context: TaskPayloadContext) -> String { "€" + text }
        func open(_ stored: String, for context: TaskPayloadContext) -> String { String(stored.dropFirst()) }
    }

    private func context(_ kind: TaskPayloadContext.Kind) -> TaskPayloadContext {
        TaskPayloadContext(taskID: "a", executionID: "te_1", kind: kind)
    }

    @Test(arguments: TaskPayloadContext.Kind.allCases)
    func limitsCountTheBytesOfWhatIsStored(kind: TaskPayloadContext.Kind) async throws {
        let payloads = TaskPayloads(
            codec: PaddingCodec(), maxInputBytes: kind == .input ? 9 : 1, maxOutputBytes: kind == .input ? 1 : 9
        )
        #expect(try payloads.seal(#""äb""#, for: context(kind)).utf8.count == 8)
        #expect(try payloads.seal(#""äö""#, for: context(kind)).utf8.count == 9)
        await expectError(.payloadTooLarge) { _ = try payloads.seal(#""äöb""#, for: context(kind)) }
    }

    @Test func aSizeErrorSaysWhatAndHowMuch() {
        let payloads = TaskPayloads(codec: JSONTaskPayloadCodec(), maxInputBytes: 4, maxOutputBytes: 4)
        let error = #expect(throws: DurableExecutionError.self) { try payloads.encodeOutput("secret", taskID: "a") }
        #expect(error?.message.hasPrefix("the output of the task “a” takes 8 bytes and 4 are allowed") == true)
        #expect(error?.message.contains("secret") == false)
    }

    @Test func whatWasNotStoredIsReadAsNoValue() throws {
        let payloads = TaskPayloads(codec: PaddingCodec(), maxInputBytes: 99, maxOutputBytes: 99)
        #expect(try payloads.open(nil, for: context(.output)) == "null")
    }

    private struct Order: Codable {
        enum Size: String, Codable { case small }
        struct Item: Codable {
            var count: Int
            var at: Date
            var size: Size
        }
        var items: [String: [Item]]
    }

    @Test(arguments: [
        (#"{"items":{"secret":[{"count":"secret"}]}}"#, "the value at items.*.0.count is not of the type Int"),
        (#"{"items":{"secret":[{"count":1}]}}"#, "the value at items.*.0 has no at"),
        (#"{"items":{"secret":[{"count":null}]}}"#, "the value at items.*.0.count is null and not of the type Int"),
        (#"{"items":{"secret":[{"count":1,"at":"secret"}]}}"#, "the value at items.*.0.at is not a date in ISO 8601"),
        (
            #"{"items":{"secret":[{"count":1,"at":"1970-01-01T00:00:00Z","size":"secret"}]}}"#,
            "the value at items.*.0.size is not valid"
        ),
        (#"{"secret"#, "the value is not valid"),
    ])
    func errorsSayWhatAndWhereWithoutThePayload(text: String, message: String) {
        let payloads = TaskPayloads(codec: JSONTaskPayloadCodec(), maxInputBytes: 99, maxOutputBytes: 99)
        let error = #expect(throws: DurableExecutionError.self) {
            try payloads.decode(Order.self, from: text, what: "input", taskID: "a")
        }
        #expect(error?.message == "the input of the task “a” can't be decoded as Order: \(message)")
    }

    @Test func anErrorOfEncodingDoesNotTellTheValue() {
        let payloads = TaskPayloads(codec: JSONTaskPayloadCodec(), maxInputBytes: 99, maxOutputBytes: 99)
        let error = #expect(throws: DurableExecutionError.self) {
            try payloads.encodeInput(["secret": [Double.nan]], taskID: "a")
        }
        #expect(
            error?.message
                == "the input of the task “a” can't be encoded: the value at *.0 is a Double that the format can't hold"
        )
    }
}
