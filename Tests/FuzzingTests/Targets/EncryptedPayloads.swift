import Crypto
import DurableExecution
import DurableExecutionEncryption

/// Texts that nobody encrypted, which must not open, and texts that come back as they were.
enum EncryptedPayloads {
    private static let context = TaskPayloadContext(taskID: "task", executionID: "te_1", kind: .input)

    static func feed(_ bytes: UnsafeBufferPointer<UInt8>) throws {
        let codec = try EncryptedTaskPayloadCodec(
            key: TaskPayloadKey(id: "k1", SymmetricKey(data: [UInt8](repeating: 1, count: 32)))
        )
        let text = String(decoding: bytes, as: UTF8.self)
        // The key of the tests is one that everybody knows, but no mutation finds out the tag of another text.
        if let opened = try? codec.open(text, for: context), opened != #"{"a":1}"# {
            throw FuzzViolation(message: "\(text) opens as \(opened)")
        }
        let stored = try codec.seal(text, for: context)
        if try codec.open(stored, for: context) != text { throw FuzzViolation(message: "\(text) does not come back") }
    }
}
