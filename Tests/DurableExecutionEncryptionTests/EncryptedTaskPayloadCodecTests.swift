import Crypto
import DurableExecution
import DurableExecutionEncryption
import Foundation
import Testing

@Suite struct EncryptedTaskPayloadCodecTests {
    private let context = TaskPayloadContext(taskID: "a", executionID: "te_1", kind: .input)

    private func key(_ id: String = "k1", byte: UInt8 = 1) throws -> TaskPayloadKey {
        try TaskPayloadKey(id: id, SymmetricKey(data: [UInt8](repeating: byte, count: 32)))
    }

    private func expectRefusal(
        _ message: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> String
    ) {
        let error = #expect(throws: TaskPayloadError.self, sourceLocation: sourceLocation) { _ = try body() }
        #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "")", sourceLocation: sourceLocation)
    }

    private let damaged = "can't be opened with the key “k1”: it was changed"

    @Test func whatIsStoredIsASCIIAndComesBack() throws {
        let codec = try EncryptedTaskPayloadCodec(key: key())
        for text in ["", "5", #"{"name":"secret é 😀"}"#, String(repeating: "x", count: 100_000)] {
            let stored = try codec.seal(text, for: context)
            #expect(stored.hasPrefix("enc2.k1."))
            #expect(stored.utf8.allSatisfy { $0 < 0x80 && $0 > 0x20 })
            #expect(!stored.contains("secret"))
            #expect(try codec.open(stored, for: context) == text)
        }
    }

    @Test func theSameTextIsNeverStoredTheSameWayTwice() throws {
        let codec = try EncryptedTaskPayloadCodec(key: key())
        let stored = try (0..<100).map { _ in try codec.seal("5", for: context) }
        #expect(Set(stored).count == 100)
    }

    /// Made with OpenSSL.
    @Test func aTextThatWasStoredBeforeStillOpens() throws {
        let codec = try EncryptedTaskPayloadCodec(key: key())
        #expect(try codec.open("enc1.k1.AAECAwQFBgcICQoLwIT0BBrPezRCAmpm0fb8rPWV95FItHI", for: context) == #"{"a":1}"#)
    }

