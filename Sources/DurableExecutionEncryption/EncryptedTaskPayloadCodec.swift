import Crypto
public import DurableExecution
import Foundation

/// Encrypts what another codec encodes, so that neither the database nor its backups show inputs and outputs.
///
/// ```swift
/// configuration.codec = try EncryptedTaskPayloadCodec(key: TaskPayloadKey(id: "2026-01", key))
/// ```
///
/// It is AES-GCM with 256 bits. A payload is bound to its place, the task, the execution and the column: moved to another row, or
/// from one column to another, it does not open. Ids of tasks and executions, times, states and the messages of errors are not
/// encrypted.
///
/// Each payload gets a random nonce of 96 bits, so one key may protect up to 2³² payloads (NIST SP 800-38D, section 8.3): with more,
/// two of them would have the same nonce with a probability above 2⁻³². An execution stores one to three payloads; at 100
/// executions per second, rotate the key once in five months.
///
/// To rotate, make a new key the current one and keep the old ones as `otherKeys` until no execution is left that was stored
/// with them. An executor that does not know a key yet can't read what the others store: first make the new key known to all
/// as one of the others, then make it the current one.
public struct EncryptedTaskPayloadCodec<Base: TaskPayloadCodec>: TaskPayloadCodec {
    private let base: Base
    private let current: TaskPayloadKey
    private let keys: [String: TaskPayloadKey]
    private let opensPlainPayloads: Bool

    /// - Parameters:
    ///   - base: Turns values into the text that is encrypted.
    ///   - key: What is stored from now on is encrypted with it.
    ///   - otherKeys: What was stored with one of these can be read too.
    ///   - opensPlainPayloads: Whether payloads that are not encrypted are read as they are, for the time in which a queue
    ///     that was not encrypted is emptied. Somebody who can write to the database can then put in payloads of their own.
    /// - Throws: ``TaskPayloadKeyError`` where two keys have the same id.
    public init(
        _ base: Base, key: TaskPayloadKey, otherKeys: [TaskPayloadKey] = [], opensPlainPayloads: Bool = false
    ) throws(TaskPayloadKeyError) {
        var keys = [key.id: key]
        for other in otherKeys where keys.updateValue(other, forKey: other.id) != nil { throw .repeatedID(other.id) }
        self.base = base
        self.keys = keys
        self.opensPlainPayloads = opensPlainPayloads
        current = key
    }

    /// The text of the base codec, which is not encrypted: that is done by ``seal(_:for:)``.
    public func encode(_ value: some Encodable) throws -> String { try base.encode(value) }

    public func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
        try base.decode(type, from: text)
    }

    /// `enc2.<id of the key>.<nonce, encrypted text and tag in Base64 for URLs>`.
    public func seal(_ text: String, for context: TaskPayloadContext) throws -> String {
        let inner = try base.seal(text, for: context)
        let box = try AES.GCM.seal(
            Data(inner.utf8), using: current.key, authenticating: associatedData(context, keyID: current.id, .current)
        )
        guard let combined = box.combined else { throw TaskPayloadError("can't be encrypted") }
        return EncryptedText(.current, keyID: current.id, box: combined).text
    }

    public func open(_ stored: String, for context: TaskPayloadContext) throws -> String {
        guard EncryptedText.isClaimed(by: stored) else {
            guard opensPlainPayloads else {
                throw TaskPayloadError("is not encrypted, and only encrypted ones are read")
            }
            return try base.open(stored, for: context)
        }
        guard let encrypted = EncryptedText(stored) else { throw TaskPayloadError("is not a whole encrypted text") }
        guard let key = keys[encrypted.keyID] else {
            throw TaskPayloadError("is encrypted with the key “\(encrypted.keyID)”, which is not known here")
        }
        do {
            let text = try AES.GCM.open(
                try AES.GCM.SealedBox(combined: encrypted.box), using: key.key,
                authenticating: associatedData(context, keyID: key.id, encrypted.version)
            )
            return try base.open(String(decoding: text, as: UTF8.self), for: context)
        } catch is CryptoKitError {
            throw TaskPayloadError(
                """
                can't be opened with the key “\(key.id)”: it was changed, it belongs to another execution or another \
                column, or another key had this id
                """
            )
        }
    }

    /// What has to be the same when the text is opened; no part can contain the zero that ends it.
    private func associatedData(
        _ context: TaskPayloadContext, keyID: String, _ version: EncryptedText.Version
    ) -> Data {
        let place =
            switch version {
            case .first: context.executionID
            case .second: "\(context.kind.rawValue)\0\(context.taskID)\0\(context.executionID)"
            }
        return Data("\(version.rawValue)\0\(keyID)\0\(place)".utf8)
    }
}

extension EncryptedTaskPayloadCodec where Base == JSONTaskPayloadCodec {
    /// Encrypts JSON; for the parameters see ``init(_:key:otherKeys:opensPlainPayloads:)``.
    public init(
        key: TaskPayloadKey, otherKeys: [TaskPayloadKey] = [], opensPlainPayloads: Bool = false
    ) throws(TaskPayloadKeyError) {
        try self.init(
            JSONTaskPayloadCodec(), key: key, otherKeys: otherKeys, opensPlainPayloads: opensPlainPayloads
        )
    }
}

extension EncryptedTaskPayloadCodec: PlainJSONTaskPayloadCodec where Base: PlainJSONTaskPayloadCodec {}