    @Test func changingAnyByteIsNoticed() throws {
        let codec = try EncryptedTaskPayloadCodec(key: key())
        let stored = Array(try codec.seal(#"{"a":1}"#, for: context).utf8)
        for index in stored.indices {
            for byte in Array("aZ09-_.=+/ \0".utf8) where byte != stored[index] {
                var changed = stored
                changed[index] = byte
                let text = String(decoding: changed, as: UTF8.self)
                #expect(throws: TaskPayloadError.self) { try codec.open(text, for: context) }
            }
            let truncated = String(decoding: stored[..<index], as: UTF8.self)
            #expect(throws: TaskPayloadError.self) { try codec.open(truncated, for: context) }
        }
    }

    @Test func aPayloadOpensOnlyInItsOwnExecution() throws {
        let codec = try EncryptedTaskPayloadCodec(key: key())
        let stored = try codec.seal("5", for: context)
        var other = context
        other.executionID = "te_2"
        expectRefusal(damaged) { try codec.open(stored, for: other) }
    }

    @Test func aPayloadOpensOnlyInItsOwnColumnAndTask() throws {
        let codec = try EncryptedTaskPayloadCodec(key: key())
        for kind in TaskPayloadContext.Kind.allCases {
            let place = TaskPayloadContext(taskID: "a", executionID: "te_1", kind: kind)
            let stored = try codec.seal("5", for: place)
            #expect(try codec.open(stored, for: place) == "5")
            for other in TaskPayloadContext.Kind.allCases where other != kind {
                let otherPlace = TaskPayloadContext(taskID: "a", executionID: "te_1", kind: other)
                expectRefusal(damaged) { try codec.open(stored, for: otherPlace) }
            }
            let otherTask = TaskPayloadContext(taskID: "b", executionID: "te_1", kind: kind)
            expectRefusal(damaged) { try codec.open(stored, for: otherTask) }
        }
    }

    /// What only the execution was bound to must not pass for what is bound to more, nor the other way round.
    @Test func aTextOfOneFormatDoesNotOpenAsTheOther() throws {
        let codec = try EncryptedTaskPayloadCodec(key: key())
        let stored = try codec.seal("5", for: context)
        expectRefusal(damaged) { try codec.open("enc1" + stored.dropFirst(4), for: context) }
        let old = "AAECAwQFBgcICQoLwIT0BBrPezRCAmpm0fb8rPWV95FItHI"
        expectRefusal(damaged) { try codec.open("enc2.k1." + old, for: context) }
    }

    @Test func oldKeysOpenAndTheCurrentOneEncrypts() throws {
        let old = try EncryptedTaskPayloadCodec(key: key("k1"))
        let rotated = try EncryptedTaskPayloadCodec(key: key("k2", byte: 2), otherKeys: [key("k1")])
        let stored = try old.seal("5", for: context)
        #expect(try rotated.open(stored, for: context) == "5")
        let renewed = try rotated.seal("5", for: context)
        #expect(renewed.hasPrefix("enc2.k2."))
        expectRefusal("is encrypted with the key “k2”, which is not known here") { try old.open(renewed, for: context) }
    }

    @Test func anotherKeyUnderTheSameIDDoesNotOpen() throws {
        let stored = try EncryptedTaskPayloadCodec(key: key()).seal("5", for: context)
        let other = try EncryptedTaskPayloadCodec(key: key(byte: 9))
        expectRefusal(damaged) { try other.open(stored, for: context) }
        let renamed = try EncryptedTaskPayloadCodec(key: key("k2"))
        let moved = stored.replacing("enc2.k1.", with: "enc2.k2.")
        expectRefusal("can't be opened with the key “k2”") { try renamed.open(moved, for: context) }
    }

    @Test func plainPayloadsOpenOnlyWhereThatIsAllowed() throws {
        let strict = try EncryptedTaskPayloadCodec(key: key())
        let migrating = try EncryptedTaskPayloadCodec(key: key(), opensPlainPayloads: true)
        for text in ["5", #"{"a":1}"#, #""enc1.k1.AAAA""#, "null", ""] {
            expectRefusal("is not encrypted") { try strict.open(text, for: context) }
            #expect(try migrating.open(text, for: context) == text)
        }
        #expect(try migrating.open(strict.seal("5", for: context), for: context) == "5")
        expectRefusal("is not a whole encrypted text") { try migrating.open("enc3.k1.AAAA", for: context) }
        expectRefusal(damaged) { try migrating.open("enc1.k1.AAAA", for: context) }
    }

    @Test func itEncryptsWhatAnyCodecEncodes() throws {
        let codec = try EncryptedTaskPayloadCodec(SuperJSONTaskPayloadCodec(), key: key())
        let date = Date(timeIntervalSince1970: 1.5)
        let stored = try codec.seal(codec.encode(date), for: context)
        #expect(try codec.decode(Date.self, from: codec.open(stored, for: context)) == date)
    }

    @Test(arguments: ["", "a.b", "a b", "é", String(repeating: "a", count: 65)])
    func anIDThatTheTextCanNotHoldIsRefused(id: String) {
        #expect(throws: TaskPayloadKeyError.invalidID) { try key(id) }
    }

    @Test(arguments: [SymmetricKeySize.bits128, .bits192, SymmetricKeySize(bitCount: 512)])
    func onlyKeysOf256BitsAreTaken(size: SymmetricKeySize) {
        #expect(throws: TaskPayloadKeyError.invalidSize(bits: size.bitCount)) {
            try TaskPayloadKey(id: "a", SymmetricKey(size: size))
        }
    }

    @Test func twoKeysWithOneIDAreRefused() {
        #expect(throws: TaskPayloadKeyError.repeatedID("k1")) {
            try EncryptedTaskPayloadCodec(key: key(), otherKeys: [key("k1", byte: 2)])
        }
    }
}
